"""Meetings with a number of their own: 十九届六中全会, 党的二十大, X市第X届人大一次会议; and 两会."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.gates import holds
from kg.extraction.meetings.words import DIVISIONS, NUMBER, NUMERAL, PROVINCES, SOFT, STOP, last_stop, repeated
from kg.extraction.spans import Span

_BODIES = (
    "中国人民政治协商会议|人民政治协商会议|人民政协|全国政协|政协|中央纪律检查委员会|纪律检查委员会|中央纪委|中纪委|纪委监委|纪委|"
    "人民代表大会|人大|常务委员会|常委会|中央委员会|全国委员会|委员会|全国|中央|省委|市委|区委|县委|州委|党委|工委"
)
_ORDINAL = f"第?{NUMBER}[次中]"
_OFFICERS = "(?:全体|委员长|主席|主任|常务|党组)"
"""Who sits, where it is not the whole body."""
_CORE = re.compile(
    f"(?=[第{NUMERAL}])(?:第?{NUMBER}届(?:[\u4e00-\u9fffXx×*]{{1,6}}(?:{DIVISIONS}))?{repeated(_BODIES)}的?(?:{_ORDINAL}(?:[、和]{_ORDINAL})*|历次)(?:\\(扩大\\)|（扩大）)?"
    f"(?:{_OFFICERS}?会议|全会|大会|人民代表大会|人代会|常委会|[教职工团学妇]代会|执委会(?!议))"
    f"|第{NUMBER}次(?:全国代表大会|代表大会|党代会|全国代表会议|代表会议)"
    f"|第{NUMBER}次(?:全国)?[少团妇工文青侨残科作]代会"
    f"|{NUMBER}大以来(?:党中央|中央)?历次(?:全体会议|全会)"
    f"|(?<=[会大协组团院委制书])第{NUMBER}次{_OFFICERS}?(?:（扩大）|扩大)?会议|(?<=政府)第{NUMBER}次{_OFFICERS}会议|(?:(?<=常务主席)|(?<=常务主席会议))第{NUMBER}次会议"
    f"|第{NUMBER}[次届](?:缔约方|审议|院士|会员)大会"
    f"|(?<=纪委)第?{NUMBER}次全会"
    f"|第{NUMBER}届(?:联合国大会|联大)(?:一般性辩论)?(?!主席)"
    f"|(?<=领导人)第{NUMBER}次会晤|第{NUMBER}次[\u4e00-\u9fff—]{{2,8}}领导人会晤"
    f"|(?<=人大)第{NUMBER}次常委会(?:会议)?"
    f"|第?{NUMBER}届(?:全国)?(?:人民代表大会|人大)(?=以来|以后|之后|上|期间|前夕|召开|的召开|胜利|的胜利|的筹备|闭幕|开幕|通过|提出|和国务院|，(?!代表)))"
)
_TERM = re.compile("[届次历](?:(?<=[一二三四五六七八九十百零〇0-9Xx×*＊某][届次])|(?<=历)次)")
_SEVERAL = re.compile("[次中][、和]")
_LEFT, _RIGHT = 16, 60
"""Characters of a core before its 届 or 次, and after it."""
_LEAD = re.compile(
    f"(?:中华人民共和国|中国共产党|中国人民政治协商会议|人民政协|中国少年先锋队|中国共产主义青年团|中国妇女|中国工会|"
    "中国[\u4e00-\u9fff]{2,12}(?:党|会|团|联合会|同盟|学社)|[\u4e00-\u9fff]{2,12}党组|党中央|中共中央|中央|中共|我们党的|党的|苏共|全国|中国|全党|全军|"
    "人民代表大会|人大|政协|常务委员会|常委会|纪律检查委员会|纪委|[\u4e00-\u9fff]{2,12}(?:委员会|理事会|论坛|机制|会议秘书)|[省市区县州旗盟镇乡]政府|[\u4e00-\u9fff]{2,8}领导小组|"
    f"第{NUMBER}届[\u4e00-\u9fff]{{0,6}}|[\u4e00-\u9fff]{{2,12}}(?:大学|集团|公司|医院|总工会)|学校|学院|集团|公司|医院|教职工|职工|"
    "总工会|工会|共青团|团(?=[省市区县州旗盟]委)|团[省市区县州旗盟]委|工商联|妇联|科协|文联|残联|侨联|台联|作协|记协|红十字会|执委会|"
    "民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|中共[\u4e00-\u9fff]{2,5}[省市区县州旗]委|"
    "国务院|主席团常务主席(?:会议)?|主席团|[\u4e00-\u9fff]{2,4}领导人|"
    f"第?{NUMBER}届[\u4e00-\u9fff]{{0,4}}(?:人大|政协|人民代表大会|委员会|常委会)第?{NUMBER}次会议|"
    f"第{NUMBER}[届次][\u4e00-\u9fff]{{2,8}}代表大会暨?|"
    "代表大会|省委|市委|区委|县委|州委|旗委|党委|"
    f"省市|自治区|(?:{PROVINCES})(?:{DIVISIONS})?|[\u4e00-\u9fffXx×*]{{1,7}}(?:{DIVISIONS})|{DIVISIONS}|[Xx×*]{{1,3}})$"
)
_LOCAL = re.compile("人代会|党代会|纪委全会|全会(?<=委全会)")
_BIG = re.compile("大(?<=[一二三四五六七八九十]大)")
_CONGRESS = re.compile(
    "(?P<lead>党的|中共|中国共产党|苏共|我党|我们党的|共青团|(?<![集社])团)?(?P<number>二?十[一二三四五六七八九]?|[一二三四五六七八九])$"
)
_CONGRESS_TAIL = frozenset(
    "以精报提召之闭开胜代通关确部上期作选党前后新将是会明和与的及对到就把在也已要主文决所又修擘描绘时、，。；）)”》\n"
)
_EARLY_TAIL = frozenset("路政期根")
_TWO_SESSIONS = re.compile("两会(?![一二三四五六七八九]|员|议)")
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
        kind = "set" if "历次" in core.group() or _SEVERAL.search(core.group()) else "event"
        yield Span(_start(text, core.start()), core.end(), "MEETING", kind, "meeting:numbered")
    yield from _congresses(text)
    for core in _LOCAL.finditer(text) if holds(text, ("代会", "委全会")) else ():
        start = _start(text, core.start())
        if start < core.start():
            yield Span(start, core.end(), "MEETING", "event", "meeting:local")
    for core in _TWO_SESSIONS.finditer(text) if "两" in text else ():
        yield Span(_level(text, core.start()), core.end(), "MEETING", "event", "meeting:two-sessions")


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
    return start


def _congresses(text: str) -> Iterator[Span]:
    """Party congresses by number: 党的二十大; without 党的 only where the next character allows no plain count, and those
    before the tenth (九大) only in a document that also names one of them with 党的."""
    seen = [
        (big, match)
        for big in _BIG.finditer(text)
        if (match := _CONGRESS.search(text, max(0, big.start() - 9), big.start()))
    ]
    early = bool(seen) and any(match["lead"] and len(match["number"]) < 2 for _, match in seen)
    for big, match in seen:
        number, tail = match["number"], text[big.end() : big.end() + 1]
        before = text[match.start() - 1] if match.start() else ""
        wanted = _CONGRESS_TAIL | _EARLY_TAIL if len(number) < 2 else _CONGRESS_TAIL
        if not match["lead"] and (
            (len(number) < 2 and not early) or tail not in wanted or before in "第百千万十二第零〇"
        ):
            continue
        if tail and tail not in _CONGRESS_TAIL and not match["lead"] and len(number) > 1:
            continue
        yield Span(match.start(), big.end(), "MEETING", "event", "meeting:congress")


def _level(text: str, core: int) -> int:
    """Where the name of 两会 begins: a level or place before it belongs to it."""
    floor = last_stop(text, max(0, core - 8), core, STOP, SOFT)
    level = _LEVEL.search(text, floor, core)
    return level.start() if level else core
