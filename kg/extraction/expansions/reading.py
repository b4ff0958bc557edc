"""The list between two places, read as what a name unfolds to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extraction.expansions.place import Place
from kg.extraction.leads import begun
from kg.extraction.lists import Pair, members, readings, split, tidied
from kg.extraction.spans import Span

GENERIC = re.compile("[新老]?[二三四五六七八九十两双0-9]+(?:[大项条种张件样]|位一体|合一)")
"""Names that only count: they stand for what each text makes of them."""
_CONTENTS = re.compile("[一二两双三四五六七八九十多]([^一二两双三四五六七八九十多]+)")
_COUNTED = re.compile(f"(?:{_CONTENTS.pattern})+")
_RANKED = ("；", "，", "，；")


def fit(place: Place, start: int, end: int) -> list[Pair]:
    """The list between two places, if it can be what the name unfolds to."""
    text = place.text
    if not place.counts:
        pairs = tidied(text, members(text, start, end)) if place.quoted else []
        return pairs if pairs and even(pairs) else []
    for pairs in _ways(place, start, end):
        pairs = _confirmed(place, _untailed(place, begun(text, tidied(text, pairs))))
        if len(pairs) > 2 and begin_alike(place, pairs):
            pairs = [(a, comma if (comma := text.find("，", a, b)) > 0 else b) for a, b in pairs]
        if len(pairs) in place.counts and _plain(text, pairs) and not any(place.name in text[a:b] for a, b in pairs):
            return pairs
    return []


def shared(place: Place, names: Sequence[Span], start: int, end: int) -> list[Pair]:
    """The list between two places that is this name's, where each of several names has one in turn."""
    groups = split(place.text, start, end, "，；")
    if len(groups) == len(names):
        return fit(place, *groups[names.index(place.span)])
    told = [_taken(place, *item) for item in split(place.text, start, end, "；")]
    return [pair for pair in told if pair] if len(told) in place.counts and all(told) else []


def _taken(place: Place, start: int, end: int) -> Pair | None:
    """The clause of an item that begins with what the name counts (四个坚持和四个共同: 坚持甲，共同乙；坚持丙，共同丁；…)."""
    clauses = split(place.text, start, end, "，")
    return next((clause for clause in clauses if place.text[clause[0] : clause[0] + 2] == place.name[-2:]), None)


def _ways(place: Place, start: int, end: int) -> Iterator[list[Pair]]:
    """The lists of as many members as promised, then the first members of a longer one that are built alike."""
    yield from sorted(
        readings(place.text, start, end, place.counts),
        key=lambda pairs: not (begin_alike(place, pairs) or _end_alike(place, pairs)),
    )
    for marks in ("、", *_RANKED):
        pairs = split(place.text, start, end, marks)
        for count in place.counts:
            if 2 < count < len(pairs) and _apart(place.text, pairs, count):
                yield pairs[:count]


def begin_alike(place: Place, pairs: list[Pair]) -> bool:
    """Whether all members begin alike, with two characters that stand in the name (两个务必: 务必…，务必…)."""
    text, (start, end) = place.text, min(pairs, key=lambda pair: pair[1] - pair[0])
    for at in range(end - start):
        if len({text[a + at] for a, _ in pairs}) > 1:
            return False
        if at and text[start + at - 1 : start + at + 1] in place.name:
            return True
    return False


def _end_alike(place: Place, pairs: list[Pair]) -> bool:
    """Whether all members end in the noun that the name ends in."""
    return all(place.text.endswith(place.name[-2:], *pair) for pair in pairs)


def _apart(text: str, pairs: list[Pair], count: int) -> bool:
    """Whether the first members begin alike, or end alike, and the next one otherwise."""
    heads = [text[a : a + 2] for a, _ in pairs]
    tails = [text[b - 2 : b] for _, b in pairs]
    return any(len(set(signs[:count])) == 1 and signs[count] != signs[0] for signs in (heads, tails))


@lru_cache(maxsize=1 << 14)
def counted(name: str) -> tuple[str, ...]:
    """What each numeral of a name counts; empty where the name is not made of such pairs.

    >>> counted("三和一少"), counted("高质量发展")
    (('和', '少'), ())
    """
    return tuple(_CONTENTS.findall(name)) if _COUNTED.fullmatch(name) else ()


def grouped(place: Place, start: int, end: int) -> list[Pair]:
    """A list between commas with one member for each numeral of the name, which ends in what that numeral counts
    (三和一少: 对甲、乙要和，对丙的支援要少)."""
    contents = counted(place.name)
    if len(contents) < 2 or any(place.text.find(content, start, end) < 0 for content in contents):
        return []
    for marks in _RANKED:
        pairs = split(place.text, start, end, marks)
        for at in range(len(pairs) - len(contents) + 1):
            row = pairs[at : at + len(contents)]
            if all(place.text.endswith(content, *pair) for content, pair in zip(contents, row, strict=True)):
                return row
    return []


def _untailed(place: Place, pairs: list[Pair]) -> list[Pair]:
    """The members, the last without the noun that the name itself ends in (两型社会: 甲型、乙型社会)."""
    text, tail = place.text, place.name[-2:]
    if len(pairs) < 2 or len(place.name) < 4:
        return pairs
    last, stop = pairs[-1]
    ends = {text[b - 1] for _, b in pairs[:-1]}
    alike = all(text.endswith("的" + tail, *pair) for pair in pairs[:-1])
    if text.endswith("的" + tail, last + 2, stop) and not alike:
        return [*pairs[:-1], (last, stop - 3)]
    cut = text.endswith(tail, last + 2, stop) and ends == {text[stop - 3]}
    return [*pairs[:-1], (last, stop - 2)] if cut else pairs


def _confirmed(place: Place, pairs: list[Pair]) -> list[Pair]:
    """The members, cut to the parts that the lexicon knows where each begins with one, and not all go on alike."""
    text = place.text
    begun = [max((len(part) for part in place.parts if text.startswith(part, a, b)), default=0) for a, b in pairs]
    if not all(begun) or len({text[a + size : b] for size, (a, b) in zip(begun, pairs, strict=True)}) == 1:
        return pairs
    return [(a, a + size) for size, (a, _) in zip(begun, pairs, strict=True)]


def _plain(text: str, pairs: list[Pair]) -> bool:
    """Whether the members are no clauses: none of them holds a comma or much more than another."""
    lengths = [end - start for start, end in pairs]
    return max(lengths) <= 3 * min(lengths) + 12 and not any(
        "，" in text[start:end] and end - start > 24 for start, end in pairs
    )


def even(pairs: list[Pair]) -> bool:
    """Whether no member is much longer than another."""
    lengths = [end - start for start, end in pairs]
    return max(lengths) <= 2 * min(lengths) + 8


def akin(place: Place, pairs: list[Pair], *, counting: bool = True) -> bool:
    """Whether a list can be that of a name with known parts: a member is worded much like a part.

    Names that only count (三大工程) may have any list, unless `counting` is false.
    """
    if len(place.parts) < 2 or (counting and GENERIC.match(place.name)):
        return True
    return any(_like(place.text[a:b], part) for a, b in pairs for part in place.parts)


def _like(member: str, part: str) -> bool:
    """Whether a member is no small piece of a part, or shares more than half of its characters with it."""
    shared = Counter(member) & Counter(part)
    near = 4 * len(member) >= len(part)
    return near and (member in part or 2 * shared.total() > len(member))
