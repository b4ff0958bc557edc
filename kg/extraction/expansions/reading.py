"""The list between two places, read as what a name unfolds to."""

from __future__ import annotations

from kg.extraction.expansions.place import Place
from kg.extraction.lists import Pair, members, tidied


def fit(place: Place, start: int, end: int) -> list[Pair]:
    """The list between two places, if it can be what the name unfolds to."""
    if place.counts:
        pairs = _untailed(place, tidied(place.text, members(place.text, start, end, place.counts)))
        return pairs if len(pairs) in place.counts and _plain(place.text, pairs) else []
    pairs = tidied(place.text, members(place.text, start, end)) if place.quoted else []
    return pairs if pairs and even(pairs) else []


def _untailed(place: Place, pairs: list[Pair]) -> list[Pair]:
    """The members, the last without the noun that the name itself ends in (两型社会: 甲型、乙型社会)."""
    tail = place.name[-2:]
    if len(pairs) < 2 or len(place.name) < 4 or any(place.text.endswith(tail, *pair) for pair in pairs[:-1]):
        return pairs
    last, stop = pairs[-1]
    return [*pairs[:-1], (last, stop - 2)] if place.text.endswith(tail, last + 2, stop) else pairs


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
