"""Lists beside the name: in parentheses, after 即, in a glossary, right before it, in the sentence that it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.expansions.place import REACH, STOP, Place
from kg.extraction.expansions.reading import even, fit
from kg.extraction.lists import Pair, members, outside, promised, split, tidied
from kg.extraction.spans import Span
from kg.extraction.verbs import GOVERNING

_LINK = re.compile(
    "[”’]?(?P<head>[\u4e00-\u9fff]{0,12}?)(?P<link>[（(]|：|，?即|，?(?:也)?就是|，?是指|，?指的是|，?分别是|，?分别为|，?包括|，?指)(?:是|指|要|：)?"
)
_TAIL = re.compile("(?:等(?:方面|内容)?|这|共|的)?[“‘]?$")
_BESIDE = ("、", "+＋", "、和")
_STATED = re.compile(
    "(?:深刻|系统|集中|明确)?(?:阐述|提出|强调|阐明|概括|包括|涵盖)了?(?P<list>[^。！？\n]{10,400}?)等(?:一系列|重要|新|内容|方面)"
)
_SAME = re.compile("是([^。！？\n]{8,120})的")
_END = re.compile("[。\n]|$")
_SHARING = 6
"""Names that may share one entry of a glossary."""


def after(place: Place) -> list[Pair]:
    """“三通”（通邮、通商、通航）; “两高”即甲、乙；"""
    text, span = place.text, place.span
    link = _LINK.match(text, span.end)
    if not link or (link["link"] == "：" and (max(place.counts, default=0) < 2 or not place.quoted)):
        return []
    if "（" in link["link"]:
        close = text.find("）", link.end(), link.end() + REACH)
        return fit(place, link.end(), close) if 0 < close - link.end() < REACH else []
    if link["head"] and link["link"].lstrip("，") in ("为", "指", "包括", "即"):
        return []
    if place.counts == (1,) and link["link"].lstrip("，") not in ("即", "是指"):
        return []
    stop = re.compile("[。！？\n]|[；，]\\s*(?=“|$)|$").search(text, link.end(), link.end() + REACH)
    return fit(place, link.end(), stop.start()) if stop and place.span.kind == "numeric" else []


def glossary(place: Place) -> list[Pair]:
    """An entry of a glossary: 5.“三通一码”：…。 Names that share an entry share its list in order."""
    text, names = place.text, [place.span]
    line = text.rfind("\n", max(0, place.span.start - REACH), place.span.start) + 1
    if max(place.counts, default=2) < 2 or not place.quoted:
        return []
    if not re.fullmatch("[^。！？；，]{0,24}", text[line : place.span.start]):
        return []
    for span in place.slogans[place.at + 1 : place.at + 1 + _SHARING]:
        if not re.fullmatch("[”’][、和]?[“‘]", text[names[-1].end : span.start]):
            break
        names.append(span)
    head = re.compile("[”’]?[\u4e00-\u9fff]{0,12}：").match(text, names[-1].end)
    if not head:
        return []
    stop = _END.search(text, head.end(), head.end() + REACH)
    if not stop:
        return []
    before = list(_shared(text, line, place.span))
    every = [*before, *names]
    if len(every) == 1:
        if found := _defined(place, head.end(), stop.start()):
            return found
        found = fit(place, head.end(), stop.start())
        return found if place.counts or _hold(place, found) else []
    bounds = [
        head.end(),
        *(b for at in outside(text, head.end(), stop.start(), "，；") for b in (at, at + 1)),
        stop.start(),
    ]
    groups = list(zip(bounds[::2], bounds[1::2], strict=True))
    return fit(place, *groups[len(before)]) if len(groups) == len(every) else []


def _hold(place: Place, pairs: list[Pair]) -> bool:
    """Whether each member holds a character of the name."""
    return all(set(place.name) & set(place.text[start:end]) for start, end in pairs)


def _shared(text: str, line: int, span: Span) -> Iterator[str]:
    """The quoted names that stand right before this one in its line (“三大高地”“五大战略”：)."""
    head = re.search("(?:“[^“”]*”[、和]?)*“?$", text[line : span.start])
    yield from re.findall("“([^“”]*)”", head.group()) if head else ()


def _defined(place: Place, start: int, end: int) -> list[Pair]:
    """A list that defines the pieces of the name in turn: “四级”为省、市，“三类”指甲、乙。

    A piece that is not unfolded into as many members as it promises is one member.
    """
    pieces = list(re.finditer("“([^“”]+)”(?:为|指|是|即|是指)([^“”]+?)(?=[，；]“|$)", place.text[start:end]))
    whole = "".join(piece.group(1) for piece in pieces) == re.sub("[+＋]", "", place.name)
    found: list[Pair] = []
    for piece in pieces:
        a, b = start + piece.start(2), start + piece.end(2)
        several = tidied(place.text, members(place.text, a, b, promised(piece.group(1)) or (_digit(piece.group(1)),)))
        found += several or ([(a, b)] if whole else [])
    return found if (whole and len(pieces) > 1) or len(found) in place.counts else []


def _digit(name: str) -> int:
    return int(name) if name.isascii() and name.isdigit() else 1


def before(place: Place) -> list[Pair]:
    """甲、乙、丙“三同步”: a list right before the name, of just as many members as it promises."""
    text, span = place.text, place.span
    if max(place.counts, default=0) < 2:
        return []
    floor = max(0, span.start - 160)
    floor += max((m.end() for m in re.finditer("[。！？：\n；，]", text[floor : span.start])), default=0)
    tail = _TAIL.search(text, floor, span.start)
    end = tail.start() if tail else span.start
    pairs = members(text, floor, end, place.counts, marks=_BESIDE)
    if len(pairs) < 2 or text[end - 2 : end] in GOVERNING or text[end - 1] in "和与及或、" or not even(pairs[1:]):
        return []
    if len(pairs) == 2 and (not place.quoted or _beside(place, pairs)):
        return []
    if text[end : end + 1] == "的" and len({b - a for a, b in pairs[1:]}) > 1:
        return []
    alike = text.rfind(text[pairs[1][0] : pairs[1][0] + 2], *pairs[0])
    start = alike if alike >= 0 else _after_verb(text, *pairs[0], pairs[-1][1] - pairs[-1][0])
    first = (start, pairs[0][1])
    return [first, *pairs[1:]] if first[0] < first[1] else []


def _beside(place: Place, pairs: list[Pair]) -> bool:
    """Whether two pieces before a name are no parts of it: other names (“两重”“两新”), or amounts (16所高校、48个学科)."""
    last = place.slogans[place.at - 1] if place.at else None
    return bool(last and last.end > pairs[0][0]) or any(place.text[start] in "0123456789" for start, _ in pairs)


def _after_verb(text: str, start: int, end: int, usual: int) -> int:
    """Where the first member begins behind the verb that governs the list; `usual` is a member's length."""
    if end - start <= usual + 1 and text[start : start + 2] not in GOVERNING:
        return start
    for at in range(end - 2, start - 1, -1):
        if text[at : at + 2] in GOVERNING and end - at - 2 >= 2 and text[at + 2] not in "性者力的":
            return at + 2 + (text[at + 2] == "了")
    return start


def stated(place: Place) -> list[Pair]:
    """某某思想深刻阐述了甲、乙、丙等一系列…, 某某现代化是甲、乙、丙的现代化: a doctrine as the subject of its sentence."""
    text, span = place.text, place.span
    if span.kind == "doctrine" and (same := _SAME.match(text, span.end)):
        named = any(text.startswith(place.name[-size:], same.end()) for size in (2, 3))
        return split(text, *same.span(1), "、") if named and "、" in same.group(1) else []
    if span.kind != "doctrine" or (span.start and text[span.start - 1] not in "。！？\n；"):
        return []
    stop = STOP.search(text, span.end, span.end + 2 * REACH)
    stated = _STATED.search(text, span.end, stop.end() if stop else span.end + 2 * REACH)
    return members(text, stated.start("list"), stated.end("list")) if stated else []
