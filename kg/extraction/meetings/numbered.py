"""Meetings with a number of their own: 十九届六中全会, 党的二十大, X市第X届人大一次会议; and 两会."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extraction.gates import holds
from kg.extraction.meetings import plenums
from kg.extraction.meetings.words import DIVISIONS, NUMBER, NUMERAL, PROVINCES, SOFT, STOP, last_stop, repeated
from kg.extraction.spans import Span

_BODIES = (
    "中国人民政治协商会议|人民政治协商会议|人民政协|全国政协|政协|中央纪律检查委员会|纪律检查委员会|中央纪委|中纪委|纪委监委|纪委|"
    "人民代表大会|人大|常务委员会|常委会|执行委员会|执委会|中央委员会|全国委员会|委员会|全国|中央|省委|市委|区委|县委|州委|党委|工委"
)
_ORDINAL = f"第?{NUMBER}[次中]"
_OFFICERS = "(?:全体|委员长|主席|主任|常务|党组)"
"""Who sits, where it is not the whole body."""
_WIDER = "(?:\\(扩大\\)|（扩大）)"
_COMMITTEE = "(?:常委会|执委会|全委会|中常会)(?:会?议(?![题程事]))?"
"""A committee for the meeting of it."""
_CORE = re.compile(
    f"(?=[第{NUMERAL}])(?:第?{NUMBER}届(?:[\u4e00-\u9fffXx×*]{{1,6}}(?:{DIVISIONS}))?{repeated(_BODIES)}的?(?:{_ORDINAL}(?:[、和]{_ORDINAL})*|历次){_WIDER}?"
    f"(?:{_OFFICERS}?{_WIDER}?会议|全会{_WIDER}?|大会|人民代表大会|人代会|(?:中央)?{_COMMITTEE}|全委扩大会议|[教职工团学妇]代会)"
    f"|第{NUMBER}次(?:全国代表大会|(?:全国)?(?:党员?|会员|社员|团员|职工|学生|妇女|工会会员)?代表大会|党代会|全国代表会议|代表会议)"
    f"|第{NUMBER}次(?:全国)?[少团妇工文青侨残科作学台教职]代会"
    f"|{NUMBER}大以来(?:党中央|中央)?历次(?:全体会议|全会)"
    f"|(?<=[会议大协组团院委制书])第{NUMBER}次{_OFFICERS}?(?:（扩大）|扩大)?会议|(?:(?<=[会议织国])|(?<=联盟))第{NUMBER}届(?:会议|大会|年会)|(?<=政府)第{NUMBER}次{_OFFICERS}会议|(?:(?<=常务主席)|(?<=常务主席会议))第{NUMBER}次会议"
    f"|第{NUMBER}[次届](?:缔约方|审议|院士|会员|社员)大会"
    f"|(?<=纪委)第?{NUMBER}次全会|(?<=[联会])第?{NUMBER}届全委会"
    f"|第{NUMBER}届(?:联合国大会|联大)(?:一般性辩论)?(?!主席)"
    f"|(?<=领导人)第{NUMBER}次(?:非?正式)?会晤|(?:(?<=元首)|(?<=总理)|(?<=外长))第{NUMBER}次(?:定期)?会晤|(?<=[国亚信织团坛])第{NUMBER}次峰会|第{NUMBER}次[\u4e00-\u9fff—]{{2,8}}领导人会晤"
    f"|第{NUMBER}次(?!正式|首脑|双边|高级|外长|部长|政治|小组|工作|两国|三方|四方|面对|非正)[\u4e00-\u9fff]{{2}}会谈"
    f"|(?<=人大)第{NUMBER}次常委会(?:会议)?"
    f"|第?{NUMBER}届(?:全国)?(?:人民代表大会|人大)(?=以来|以后|之后|上|期间|前夕|召开|胜利|闭幕|开幕|通过|提出|确定|批准|精神|的(?:召开|胜利|筹备|精神|决议|号召|(?:政府工作)?报告)|和国务院|，(?!代表)))"
)
_TERM = re.compile("[届次历](?:(?<=[一二三四五六七八九十百零〇0-9Xx×*＊某][届次])|(?<=历)次)")
_WHOSE = re.compile(f"第{NUMBER}次(?:(?:定期|非?正式)?会晤|峰会)")
"""What is no name without those who meet (两国元首第三次会晤)."""
_SEVERAL = re.compile("[次中][、和]")
_ORPHAN = re.compile(f"第{NUMBER}(?:届(?:执行委员会|执委会|常?务?理事会|董事会|委员会)第{NUMBER}次|[次届])[^届次中]+")
"""A number without the body whose meetings it counts."""
_BODY = re.compile(
    "(?![第一二三四五六七八九十本该]|各(?!国)|两(?![国岸]))(?:[\u4e00-\u9fff]{1,6}[省市区县州旗盟][\u4e00-\u9fff]{2,10}|[\u4e00-\u9fff]{2,18}(?<=[会社局党团军区联部院校厂协盟总委议制织坛年国队组教女]))"
)
_DATE = re.compile("[0-9一二三四五六七八九十]{1,3}[月日]")
_BRACKET = re.compile("[（(][\u4e00-\u9fff]{2,12}[）)]$")
"""Another name of a body, behind its name (工商联（总商会）)."""
_LEADERS = re.compile(
    "(?:金砖国家|中国[－—]中东欧国家)领导人(?!举行|进行|多次|再次|先后)(?:非正式|视频|特别|[\u4e00-\u9fff]{2,5})会晤"
)
_PLENUM: Final = ("中全会", "届中央委员会")
_ENLARGED = "扩大的"
_SITTING = "预备会议"
"""The sitting before a session."""
_REACH = 30
_LEFT, _RIGHT = 16, 60
"""Characters of a core before its 届 or 次, and after it."""
_LEAD = re.compile(
    f"(?:中华人民共和国|中国共产党|中国人民政治协商会议|人民政协|中国少年先锋队|中国共产主义青年团|中国妇女|中国工会|{plenums.ABROAD}|"
    "中国[\u4e00-\u9fff]{2,12}(?:党|会|团|联合会|同盟|学社)|[\u4e00-\u9fff]{2,12}党组|党中央|中共中央|中央|中共|我们党的|党的|全国|中国|全党|全军|"
    "人民代表大会|人大|政协|常务委员会|常委会|纪律检查委员会|纪委|[\u4e00-\u9fff]{2,12}(?:委员会|理事会|论坛|机制|会议秘书)|[\u4e00-\u9fff]{2,20}(?:执法检查|调研)组|[省市区县州旗盟镇乡](?:人民)?政府|[\u4e00-\u9fff]{2,8}领导小组|"
    f"中国人民政治协商会议[\u4e00-\u9fffXx×*]{{1,9}}(?:{DIVISIONS})|"
    f"(?<![新本上每各历这])第?{NUMBER}届[\u4e00-\u9fff]{{0,6}}|[\u4e00-\u9fff]{{2,12}}(?:大学|学院|科学院|集团|公司|医院|总工会)|学校|学院|集团|公司|医院|教职工|职工|"
    "总工会|工会|共青团|团中央|青年团|(?<![集社旅剧乐代表访问艺兵师商财军])团(?!的)|少工委|[\u4e00-\u9fff]{2,8}(?:边界|边区|苏区|根据地)|团(?=[省市区县州旗盟]委)|团[省市区县州旗盟]委|工商联|妇联|科协|文联|残联|侨联|台联|学联|青联|全总|作协|记协|红十字会|执委会|"
    "国民党|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|中共[\u4e00-\u9fff]{2,5}[省市区县州旗]委|"
    "国务院|主席团常务主席(?:会议)?|主席团|(?:[\u4e00-\u9fff]{2,4}[—－][\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,4})领导人|(?:中[俄蒙法德印日韩美英巴欧]{1,3}|[俄蒙法德印日韩美英巴欧]中)(?:三国)?(?:元首|总理|外长)|中国[—－][\u4e00-\u9fff]{2,3}(?:元首|外长)|中华全国[\u4e00-\u9fff]{2,10}会|[\u4e00-\u9fff]{2,16}（总理）理事会|金砖国家|亚信|二十国集团|[\u4e00-\u9fff]{2,8}合作组织|"
    f"第?{NUMBER}届[\u4e00-\u9fff]{{0,4}}(?:人大|政协|人民代表大会|委员会|常委会)第?{NUMBER}次会议|"
    f"第{NUMBER}[届次][\u4e00-\u9fff]{{2,8}}代表大会暨?|"
    "代表大会|[\u4e00-\u9fff]{2,10}[队军区学院团司局厂]党委|[\u4e00-\u9fff]{0,6}[省市区县州]委会|省委|市委|区委|县委|州委|旗委|党委|校|厂|"
    f"省市|自治区|(?:{PROVINCES})(?:{DIVISIONS})?|[\u4e00-\u66a7\u66a9-\u9fffXx×*]{{1,7}}(?:{DIVISIONS})|{DIVISIONS}|[Xx×*]{{1,3}})$"
)
_JOINT = re.compile(
    "(?:[\u4e00-\u9fff]{2,6}[－—-])?中(?![共央])(?:(?!会议|大会|峰会|论坛|精神|总理|主席|一行|双方)[\u4e00-\u9fff]){1,10}(?:、[\u4e00-\u9fff]{2,6})*[与和]"
)
"""What stands before the second half of the name of a body of two countries (中巴高层协调与|合作委员会)."""
_JOINT_COMMITTEE = re.compile("(?:全国|[\u4e00-\u9fff]{1,6}?[省市区县州])(?:人大|政协)[^次会届，。]{2,6}[与和]$")
"""The same of a committee of an assembly (全国政协民族和|宗教委员会)."""
_LOCAL = re.compile("(?:人代|党代|纪委全|全(?<=委全))会(?!年会制|常任制|制度)")
_BIG = re.compile("大(?<=[一二三四五六七八九十]大)")
_CONGRESS = re.compile(
    "(?P<lead>党的|中共|中国共产党|苏共|我党|我们党的|共青团的?|(?<![集社])团的?)?"
    "(?P<other>国民党|越共|古共|老挝(?:人革)?党|朝党|朝鲜劳动党|农工党|致公党|民[革盟建进]|九三学社|台盟|全国[学青妇侨台]联|全国工商联|(?:中国)?[科作记]协|(?:中国)?[侨文妇残]联|(?:中国)?(?:工会|妇女))?"
    "(?P<number>二?十[一二三四五六七八九]?|[一二三四五六七八九])$"
)
_CONGRESS_TAIL = frozenset(
    "以精报提召之闭开胜代通关确部上期作选党前后新将是会明和与的及对到就把在也已要主文决所又修擘描绘时、，。；）)”》\n"
)
_NATIONAL = re.compile(f"(?:中国共产党|党的|我们党)第(?P<number>{NUMBER})次(?:全国)?代表大会")
_OF_CONGRESS = re.compile("以[来后前]|召开|选出|(?:提出|通过|制定)的|的(?:时候|路线|政治报告|决议|精神|党章|方针|召开)")
"""What tells that an early number is a congress where the text names one in full only."""
_OF_THAT = re.compile("期间|精神(?!文明)|路线|(?:的|团结、?胜利的)旗帜|团结、?胜利|团结的")
"""The same where it names that very one."""
_QUOTED_LEADS = ("党的“", "中共“", "我党“")
_OTHER_ENDS = frozenset("会联团盟协女")
_FEW = frozenset("主家元头势派军战系")
_EARLY_TAIL = frozenset("路政期根")
_COUNTED = re.compile(
    "创举|主力|优[势秀良]|特[质点色征]|法宝|作风|纪律|任务|考验|危险|贡献|规律|工程|传统|原则|要求|成就|问题|品质"
)
"""What is counted (党的三大作风), or praised (一大创举)."""
_ELSE = re.compile(
    "(?:人民?革(?:命)?党|老挝党|俄党|越南共产党|古巴共产党|劳动党|民主党|工人党|工党|公党|民[革盟建进]|九三学社|台盟)[^，。；\n]*$"
)
"""Another party as the subject of the clause."""
_TWO_SESSIONS = re.compile("两会(?![一二三四五六七八九]|员|议)")
_STRAIT = re.compile("(?:海基会[^\n]{0,80}|两岸)$")
"""What shows that 两会 are the two bodies of the Taiwan Strait (海协会、海基会)."""
_NAMED_STRAIT = 86
_LEVEL = re.compile(
    f"(?:全国|省市县|省市|市县|各级|地方|(?:{PROVINCES})(?:{DIVISIONS})?|[\u4e00-\u9fffXx×*]{{1,6}}(?:省|市|县|区)|自治区|省|市|区|县)[“‘]?$"
)


def find(text: str) -> Iterator[Span]:
    """The numbered meetings of the cleaned `text`; spans may overlap.

    >>> line = "贯彻党的二十大和省纪委十五届二次全会精神，传达全国两会精神"
    >>> [line[s.start:s.end] for s in find(line)]
    ['省纪委十五届二次全会', '党的二十大', '全国两会']
    """
    for core in _cores(text):
        start = _start(text, core.start())
        if start == core.start() and _WHOSE.fullmatch(core.group()):
            continue
        if start == core.start() and _ORPHAN.fullmatch(core.group()):
            start = _of_body(text, start)
        if holds(core.group(), _PLENUM) and plenums.of_others(text, start):
            continue
        kind = "set" if "历次" in core.group() or _SEVERAL.search(core.group()) else "event"
        end = core.end() + len(_SITTING) * text.startswith(_SITTING, core.end())
        yield Span(start, end, "MEETING", kind, "meeting:numbered")
    for core in _LEADERS.finditer(text) if "国家领导人" in text else ():
        yield Span(core.start(), core.end(), "MEETING", "event", "meeting:numbered")
    yield from _congresses(text)
    for core in plenums.find(text):
        yield Span(core.start(), core.end(), "MEETING", "set" if "、" in core.group() else "event", "meeting:plenum")
    for core in _LOCAL.finditer(text) if holds(text, ("代会", "委全会")) else ():
        start = _start(text, core.start())
        if start < core.start():
            yield Span(start, core.end(), "MEETING", "event", "meeting:local")
    for core in _TWO_SESSIONS.finditer(text) if "两" in text else ():
        if _of_strait(text, core.start()):
            yield Span(core.start(), core.end(), "ORG", "numeric", "org:numeric")
            continue
        start = _level(text, core.start())
        quoted = (
            start < core.start() - 1 and text[core.start() - 1] in "“‘" and text[core.end() : core.end() + 1] in "”’"
        )
        yield Span(start, core.end() + quoted, "MEETING", "event", "meeting:two-sessions")


def _of_body(text: str, core: int) -> int:
    """Where the body of any name begins whose meeting the number at `core` counts, or `core`."""
    end = core
    if bracket := _BRACKET.search(text, max(0, core - _REACH), core):
        end = bracket.start()
    floor = last_stop(text, max(0, end - _REACH), end, STOP, SOFT)
    floor = max((date.end() for date in _DATE.finditer(text, floor, end)), default=floor)
    body = _BODY.fullmatch(text, floor, end)
    return floor if body else core


def _of_strait(text: str, start: int) -> bool:
    """Whether 两会 at `start` are the bodies that speak for the two sides of the Taiwan Strait, one of which is named
    before it (海协会与海基会举行会谈，两会商定)."""
    named = _STRAIT.search(text, max(0, start - _NAMED_STRAIT), start)
    return named is not None and text[start - 1] not in "国省市区县"


def _cores(text: str) -> Iterator[re.Match[str]]:
    """The numbered cores, each looked for around the 届 or 次 that it holds: every character as a start would be slow."""
    at = 0
    for mark in _TERM.finditer(text) if holds(text, "届次历") else ():
        if mark.start() >= at:
            core = _CORE.search(text, max(at, mark.start() - _LEFT), min(len(text), mark.end() + _RIGHT))
            if core:
                yield core
                at = core.end()


def _start(text: str, core: int) -> int:
    """Where the name begins: body and place words before the core belong to it."""
    start, floor = core, last_stop(text, max(0, core - 40), core, STOP, SOFT)
    while lead := _LEAD.search(text, max(floor, start - 20), start):
        start = lead.start()
    if text.endswith(_ENLARGED, 0, start):
        return start - len(_ENLARGED)
    if text[start - 1 : start] not in ("与", "和"):
        return start
    joint = _JOINT_COMMITTEE.search(text, max(0, start - _REACH), start) if "委员会" in text[start:core] else None
    return joint.start() if joint else _joint(text, start)


def _joint(text: str, start: int) -> int:
    """Where the name of a body of two countries begins whose second half alone begins at `start`."""
    low = max(0, start - _REACH)
    stops = (stop.end() for stop in STOP.finditer(text, low, start) if stop.group() != "、")
    floor = max(stops, default=low)
    return floor if floor < start and _JOINT.fullmatch(text, floor, start) else start


def _congresses(text: str) -> Iterator[Span]:
    """Party congresses by number: 党的二十大; without 党的 only where the next character allows no plain count, and those
    before the tenth (九大) only in a document that also names one of them with 党的, or what has been since."""
    seen = [
        (big, match)
        for big in _BIG.finditer(text)
        if (match := _CONGRESS.search(text, max(0, big.start() - 9), big.start()))
        and not (len(match["number"]) < 2 and _COUNTED.match(text, big.end()))
    ]
    others = {match["number"] for _, match in seen if match["other"]}
    alone = {
        big.start(): len(match["number"]) < 2
        and (match["lead"] or text.startswith("以来", big.end()) or text.endswith(_QUOTED_LEADS, 0, match.start()))
        for big, match in seen
        if match["number"] not in others and not _more(text, match)
    }
    early = any(alone.values())
    short = not early and any(len(match["number"]) < 2 for _, match in seen)
    national = {whole["number"] for whole in _NATIONAL.finditer(text)} if short else set[str]()
    for big, match in seen:
        named = match["lead"] or match["other"]
        told = bool(national) and _OF_CONGRESS.match(text, big.end()) is not None
        told = told or (match["number"] in national and _OF_THAT.match(text, big.end()) is not None)
        if match["other"] == "国民党" and text[big.end() : big.end() + 1] in _FEW:
            continue
        if named or (big.start() in alone and (told or _tailed(text, match, big, early=early))):
            yield Span(match.start(), big.end(), "MEETING", "event", "meeting:congress")


def _more(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before a number belongs to it, or is a body that is not the Party."""
    start = match.start()
    if start == 0 or match["lead"]:
        return False
    if text[start - 1] == "“" and text[start - 2 : start - 1] in _OTHER_ENDS:
        return True
    return text[start - 1] in "第百千万十二零〇党协联" or _ELSE.search(text, max(0, start - 24), start) is not None


def _tailed(text: str, match: re.Match[str], big: re.Match[str], *, early: bool) -> bool:
    """Whether what follows a number and 大 alone shows that they are a congress; an early one only where there are any."""
    tail = text[big.end() : big.end() + 1]
    if len(match["number"]) < 2:
        return early and tail in _CONGRESS_TAIL | _EARLY_TAIL
    return tail in _CONGRESS_TAIL


def _level(text: str, core: int) -> int:
    """Where the name of 两会 begins: a level or place before it belongs to it, also where 两会 alone is quoted."""
    mark = core - (text[core - 1 : core] in ("“", "‘"))
    floor = last_stop(text, max(0, core - 8), mark, STOP, SOFT)
    level = _LEVEL.search(text, floor, core)
    return level.start() if level else core
