"""Candidates for names: strings that recur in a text, and those that the extractor marked, each with its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from kg.analyse.discovery.figures import Figures, Floats, figures
from kg.analyse.discovery.suffixes import LONGEST, Suffixes
from kg.analyse.discovery.text import SEPARATOR, Ints, Marked, Text

SHORTEST: Final = 4
"""The shortest phrase, in characters; shorter names are found where they stand in quotation marks."""

FREEDOM: Final = 1.0
"""The least branching entropy on either side of a phrase, in nats."""


@dataclass(frozen=True)
class Candidates:
    """Strings of a text, a cell each: where one stands first, how long it is, its figures.

    `association`: NPMI of the weakest split, nan where it was not measured. `marked`: the extractor found it, as
    `names` say.
    """

    first: Ints
    length: Ints
    figures: Figures
    association: Floats
    names: list[str]


def phrases(text: Text, suffixes: Suffixes, least: int) -> Candidates:
    """The strings of Chinese characters that stand in `least` documents or more and freely on both sides."""
    kept = [_phrases(text, suffixes, length, least) for length in range(SHORTEST, LONGEST + 1)]
    first = np.concatenate([item[0] for item in kept])
    length = np.concatenate([item[1] for item in kept])
    columns = zip(*(vars(item[2]).values() for item in kept), strict=True)
    found = Figures(*(np.concatenate(column) for column in columns))
    names = [text.slice(at, at + size) for at, size in zip(first, length, strict=True)]
    return Candidates(first, length, found, association(suffixes, first, length, found.count), names)


def _phrases(text: Text, suffixes: Suffixes, length: int, least: int) -> tuple[Ints, Ints, Figures]:
    starts, sizes = suffixes.groups(length)
    at = suffixes.order[starts]
    codes = suffixes.codes
    often = (sizes >= least) & (codes[at] != SEPARATOR) & (codes[at + length - 1] != SEPARATOR)
    starts, sizes = starts[often], sizes[often]
    positions = suffixes.order[_ranges(starts, sizes)]
    lengths = np.full(len(sizes), length, np.int32)
    found = figures(text, positions, sizes, lengths)
    free = (found.documents >= least) & (found.left >= FREEDOM) & (found.right >= FREEDOM)
    chosen = Figures(*(column[free] for column in vars(found).values()))
    first = np.minimum.reduceat(positions, np.cumsum(sizes) - sizes) if len(sizes) else positions
    return first[free], lengths[free], chosen


def _ranges(starts: Ints, sizes: Ints) -> Ints:
    """start, start + 1, … for each start, as many as its size."""
    before = np.cumsum(sizes) - sizes
    return (np.repeat(starts - before, sizes) + np.arange(sizes.sum())).astype(np.int32)


def association(suffixes: Suffixes, first: Ints, length: Ints, count: Ints) -> Floats:
    """Normalised pointwise mutual information (Bouma 2009) of the two halves at the weakest split of each string.

    NPMI is ln(p(xy) / p(x) p(y)) / -ln p(xy), 1 where the halves stand only together, 0 where they meet by chance.
    """
    total = float(np.count_nonzero(suffixes.codes))
    longest = int(length.max(initial=1))
    left = np.ones((longest, len(first)))
    right = np.ones((longest, len(first)))
    for size in range(1, longest):
        longer = np.flatnonzero(length > size)
        rest = length[longer] - size
        left[size, longer] = suffixes.frequency(first[longer], size)
        right[rest, longer] = suffixes.frequency(first[longer] + rest, size)
    weakest = np.full(len(first), np.inf)
    for split in range(1, longest):
        longer = np.flatnonzero(length > split)
        p = count[longer] / total
        npmi = np.log(p * total / left[split, longer] * (total / right[split, longer])) / -np.log(p)
        weakest[longer] = np.minimum(weakest[longer], npmi)
    return weakest


def marked(text: Text, found: Iterable[Marked]) -> Candidates:
    """The names that the extractor marked, by name."""
    groups: list[tuple[str, Sequence[Marked]]] = [
        (name, list(items)) for name, items in groupby(sorted(found, key=lambda m: (m.name, m.start)), lambda m: m.name)
    ]
    occurrences = [np.array([item.start for item in items], np.int32) for _, items in groups]
    sizes = np.array([len(places) for places in occurrences], np.int32)
    lengths = np.array([items[0].length for _, items in groups], np.int32)
    positions = np.concatenate([np.zeros(0, np.int32), *occurrences])
    first = np.array([places[0] for places in occurrences], np.int32)
    nothing = np.full(len(sizes), np.nan)
    names = [name for name, _ in groups]
    return Candidates(first, lengths, figures(text, positions, sizes, lengths), nothing, names)
