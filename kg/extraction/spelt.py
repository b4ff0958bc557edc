"""Lists whose members spell the name out: each holds what the name counts (四到村: 干部下到村、项目落到村、…)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.extraction.leads import behind
from kg.extraction.lists import Pair

_GROUP = re.compile("([一二两双三四五六七八九十])(?:个|大|项|条|种)?([^一二两双三四五六七八九十个大项条种、，；]+)")
_DONE = re.compile("^[破反治除禁纠防抓促保强补](?=[二三四五六七八九十])")
"""A verb before the numeral, what is done to that which is counted (破五唯)."""
_NUMBERED = re.compile("[；，][二三]是|第[二三]")
_COUNTS = {mark: value for value, mark in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_PIECES = (re.compile("[^、，；。：！？\n（）,;:”—]+"), re.compile("[^，；。：！？\n（）,;:—]+"))
"""The pieces of a list: between marks of any rank, or, where members hold 、 themselves, between commas."""
_HARD = re.compile("[。：！？\n:]")
_AND = re.compile("以及|[和及与]")
_QUOTES = " “”‘’\u3000"
_BEFORE, _AFTER = 120, 240

_GAP = 6
"""Characters between the last member of one group and the first of the next."""
_SHORT, _SURE, _WORD, _NEAR = 2, 3, 5, 16
# Verbs that define, as in a glossary; 指 where it is no part of another word (指导, 指示, …).
_LINK = re.compile("即|就是|是指|指(?![导示引标数挥出明定])|：")
_INTRODUCED = re.compile(".*(?:就是|是指|讲的是|分别是|分别为|包括|即|指(?![导示引标数挥出明定]))")
_MADE = re.compile("把.*?(?:建成|打造成|建设成)(?:为)?")

_Fits = Callable[[str, int, int, str, int, int], Pair | None]
"""The piece `start:end` as a member by this anchor, or None: text, start, end, anchor, which one of how many it is."""


@dataclass(frozen=True, slots=True)
class Group:
    """A numeral of a name and what it counts: 四到村 → 4, 到村."""

    count: int
    content: str

    @property
    def anchors(self) -> list[str]:
        """What each member may begin or end with: all of it, its ends, its beginnings; the longest first."""
        size = len(self.content)
        ends = [self.content[at:] for at in range(size)] + [self.content[:at] for at in range(1, size)]
        return sorted(dict.fromkeys(ends), key=len, reverse=True)


@lru_cache(maxsize=1 << 14)
def groups(name: str) -> tuple[Group, ...]:
    """The numerals of a name with what they count; empty where the name is not made of such pairs.

    >>> groups("五讲四美"), groups("高质量发展")
    ((Group(count=5, content='讲'), Group(count=4, content='美')), ())
    """
    name = _DONE.sub("", name)
    found = list(_GROUP.finditer(name))
    whole = found and "".join(match.group() for match in found) == name
    return tuple(Group(_COUNTS[match[1]], match[2]) for match in found) if whole else ()


def find(text: str, start: int, end: int) -> list[Pair]:
    """The members of the name at `start:end` that a list near it spells out, or none.

    >>> line = "搞好“三秋”。秋收、秋耕、秋种一环扣一环"
    >>> [line[a:b] for a, b in find(line, 3, 5)]
    ['秋收', '秋耕', '秋种']
    """
    wanted = groups(text[start:end])
    total = sum(group.count for group in wanted)
    if total == len(wanted):
        return []
    strong = total > _SURE or (total == _SURE and len(wanted) == 1)
    for pieces in _stretches(text, start, end, wanted):
        found = _together(text, pieces, wanted) or _in_turn(text, pieces, wanted)
        sure = (
            strong
            or (found and _repeats(text, end, found, wanted))
            or told(text, end, found[0][0] if found else end - 1)
        )
        if found and all(b - a > 1 for a, b in found) and sure and _even(found):
            return found
    return []


def _even(found: Sequence[Pair]) -> bool:
    """Whether the first member is not much longer than the others: what leads to it could not be told from it."""
    first, *rest = (b - a for a, b in found)
    return not rest or first <= 2 * max(rest) + _WORD


def _repeats(text: str, end: int, found: Sequence[Pair], wanted: Sequence[Group]) -> bool:
    """Whether each member in the same sentence begins with the whole word that the name counts (两个务必: 务必…，务必…)."""
    content = wanted[0].content
    same = 0 <= found[0][0] - end <= _NEAR and not _HARD.search(text, end, found[0][0])
    return same and len(wanted) == 1 and len(content) > 1 and all(text.startswith(content, a) for a, _ in found)


def told(text: str, end: int, first: int) -> bool:
    """Whether what stands between a name and the list says that the list unfolds it."""
    return 0 <= first - end <= _NEAR and bool(_LINK.search(text, end, first))


def _stretches(text: str, start: int, end: int, wanted: Sequence[Group]) -> Iterator[list[Pair]]:
    """The pieces of each of the three sentences after the name, then of the two before it, the nearest first.

    Sentences that hold what the name counts less often than it counts are passed over.
    """
    name = text[start:end]
    after = _sentences(text, end, min(len(text), end + _AFTER), wanted)[:3]
    before = _sentences(text, max(0, start - _BEFORE), start, wanted)[:-3:-1]
    near = [pair for pair in (*after, *before) if _enough(text, *pair, wanted)]
    for piece in _PIECES:
        for a, b in near:
            if piece is _PIECES[0] and _NUMBERED.search(text, a, b):
                continue
            pairs = (_trimmed(text, *match.span()) for match in piece.finditer(text, a, b))
            yield [pair for pair in pairs if pair[0] < pair[1] and name not in text[slice(*pair)]]


def _enough(text: str, start: int, end: int, wanted: Sequence[Group]) -> bool:
    """Whether a stretch holds a character of what is counted as often as it is counted, for each of the groups."""
    return all(any(text.count(mark, start, end) >= group.count for mark in group.content) for group in wanted)


def _sentences(text: str, start: int, end: int, wanted: Sequence[Group]) -> list[Pair]:
    """The sentences of a stretch; none where even the whole of it holds too little."""
    if not _enough(text, start, end, wanted):
        return []
    bounds = [start, *(mark.end() for mark in _HARD.finditer(text, start, end)), end]
    return [(a, b) for a, b in pairwise(bounds) if b - a > 2]


def _trimmed(text: str, start: int, end: int) -> Pair:
    """A piece without marks at its ends, but with the closing mark of a quotation in it (不寻求“新冷战”)."""
    if text.startswith("是", start + 1, end) and text[start] in _COUNTS:
        start += 2
    while start < end and text[start] in _QUOTES:
        start += 1
    while end > start and text[end - 1] in _QUOTES:
        end -= 1
    return start, end + (text.startswith("”", end) and text.count("“", start, end) > text.count("”", start, end))


def _together(text: str, pieces: Sequence[Pair], wanted: Sequence[Group]) -> list[Pair]:
    """Members of which each holds all that the name counts (三比三看: 比学习看本领)."""
    counts = {group.count for group in wanted}
    if len(wanted) < 2 or len(counts) > 1:
        return []
    [count] = counts
    first, *others = wanted
    for run in _runs(text, pieces, Group(count, first.content), alone=False):
        if all(group.content in text[a:b] for a, b in run for group in others):
            return run
    return []


def _in_turn(text: str, pieces: Sequence[Pair], wanted: Sequence[Group]) -> list[Pair]:
    """The members of each group, one group after the other."""
    found: list[Pair] = []
    rest = [part for piece in pieces for part in _turned(text, *piece, wanted)]
    for group in wanted:
        run = next(_runs(text, rest, group, alone=len(wanted) == 1), None)
        if run is None:
            return []
        if found and run[0][0] - found[-1][1] > _GAP:
            return []
        found += run
        rest = [pair for pair in rest if pair[0] >= run[-1][1]]
    return found


def _turned(text: str, start: int, end: int, wanted: Sequence[Group]) -> list[Pair]:
    """A piece, or its two halves where a conjunction joins the last of one group and the first of the next."""
    for mark in _AND.finditer(text, start + 1, end - 1) if len(wanted) > 1 else ():
        for one, other in pairwise(wanted):
            if text.startswith(one.content, start) and text.startswith(other.content, mark.end()):
                return [(start, mark.start()), (mark.end(), end)]
    return [(start, end)]


def _runs(text: str, pieces: Sequence[Pair], group: Group, *, alone: bool) -> Iterator[list[Pair]]:
    """Just as many pieces in a row as the group counts that all begin, or all end, with what it counts.

    One character is a weak sign: it serves for short contents, and, where the group is `alone`, for three members.
    """
    for anchor in group.anchors:
        if not pieces or text.count(anchor, pieces[0][0], pieces[-1][1]) < group.count:
            continue
        inner = len(group.content) > _SHORT and anchor != group.content[0]
        if len(anchor) == 1 and (inner or (alone and group.count < _SURE)):
            continue
        yield from _rows(text, pieces, group.count, anchor, _ending)
        if len(anchor) > 1 or anchor == group.content[0]:
            yield from _rows(text, pieces, group.count, anchor, _beginning)


def _rows(text: str, pieces: Sequence[Pair], count: int, anchor: str, fits: _Fits) -> Iterator[list[Pair]]:
    """The rows of `count` pieces that fit, none longer; the first cut from its lead, the last from its tail."""
    at = 0
    while at < len(pieces):
        run: list[Pair] = []
        while at < len(pieces) and (more := _fitting(text, *pieces[at], anchor, len(run), count, fits)):
            run += more
            at += 1
        if len(run) == count:
            yield _cut(text, run, anchor, fits)
        at += 1 if not run else 0


def _fitting(text: str, start: int, end: int, anchor: str, at: int, count: int, fits: _Fits) -> list[Pair]:
    """A piece as one member, or as two where a conjunction joins two, or none."""
    if whole := fits(text, start, end, anchor, at, count):
        halves = _halves(text, start, end, anchor, at, count, fits) if at == count - 2 else []
        return halves or [whole]
    return _halves(text, start, end, anchor, at, count, fits)


def _halves(text: str, start: int, end: int, anchor: str, at: int, count: int, fits: _Fits) -> list[Pair]:
    """The two members of a piece with a conjunction between them, or none."""
    for mark in _AND.finditer(text, start + 1, end - 1):
        halves = fits(text, start, mark.start(), anchor, at, count), fits(text, mark.end(), end, anchor, at + 1, count)
        if halves[0] and halves[1]:
            return [halves[0], halves[1]]
    return []


def _ending(text: str, start: int, end: int, anchor: str, at: int, count: int) -> Pair | None:
    """A piece that ends with the anchor; the last may have a tail, which a single member keeps if it is short."""
    place = text.rfind(anchor, start, end)
    tail = end - place - len(anchor)
    if place <= start or (tail and at < count - 1) or (count == 1 and tail > _WORD):
        return None
    return start, end if count == 1 and tail <= _SHORT else place + len(anchor)


def _beginning(text: str, start: int, end: int, anchor: str, at: int, count: int) -> Pair | None:
    """A piece that begins with the anchor, or with one word before it; before the first there may be more."""
    place = text.find(anchor, start, end)
    if place == start or (place > start and (at == 0 or (len(anchor) > 1 and place - start <= _SHORT))):
        return start, end
    return None


def _cut(text: str, row: list[Pair], anchor: str, fits: _Fits) -> list[Pair]:
    """The row without what leads to its first member and what follows its last, as the others show them."""
    start, end = row[0]
    if fits is _beginning:
        prefix = text[row[1][0] : text.find(anchor, *row[1])] if len(row) > 1 else ""
        row = [(max(start, text.rfind(prefix + anchor, start, end)), end), *row[1:]]
        sizes = {b - a for a, b in row[:-1]}
        last, stop = row[-1]
        long = len(row) > 1 and len(sizes) == 1 and stop - last > 2 * max(sizes)
        return [*row[:-1], (last, last + max(sizes))] if long else row
    sizes = {b - a for a, b in row[1:]}
    if len(row) > _SHORT and len(sizes) == 1 and end - start > max(sizes) <= _WORD:
        return [(end - max(sizes), end), *row[1:]]
    if (at := _behind_lead(text, start, end)) > start:
        return [(at, end), *row[1:]]
    return behind(text, row)


def _behind_lead(text: str, start: int, end: int) -> int:
    """Where the first member begins behind 就是, 即 or 把…建成."""
    if told := _INTRODUCED.match(text, start, end - 1):
        made = _MADE.match(text, told.end(), end - 1)
        return made.end() if made else told.end()
    return start
