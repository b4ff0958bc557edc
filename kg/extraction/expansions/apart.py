"""Lists apart from the name: under headings, in the next paragraph, spelt out nearby, the parts that the lexicon knows."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from kg._numbers import value
from kg.extraction import spelt as spelling
from kg.extraction.expansions.place import REACH, STOP, Place
from kg.extraction.expansions.reading import akin
from kg.extraction.lists import Pair, members, outside, split

_MADE = re.compile("(?:打造|建设|建|锻造)(?:成为|成)(?P<list>[^。！？\n]{8,160})")
_THEME = re.compile("(?:围绕|紧扣|聚焦|按照|以)“(?P<list>[^“”\n]{8,120}；[^“”\n]{4,80})”")
_LETTERS = re.compile("([二三四五六七八九十]{1,3})(?:个)?字")
_EQUAL = re.compile("(?:[\u4e00-\u9fff]{1,8}、){2,11}[\u4e00-\u9fff]{1,8}")
_AROUND, _CLOSE = 60, 8
_ROW, _LONG, _GAP = 3, 5, 8
"""Parts that a row has at least unless they are long, what is long, and characters that may stand between two of them."""


def under(place: Place) -> list[Pair]:
    """Headings of one level that each quote a member with the name's own noun: 一、…“政治机关” 二、…“权力机关”."""
    noun = place.name[-2:]
    if max(place.counts, default=0) < 2 or len(place.name) < 4:
        return []
    for _, pairs in sorted(place.headings.quoted.get(noun, {}).items()):
        later = pairs[bisect_right(pairs, (place.span.end, place.span.end)) :]
        if len(later) in place.counts and not any(place.text[a:b] == place.name for a, b in later):
            return later
    return []


def made(place: Place) -> list[Pair]:
    """把机关打造成为甲，乙，丙，丁 in the paragraph after a heading with the name: as many members, built alike."""
    text, span = place.text, place.span
    if not place.counts or not place.headings.hold(span.start):
        return []
    line = _line_end(text, span.end)
    made = _MADE.search(text, line, _line_end(text, line + 1))
    if not made:
        return []
    pairs = [pair for marks in ("，", "、") for pair in _alike(text, made.start("list"), made.end("list"), marks)]
    return pairs if len(pairs) in place.counts and len(pairs) > 1 else []


def _alike(text: str, start: int, end: int, marks: str) -> list[Pair]:
    """The first members of a list that end in the same character and begin with the same."""
    bounds = [start, *(b for at in outside(text, start, end, marks) for b in (at, at + 1)), end]
    pairs = list(zip(bounds[::2], bounds[1::2], strict=True))
    run = [pairs[0]]
    for pair in pairs[1:]:
        if text[pair[0]] != text[start] or text[pair[1] - 1] != text[pairs[0][1] - 1]:
            break
        run.append(pair)
    return run if len(run) > 1 else []


def _line_end(text: str, at: int) -> int:
    """The end of the line that `at` stands in, or a bound on how far a list is looked for."""
    end = text.find("\n", at, at + 2 * REACH)
    return end if end >= 0 else min(len(text), at + 2 * REACH)


def themed(place: Place) -> list[Pair]:
    """“三学三强三提升”…“甲；乙；丙”主题: a quotation in the same paragraph with as many members as the name has groups."""
    if max(place.counts, default=0) < 2:
        return []
    theme = _THEME.search(place.text, place.span.end, _line_end(place.text, place.span.end))
    if not theme:
        return []
    return members(place.text, theme.start("list"), theme.end("list"), place.counts[-1:])


def in_groups(place: Place) -> list[Pair]:
    """A list nearby that spells out a name of several numerals (三区三高地, 四讲四有), which no other rule can divide."""
    return spelt(place) if len(spelling.groups(place.name)) > 1 else []


def spelt(place: Place) -> list[Pair]:
    """A list nearby whose members hold what the name counts."""
    pairs = spelling.find(place.text, place.span.start, place.span.end)
    if not pairs:
        return []
    told = spelling.told(place.text, place.span.end, pairs[0][0])
    return pairs if told or _worded(place, pairs) or akin(place, pairs, counting=False) else []


def _worded(place: Place, pairs: list[Pair]) -> bool:
    """Whether each member holds two characters or more that stand together in the name."""
    doubles = {place.name[at : at + 2] for at in range(len(place.name) - 1)}
    return all(any(double in place.text[a:b] for double in doubles) for a, b in pairs)


def lettered(place: Place) -> list[Pair]:
    """“八字方针”: a list in the same sentence or the next whose members have so many characters between them."""
    name = _LETTERS.match(place.name)
    if not name:
        return []
    start, end = max(0, place.span.start - _AROUND), place.span.end + _AROUND
    for row in _EQUAL.finditer(place.text, start, end):
        pairs = split(place.text, *row.span(), "、")
        size, over = divmod(value(name[1]), len(pairs))
        inner = {b - a for a, b in pairs[1:-1]}
        near = max(row.start() - place.span.end, place.span.start - row.end()) <= _CLOSE
        if near and not over and inner == {size} and all(b - a >= size for a, b in pairs):
            return [(pairs[0][1] - size, pairs[0][1]), *pairs[1:-1], (pairs[-1][0], pairs[-1][0] + size)]
    return []


def listed(place: Place) -> list[Pair]:
    """The parts that the lexicon knows, all of them in a row nearby (增强政治意识、大局意识、核心意识、看齐意识)."""
    text, parts = place.text, place.parts
    if len(parts) < 2:
        return []
    start, end = max(0, place.span.start - REACH), place.span.end + REACH
    if any(text.find(part, start, end) < 0 for part in parts):
        return []
    if len(parts) < (_ROW if min(map(len, parts)) < _LONG else 2) or all(part in place.name for part in parts):
        return []
    found = [match.span() for match in _any(parts).finditer(text[start:end])]
    found = [(start + a, start + b) for a, b in found]
    gap = _GAP if max(map(len, parts)) > 2 else 1
    for at in range(len(found) - len(parts) + 1):
        row = found[at : at + len(parts)]
        near = all(b[0] - a[1] <= gap and not STOP.search(text, a[1], b[0]) for a, b in pairwise(row))
        apart = row[-1][1] <= place.span.start or place.span.end <= row[0][0]
        if near and apart and not place.holds(row[0][0], row[-1][1]) and {text[a:b] for a, b in row} == set(parts):
            return row
    return []


@lru_cache(maxsize=1 << 10)
def _any(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the parts, none before a longer one that it begins."""
    return re.compile("|".join(map(re.escape, sorted(parts, key=len, reverse=True))))
