"""Names with a shape of their own: parts joined by ·, spread out, redacted ones, and those of appointments and cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.gates import holds, near
from kg.extraction.meetings.words import PLACES
from kg.extraction.people import reading
from kg.extraction.people.known import titled
from kg.extraction.people.words import GIVEN, NEVER, PLAIN, SURNAMES, TRANSLIT, TWO, WORDS
from kg.extraction.spans import Span

_SOUNDS = "".join(sorted(TRANSLIT))
_DOT = re.compile("·")
_RUN = re.compile(f"(?:阿不[都力列]|[{_SOUNDS}A-Z·.-]){{1,40}}")
_NAMES = "".join(sorted(SURNAMES))
_REDACTED = re.compile(
    f"(?<![某几])(?P<surname>[{_NAMES}])(?:某(?![些个种一几处地])(?:某|[甲乙丙丁]|[\u4e00-\u9fff](?=[，。、（]|[因以]?涉嫌))?|[*＊]{{1,2}}(?![*＊])|(?<![0-9].)×{{1,2}}(?![×0-9]))"
)
_ODD = re.compile("[^的和与及同国人等在说\\W\\d_a-zA-Z]{1,2}")
_MARKS = frozenset(("", *"、，。；：\n"))
_SIGNS = "某*＊×"
_SIGN = re.compile(f"[{_SIGNS}]")
_OFTEN = frozenset("任")
"""The surname that behind a title is as often a word (市长任某职期间)."""
_NOT_REDACTED = frozenset("时常单相连双全应通于向都和诸方成有经")
_ACT = re.compile("表彰|任命|免去|提名|决定任命|选举|推选|补选|罢免|追授|追认|授予|给予")
_CASE = re.compile(
    "对([\u4e00-\u9fff]{2,4}?)(?=进行(?:纪律|审查|立案)|涉嫌|严重违纪|立案|作出逮捕"
    "|(?:、[\u4e00-\u9fff]{2,4})*(?:等[0-9一二三四五六七八九十]*[人名]?)?(?:依法|分别|一审)*(?:判处|提起公诉|执行死刑|决定逮捕|批准逮捕))"
)
_TRIED = re.compile(
    f"[{_NAMES}][\u4e00-\u9fff]{{2}}(?=(?:等人?)?(?:(?:涉嫌)?(?:受贿|贪污|行贿|诈骗|(?:故意)?杀人|故意伤害|涉黑|严重违纪违法|严重违[纪法])案|(?<![方草法提议答档个立图教预备文破结])案)(?![例件情由卷头板底值]))"
)
"""A case named after the accused."""
_AN = re.compile("案(?<![方草提议答档个立图教预备文破结]案)(?![例件情由卷头板底值])")
_POST = re.compile(
    f"(?<![\u4e00-\u9fff”）])([{_NAMES}][\u4e00-\u9fff]{{1,2}})(?<![调兼挂担])(?:同志)?(?:[（(][^（()）\\n]{{1,9}}[）)])?(?:同志)?(?:不再)?(?:担任|兼任|挂任|调任|任)"
    "(?=[^，。；：\\n]{2,30}?(?:长|书记|主任|主席|委员|经理|董事|员|师|职务|[处科厅局]级)(?:[，。；、（(\\n\r]|$))"
)
"""Who is appointed to what, as a clause of its own."""
_TO = re.compile("任(?<![主责信现历原前新离]任)(?![务何期由性用免命])")
_FROM = re.compile(
    f"[{_NAMES}](?:(?![{''.join(sorted(NEVER))}])[\u4e00-\u9fff]){{1,2}}(?=[\u4e00-\u9fff、]{{2,30}}职务)"
)
"""Who is removed from what, without 的 between."""
REMOVED = "person:removed"
"""The rule of a name right before the body that its bearer leaves."""
_PLACED = re.compile("|".join(sorted(PLACES, key=lambda place: (-len(place), place))))
_DIVISION = {
    2: re.compile("自治|地区|[市县区州旗盟](?!长)|([镇乡村])副?\\1长"),
    3: re.compile("自治|地区|([市县区州旗盟镇乡村])副?\\1长"),
}
"""What makes a place of what reads as a name, by its length: three characters are a name as soon (丛培山县教育局)."""
_NEXT = re.compile("[\u4e00-\u9fff]{2}([市区旗])副?\\1长")
"""A place with a division that no place of one character has, and its head (许昌市市长)."""
_OFFICE = re.compile("为|的[\u4e00-\u9fff、]{0,40}职务|担任|任|开除|“|等")


def dotted(text: str) -> Iterator[Span]:
    """The names whose parts are joined by a dot.

    >>> line = "国务委员努尔兰·阿不都在会上说，热线·直播"
    >>> [line[s.start:s.end] for s in dotted(line)]
    ['努尔兰·阿不都']
    """
    last = 0
    for dot in _DOT.finditer(text) if "·" in text else ():
        if dot.start() < last:
            continue
        start = dot.start()
        while (
            start > last
            and dot.start() - start < 10
            and (text[start - 1] in TRANSLIT or (text[start - 1].isupper() and text[start - 1].isascii()))
        ):
            start -= 1
        start = _begin(text, start, dot.start())
        match = _RUN.match(text, start)
        if start == dot.start() or not match or match.end() <= dot.end() or match.end() - start > 30:
            continue
        stop = reading.STOP.search(text, dot.end(), match.end() + 2)
        end = _end(text, dot.end(), min(match.end(), stop.start()) if stop else match.end())
        if end > dot.end() and end - start >= 4:
            start = _unusual(text, start) if start - last > 1 and dot.start() - start < 3 else start
            last = end
            yield Span(start, end, "PERSON", "", "person:dotted")


def _begin(text: str, start: int, dot: int) -> int:
    """A run of sounds may begin with a title's or a country's last character: the name begins after it."""
    for at in range(start, min(dot, start + 6)):
        if dot - at > 1 and at > start and (_HEAD.search(text, max(0, at - 6), at) or titled(text, at)):
            start = at
    return start


def _unusual(text: str, start: int) -> int:
    """Where a name begins in which the character before `start` is an unusual one (肖开提·依明), or `start`."""
    for at in range(start - 2, max(-1, start - 4), -1):
        if text[at] in TRANSLIT and (text[at - 1 : at] in _MARKS or titled(text, at)):
            return at if _ODD.fullmatch(text, at + 1, start) else start
    return start


_HEAD = re.compile(
    "(?:巴西|加拿大|古巴|印尼|罗马尼亚|塞尔维亚|意大利|西班牙|土耳其|法国|德国|苏丹|国王|女士|男子|女子|人士|博士|爵士|伊朗|以色列|其子|其女|其妻|其夫|泰|总理|埃及|智利|希腊|首席执行官|兼)$"
)


def _end(text: str, floor: int, end: int) -> int:
    """The last place at which a dotted name may end."""
    for at in range(end, max(floor, end - 3), -1):
        if reading.after(text, at) and text[at - 1] not in "·.-":
            return at
    return end if text[end - 1] not in "·.-" and end - floor > 2 else floor


def redacted(text: str) -> Iterator[Span]:
    """Names of which only the surname is given: 张某, 李某某, 王**.

    >>> line = "犯罪嫌疑人张某某与李某，王**同志"
    >>> [line[s.start:s.end] for s in redacted(line)]
    ['张某某', '李某', '王**']
    """
    for match in near(_REDACTED, _SIGN, 1, text) if holds(text, _SIGNS) else ():
        at = match.start()
        clear = match["surname"] in PLAIN or reading.before(text, at)
        clear = clear or (match["surname"] not in _OFTEN and titled(text, at))
        if clear and match["surname"] not in _NOT_REDACTED:
            end = match.end()
            if match.group()[-1] not in "某*＊×甲乙丙丁":
                end = match.start() + 2 if not reading.after(text, end) else end
            yield Span(match.start(), end, "PERSON", "", "person:redacted")


def acts(text: str) -> Iterator[Span]:
    """Names that are appointed, removed, elected, investigated or tried.

    >>> line = "会议决定任命王建国为市监委主任，免去李志强的副市长职务"
    >>> [line[s.start:s.end] for s in acts(line)]
    ['王建国', '李志强']
    """
    for case in _CASE.finditer(text):
        if reading.chinese(text, case.start(1), sure=False) == case.end(1):
            yield Span(*case.span(1), "PERSON", "", "person:act")
    for case in near(_TRIED, _AN, 18, text) if "案" in text else ():
        if GIVEN.issuperset(case.group()[1:]):
            yield Span(*case.span(), "PERSON", "", "person:act")
    for post in near(_POST, _TO, 18, text) if "任" in text else ():
        if NEVER.isdisjoint(post[1][1:]) and (
            _usual(text, *post.span(1)) or (post[1][0] in PLAIN and len(post[1]) > 2)
        ):
            yield Span(*post.span(1), "PERSON", "", "person:act")
    for act in _ACT.finditer(text):
        end = reading.chinese(text, act.end(), sure=False)
        if act.group() == "免去" and end == act.end() and (gone := _removed(text, end)) > end:
            yield Span(end, gone, "PERSON", "", REMOVED)
        if end > act.end() and _OFFICE.match(text, end) and (len(act.group()) > 1 or end - act.end() > 2):
            yield Span(act.end(), end, "PERSON", "", "person:act")


def _removed(text: str, start: int) -> int:
    """Where the name of who is removed from a body ends, or `start` where none but a place's stands.

    >>> _removed("王明江西省副省长职务", 0), _removed("许昌市市长职务", 0)
    (2, 0)
    """
    gone = _FROM.match(text, start)
    if not gone:
        return start
    end = gone.end() - _reaches(text, start, gone.end())
    placed = text[start:end] in PLACES or _DIVISION[end - start].match(text, end)
    return end if not placed and _usual(text, start, end) else start


def _reaches(text: str, start: int, end: int) -> bool:
    """Whether a name of three characters, read so, reaches into a place that begins with its last one."""
    if end - start < 3 or _PLACED.match(text, end) or _DIVISION[3].match(text, end):
        return False
    return any(place.match(text, end - 1) for place in (_PLACED, _NEXT))


def _usual(text: str, start: int, end: int) -> bool:
    """Whether the characters behind a surname are usual in names, and make no word with it."""
    return GIVEN.issuperset(text[start + 1 : end]) and text[start:end] not in TWO and not WORDS.match(text, start)


_BLANK = "[ \u3000]{1,4}"
_APART = re.compile(
    f"[ \u3000](?<=[{_NAMES}][ \u3000])[ \u3000]{{0,3}}"
    f"([\u4e00-\u9fff])(?:{_BLANK}[\u4e00-\u9fff](?!{_BLANK}[\u4e00-\u9fff](?![\u4e00-\u9fff])))?"
)
"""What follows a surname: one character apart from it, or two apart from each other."""


def spread_out(text: str) -> Iterator[Span]:
    """The names set with blanks between their characters, beside a title or in a list.

    >>> line = "县长　李　志　强，法院院长 周　强、刘　伟出席，石　油"
    >>> [line[s.start:s.end] for s in spread_out(line)]
    ['李　志　强', '周　强', '刘　伟']
    """
    for gap in _APART.finditer(text):
        start = gap.start() - 1
        led = titled(text, start)
        for end in (gap.end(), gap.end(1)):
            given = set(text[start + 1 : end]) - {" ", "\u3000"}
            if not NEVER.isdisjoint(given) or not reading.after(text, end):
                continue
            if led or _beside(text, start, end, given) or (end > gap.end(1) and _alone(text, start, end, given)):
                yield Span(start, end, "PERSON", "", "person:spread")
                break


def _alone(text: str, start: int, end: int, given: set[str]) -> bool:
    """Whether a name of three usual characters has a line of its own, as under a title."""
    line = text.rfind("\n", 0, start) + 1
    return GIVEN.issuperset(given) and not text[line:start].strip() and text[end : end + 1] in ("\n", "\r", "")


def _beside(text: str, start: int, end: int, given: set[str]) -> bool:
    """Whether a courtesy follows a name that stands free, or it has usual characters and a mark of a list beside it."""
    if "\u4e00" <= text[start - 1 : start] <= "\u9fff":
        return False
    listed = "、" in (text[start - 1 : start], text[end : end + 1])
    return reading.titled(text, end) or (listed and GIVEN.issuperset(given))


_BYLINE = re.compile(
    "(?:记者|通讯员)[ \u3000]+(?P<names>[\u4e00-\u9fff]{1,4}(?:[ \u3000]{1,3}[\u4e00-\u9fff]{1,4})+)(?=[）)\n]|[ \u3000]*(?:报道|摄))"
)
_WRITER = re.compile(f"[\u4e00-\u9fff]{{2,4}}|[\u4e00-\u9fff]{_BLANK}[\u4e00-\u9fff](?![\u4e00-\u9fff])")


def bylines(text: str) -> Iterator[Span]:
    """The names of those who report, with blanks between them.

    >>> line = "（新华社记者 王建国 李　敏）"
    >>> [line[s.start:s.end] for s in bylines(line)]
    ['王建国', '李　敏']
    """
    for line in _BYLINE.finditer(text):
        for name in _WRITER.finditer(text, *line.span("names")):
            if reading.surname(text, name.start()) and NEVER.isdisjoint(name.group()[1:]):
                yield Span(*name.span(), "PERSON", "", "person:byline")


_BELOW = re.compile("\n\\s*(?=[（(]|[0-9一二]{1,4}[0-9〇○零一二三四五六七八九]*年|同志们|各位|尊敬的)")
_SIGNED = re.compile(f"^[ \t\u3000]*([\u4e00-\u9fff]{{2,4}})[ \t\u3000\r]*{_BELOW.pattern}", re.MULTILINE)
_TITLED = re.compile(
    "^[ \t\u3000]*([\u4e00-\u9fff]{2,4}?)(?:同志)?(?=在[^，。；！？\n]{4,60}(?:上|时|期间|工作)的(?:[\u4e00-\u9fff]{0,6})(?:讲话|报告|发言|致辞|总结|说明|开幕词|闭幕词|祝词|演讲)(?:[ \u3000]*(?:提纲|要点|摘要|纪要))?[ \u3000\r]*$)",
    re.MULTILINE,
)
"""The speaker's name at the head of the title."""
_SPOKEN = re.compile("(?:讲话|报告|发言|致辞|总结|说明|幕词|祝词|演讲|提纲|要点|摘要|纪要)[ \u3000\r]*$", re.MULTILINE)
"""What such a title ends in."""
_FIRST = 400


def signed(text: str) -> Iterator[Span]:
    """The speaker's name at the head of the title, or on a line of its own under it, above the date or the salutation.

    >>> line = "在培训班上的讲话\\n叶怀瑾\\n（2021年11月25日）\\n同志们：\\n"
    >>> [line[s.start:s.end] for s in signed(line)]
    ['叶怀瑾']
    >>> line = "叶怀瑾同志在全省教育工作会议上的讲话\\n"
    >>> [line[s.start:s.end] for s in signed(line)]
    ['叶怀瑾']
    """
    for match in _TITLED.finditer(text, 0, _FIRST) if _SPOKEN.search(text, 0, _FIRST) else ():
        if reading.chinese(text, match.start(1), sure=False) == match.end(1):
            yield Span(match.start(1), match.end(1), "PERSON", "", "person:signed")
    for match in _SIGNED.finditer(text, 0, _FIRST) if _BELOW.search(text, 0, _FIRST) else ():
        if reading.chinese(text, match.start(1)) == match.end(1):
            yield Span(match.start(1), match.end(1), "PERSON", "", "person:signed")
