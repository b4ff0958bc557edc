"""Meetings named by level and topic: 中央人大工作会议, 全区高质量发展推进会, 庆祝中国共产党成立100周年大会."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.gates import headed, near
from kg.extraction.meetings import clauses, kinds
from kg.extraction.meetings.words import AHEAD, MARK, NUMBER, PROVINCES, SOFT, STOP, SUB_MEETING, is_first, last_stop
from kg.extraction.spans import Cover, Span

_REACH = 45
_KINDS = (
    "座谈|推进|研讨|动员|部署|交流|报告|总结|表彰|现场|调度|工作|茶话|团拜|学习|恳谈|培训|汇报|观摩|务虚|通报|宣讲|分析|启动|布置|"
    "对接|誓师|群英|级干部|评议|议政|交办|反馈|议军|讨论|纪念|论证|通气|述职|研判|生活|例|推介|协商|对话|外长|部长"
)
_GOES_ON = "(?!堂|议|秘书(?!长|处)|室|厅|中心|制(?![定订造约止裁])|纪要|场|战|师|报|网|杯|召集人|领导小组|机制|主席团|成员|办公室|记录|材料|议程|桌|展|址|员|长|晤|谈)"
"""What shows that the noun is a character of another (大会堂), or names a thing of the meeting (会议室)."""
_NOUN = re.compile(
    f"(?:(?:{_KINDS})会(?:议)?|会议|(?<=[会社])年会|大会|论坛(?!(?:第[^届，。]{{1,4}}|首)届[\u4e00-\u9fff]{{0,3}}(?:会议|大会)|第[^次，。]{{1,4}}次(?:会议|大会))|峰会)"
    f"{_GOES_ON}"
    "(?:(?:[\u4e00-\u9fff]{2})?峰会|年会|[0-9]{4}年?[\u4e00-\u9fff]{0,5}年会|(?:外长|部长)会议?|部长级会议)?"
    f"(?:(?<=峰会){SUB_MEETING})?"
    "(?:暨[\u4e00-\u9fff0-9“”]{0,30}?(?:会议|大会|论坛|峰会|(?:座谈|推进|部署|表彰|动员|洽谈|推介|对接|研讨|培训|现场|交流|总结)会议?|职代会|全会))?"
)
_FURTHER = re.compile(_GOES_ON)
_MEETING = re.compile(f"峰会|会(?:议|(?<=[{''.join(kind[-1] for kind in _KINDS.split('|'))}大年]会))|论坛")
_SCOPE = re.compile(
    headed(
        "中共中央|党中央|中央军委|军委|中央|国务院|全国|全党|全军|全省|全市|全区|全县|全州|全旗|全盟|全镇|全乡|全局(?<!安全局)|全院|全校|全系统|"
        "地市委|省委|市委|县委|区委|州委|自治区|省[直级]|市[直级]|区[直级]|县[直级]|[Xx×*][省市县区州镇乡]|首都各界|庆祝|纪念|联合国|世界|国际|全球(?!化|首发)|G(?:20|7)|亚太经合组织|亚太经济合作组织|亚太|博鳌亚洲|亚洲|南美洲|美洲|东亚|中亚|伊斯兰[—－]阿拉伯国家|阿拉伯国家|不结盟|"
        "上海合作组织|上合组织|金砖|二十国集团|七十七国集团|77国集团|七国集团|世贸组织|东盟|欧盟|北约|非盟|阿盟|拉共体|海合会|欧安组织|新中国|中国(?<!发展中国)|中非|中阿|亚非|亚欧|首届|最高国务|党的|"
        f"第{NUMBER}[届次]|[12][0-9]{{3}}年?度?|[一二][〇零一二三四五六七八九]{{3}}年?度?|{PROVINCES}"
    )
)
_OF_LEVEL = re.compile("[\u4e00-\u9fff]{2}[省市县](?!委?(?:书记|[省市县区]长)|[级直属委])[\u4e00-\u9fff“”]{3,}")
_LEVELS = frozenset("省市区县州镇乡")
_YEAR = re.compile("(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})年度?$")
_OF_YEAR = re.compile("(?<=[司团局院校厂行社市县区省州部统])[12][0-9]{3}年$")
"""A year within a name, behind the body whose meeting it is (集团公司2022年工作会议)."""
_UNITS = frozenset("司团局院校厂行社")
_ORGAN_ENDS = frozenset("织会党国团盟署协委院议政坛作")
_ROW = re.compile("[\u4e00-\u9fffA-Za-z“”（）]{2,30}(?:、[\u4e00-\u9fffA-Za-z“”（）]{2,30}){0,5}、$")
_NO_MEMBER = re.compile("(?:[会坛节展赛]|会议|活动|仪式|调研|讲话|精神)[”’》]?、")
_ROW_AHEAD = re.compile("、[\u4e00-\u9fff]{2,16}?(?:大会|峰会|论坛|年会)(?=[、等，。；])")
"""What follows the first of several meetings."""
_TOPICS = re.compile(f"{_SCOPE.pattern}[\u4e00-\u9fff]{{2,5}}(?:、[\u4e00-\u9fff]{{2,5}}){{0,5}}、$")
"""Topics in a row behind what one meeting, or one of each kind, is held by (全国教育、卫生工作会议)."""
_ATTENDING = re.compile("(?:代表|人士|负责人|书记|专家|学者|企业家|干部|职工|同志|会长|主任)$")
_WORKING = ("工作会", "部长会")
_SPIRIT = re.compile("精神(?![和与及、])(?:的)?[\u4e00-\u9fff]{0,6}$")
_MARK = re.compile(MARK)
_HELD = re.compile(
    "(?:召开|举行|举办|承办|主办|参加|出席|列席|主持|召集|开好|筹备|办好|迎接|根据|按照|结合|对照|传达学习了|学习了|[在了]|(?:召开|举行)的)$"
)
_BEFORE = re.compile("(?:.*之一——)?(?:[0-9一二三四五六七八九十两]{1,3}场)?")
"""What stands before the name at the head of a clause."""
_GLOBAL = "全球"
_LINKS = frozenset("与和及暨新")
_COMMITTEES = frozenset(("省委", "市委", "县委", "区委", "州委"))
_TOWN = re.compile("(?:中共)?(?![暨各全本该我某每])[\u4e00-\u9fff]{2,4}(?<![会次全各关])")
_NEAR_PLACE = 6
"""Characters of a place with its level before a number."""
_LONG = 5
"""Characters of what a meeting is about that are no kind of meeting."""
_PLACE = 3
"""Characters of a place's name before a scope."""
_AND = re.compile("[和与及](?![平谐解])")
_WORLD = frozenset(("世界", "国际", "亚洲"))
_MARKS = frozenset(("", *"，。；：！？、\n\x00）)"))
_EVENTS, _GREAT = frozenset("会节展赛坛"), ("大会", "论坛", "峰会")
_CLOSED = frozenset("。！？…，；")
"""What before a closing mark shows that a sentence is quoted."""


def goes_on(text: str, end: int) -> bool:
    """Whether the noun that ends there is part of another word."""
    return not _FURTHER.match(text, end)


def find(text: str, found: Cover) -> Iterator[Span]:
    """The topical meetings of the cleaned `text`, none of which ends in one of the spans `found`;
    one may hold a numbered meeting (全区传达贯彻两会精神大会), otherwise they are disjoint from `found`.

    >>> line = "去年市委在全区高质量发展推进会上强调，要贯彻中央人大工作会议精神"
    >>> [line[s.start:s.end] for s in find(line, Cover([]))]
    ['全区高质量发展推进会', '中央人大工作会议']
    """
    last = 0
    for noun in near(_NOUN, _MEETING, 2, text):
        noun = _unjoined(text, noun, found)
        end = _end(text, noun, found)
        start = None if found.touches(noun.start(), end) else _start(text, last, noun.start(), end, found)
        if start is not None and ("“" in text[start:end] or not kinds.TYPE.search(text, start, end)):
            yield Span(start, end, "MEETING", "event", "meeting:topical")
        if start is not None or found.touches(noun.start(), end):
            last = end


def _unjoined(text: str, noun: re.Match[str], found: Cover) -> re.Match[str]:
    """The noun, or the one behind 暨 where what stands before that is a meeting of its own."""
    joint = text.find("暨", noun.start(), noun.end())
    if joint < 0 or not found.touches(noun.start(), joint):
        return noun
    return _NOUN.search(text, joint, noun.end()) or noun


def _end(text: str, noun: re.Match[str], found: Cover) -> int:
    """Where the name ends: before 暨 where what follows is a numbered meeting."""
    joint = text.find("暨", noun.start(), noun.end())
    return joint if joint > 0 and found.touches(joint, noun.end()) else noun.end()


def _start(text: str, last: int, noun: int, end: int, found: Cover) -> int | None:
    """Where the name that ends with this noun begins, or None if it is no name."""
    held, floor = _after_stop(text, max(last, noun - _REACH), noun)
    joint = floor == last > 0 and text.startswith("暨", floor)
    floor += joint
    if text[floor - 1 : floor] == "、" and (row := _of_row(text, last, floor, noun, end)) is not None:
        return row
    spirit = bool(_SPIRIT.search(text, floor, noun))
    while not spirit and floor < noun and found.touches(floor, floor + 1):
        floor += 1
    begun = _before_year(text, 0, floor)
    whole = text[begun - 1 : begun] in _MARKS and clauses.holds_it(text, floor, noun, end)
    if whole and (lead := _BEFORE.match(text, floor, noun)):
        floor = lead.end()
    in_row = False
    start = floor if (spirit and held) or (whole and noun - floor > 2) else _scope(text, floor, noun, spirit)
    if start is None:
        in_row = _in_row(text, last, floor, noun, found) or (held and _ROW_AHEAD.match(text, end) is not None)
        if joint:
            in_row = True
        elif _AND.match(text, floor) and (floor == last > 0 or found.touches(floor - 1, floor)):
            floor, in_row = floor + 1, True
        in_row = in_row or (text.endswith("会议", noun, end) and clauses.placed(text, floor, noun, end))
        least = 3 - (in_row or begun < floor or text.startswith("工作会", noun))
        yearly = kinds.YEARLY.fullmatch(text, begun, end)
        level = floor > last and (text[floor] in _LEVELS or _OF_LEVEL.match(text, floor, noun))
        named = (noun - floor >= least or yearly) and (held or in_row or level)
        start = floor if named else clauses.told(text, max(last, floor), noun, end)
        if start is None:
            return None
    if text.endswith("中共", floor, start):
        start -= 2
    start = _balanced(text, _joined_on(text, floor, start, end), end)
    if year := _YEAR.search(text, max(0, start - 6), start):
        start = year.start()
    return None if _unnamed(text, start, end, in_row=in_row) else start


def _in_row(text: str, last: int, floor: int, noun: int, found: Cover) -> bool:
    """Whether a 、 parts the name that begins at `floor` from another meeting's, or from a fair's."""
    before = _before_year(text, 0, floor)
    if before == 0 or text[before - 1] not in "、暨":
        return False
    if before == last + 1 or found.touches(before - 2, before - 1):
        return True
    return text[before - 2] in _EVENTS and (noun - floor > _LONG or text.startswith(_GREAT, noun))


def _joined_on(text: str, floor: int, start: int, end: int) -> int:
    """The start, or that of what 暨 joins the name on to (频道开播暨座谈会); a title alone is none of it."""
    joined = text[start - 1 : start] == "暨" and floor < start - 1 and text[floor - 1] != "》"
    return floor if joined and not _unnamed(text, start, end) else start


def _of_row(text: str, last: int, floor: int, noun: int, end: int) -> int | None:
    """Where a name begins that has a 、 in it, before `floor`: between topics, those who attend, or what it is about."""
    begin = max(last, floor - _REACH)
    if text.startswith(_WORKING, noun) and noun - floor <= clauses.SHORT:
        topics = _TOPICS.search(text, begin, floor)
        return topics.start() if topics else None
    begin = max(
        (at.end() for at in STOP.finditer(text, begin, floor - 1) if at.group() not in "、“”（）"), default=begin
    )
    if begin == last > 0 or not _ROW.fullmatch(text, begin, floor) or _NO_MEMBER.search(text, begin, floor):
        return None
    held = _HELD.search(text, max(0, begin - 6), begin) and _ATTENDING.search(text, floor, noun)
    return begin if held or (text[begin - 1 : begin] in _MARKS and clauses.TAKES_PLACE.match(text, end)) else None


def _unnamed(text: str, start: int, end: int, *, in_row: bool = False) -> bool:
    """Whether the words are no name of one meeting; a short one is where it is one of several, or a scope's summit."""
    summit = text.endswith("峰会", start, end) and _SCOPE.match(text, start)
    return kinds.unnamed(text, start, end, 4 if in_row or summit else 5)


def _balanced(text: str, start: int, end: int) -> int:
    """The start moved so that no quotation mark in the name lacks its fellow, and before a quotation that it follows."""
    if text[start - 1 : start] == "”" and text[start - 2 : start - 1] not in _CLOSED:
        opened = text.rfind("“", max(0, start - 20), start)
        return opened if opened >= 0 else start
    name = text[start:end]
    if name.count("“") > name.count("”"):
        return start + name.rindex("“") + 1
    if name.count("”") > name.count("“"):
        opened = text.rfind("“", max(0, start - 30), start)
        return opened if opened >= 0 else start + name.rindex("”") + 1
    return start


def _after_stop(text: str, floor: int, noun: int) -> tuple[bool, int]:
    """The place after the last stop word before the noun, and whether that word introduces a meeting."""
    year = noun
    marks = [mark.start() for mark in _MARK.finditer(text, floor, noun)]
    clause = next((at for at in reversed(marks) if not _quoted_inside(text, at, noun)), floor)
    for start, at in reversed([stop.span() for stop in STOP.finditer(text, clause, noun + AHEAD)]):
        if at > noun or _quoted_inside(text, start, noun):
            continue
        if _OF_YEAR.search(text, clause, at):
            year = start
            continue
        said = _before_year(text, floor, at)
        return bool(_HELD.search(text, max(floor, said - 6), said)), _softly(text, at, year, noun)
    return False, _softly(text, floor, year, noun)


def _softly(text: str, floor: int, year: int, noun: int) -> int:
    """The floor, or what is above it that no name with a year in it reaches over (落实集团公司2019年工作会议)."""
    return last_stop(text, floor, year, SOFT) if year < noun else floor


def _before_year(text: str, floor: int, at: int) -> int:
    """The place before the year that ends at `at`, or `at`."""
    year = _YEAR.search(text, max(floor, at - 6), at) if text[at - 1 : at] in ("年", "度") else None
    return year.start() if year else at


def _quoted_inside(text: str, at: int, noun: int) -> bool:
    """Whether the stop at `at` is a quotation mark, or stands in a quotation, that belongs to the name."""
    if text[at] in "“”‘’（）":
        return True
    return _within(text, at, noun, "“", "”") or _within(text, at, noun, "（", "）")


def _within(text: str, at: int, noun: int, opening: str, closing: str) -> bool:
    if text.find(closing, at, noun) < 0:
        return False
    opened = text.rfind(opening, max(0, at - 30), at)
    return opened >= 0 and text.find(closing, opened, at) < 0


def _of_body(text: str, floor: int, scope: re.Match[str]) -> bool:
    """Whether a number (第三届), or a year, follows the body or the place whose meeting it is."""
    at = scope.start()
    if at <= floor:
        return False
    if _YEAR.fullmatch(scope.group()):
        return at - floor <= _REACH // 3 and text[at - 1] in _UNITS
    if not scope.group().startswith(("第", "首")):
        return False
    return text[at - 1] in _ORGAN_ENDS or (at - floor <= _NEAR_PLACE and text[at - 1] in _LEVELS)


def _of_committee(text: str, floor: int, scope: re.Match[str]) -> bool:
    """Whether a party committee (县委) follows the place that it is of."""
    word = text[floor : scope.start()]
    if (
        scope.group() not in _COMMITTEES
        or not (2 <= len(word) <= _NEAR_PLACE)
        or SOFT.search(text, floor, scope.start())
    ):
        return False
    return not any(verb in clauses.VERBS for verb in (word, word[:2], word[-2:])) and _TOWN.fullmatch(word) is not None


def _heads(text: str, floor: int, scope: re.Match[str]) -> bool:
    """Whether 全球 is the first word of a name rather than one within it."""
    at = scope.start()
    before = text[at - 1 : at]
    return (
        at == floor
        or before == "“"
        or (before not in _LINKS and text.count("“", floor, at) == text.count("”", floor, at))
    )


def _of_place(text: str, floor: int, scope: re.Match[str], *, forum: bool) -> bool:
    """Whether a forum of the world is named after the place where it is held (、青山世界论坛)."""
    if not (2 <= scope.start() - floor <= _PLACE and scope.group() in _WORLD):
        return False
    before = text[floor - 1 : floor]
    word = text[floor : scope.start()]
    heads = forum and before in _MARKS and word not in clauses.VERBS and word[-1] not in "次届"
    return heads or before == "、" or bool(_HELD.search(text, max(0, floor - 6), floor))


def _scope(text: str, floor: int, noun: int, spirit: bool) -> int | None:
    """The level or place word that the name begins with: the first, unless a later one is what is being studied."""
    scopes = [
        at
        for at in _SCOPE.finditer(text, floor, noun)
        if (at.group() != _GLOBAL or _heads(text, floor, at)) and not is_first(text, at.start())
    ]
    if not scopes:
        return None
    places = [match.start() for match in scopes]
    forum = text.startswith("论坛", noun)
    if (
        _of_body(text, floor, scopes[0])
        or _of_committee(text, floor, scopes[0])
        or _of_place(text, floor, scopes[0], forum=forum)
    ):
        places[0] = floor
    if spirit:
        return places[0]
    for soft in SOFT.finditer(text, places[0], noun):
        later = [place for place in places if place >= soft.end() and not text.startswith(_GLOBAL, place)]
        if later and later[0] - soft.end() <= 2:
            return later[0]
    return places[0]
