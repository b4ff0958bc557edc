"""How often strings stand in a text, in how many documents, and how free and how name-like their surroundings are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.analyse.discovery.text import SEPARATOR, Flags, Ints, Text

Floats = NDArray[np.float64]

CHUNK: Final = 1_000_000
"""Occurrences looked at in one go, which bounds the memory."""


@dataclass(frozen=True)
class Figures:
    """An array a column, a cell a string.

    `count`, `documents`; `left`, `right`: branching entropy of what stands before and after, in nats; `quoted`,
    `governed`, `headed`: the share of the occurrences that stand in quotation marks of their own, after a verb that
    takes formulations, before a noun for them.
    """

    count: Ints
    documents: Ints
    left: Floats
    right: Floats
    quoted: Floats
    governed: Floats
    headed: Floats


def figures(text: Text, positions: Ints, sizes: Ints, lengths: Ints) -> Figures:
    """The figures of strings: `positions` of their occurrences, string by string; `sizes`: how many each has.

    Branching entropy (Jin and Tanaka-Ishii 2006) takes each of these as a neighbour unlike all others, for it says
    that the string is whole there: a mark, the end of a sentence, a known name, and on the left a verb that governs
    formulations, which one name has always the same of.
    """
    pieces = []
    ends = np.cumsum(sizes)
    first, done = 0, 0
    while first < len(sizes):
        last = max(first + 1, int(np.searchsorted(ends, done + CHUNK, side="right")))
        part = positions[done : ends[last - 1]]
        pieces.append(_figures(text, part, sizes[first:last], lengths[first:last]))
        first, done = last, int(ends[last - 1])
    columns = zip(*pieces, strict=True) if pieces else [[np.zeros(0)]] * 7
    return Figures(*(np.concatenate(column) for column in columns))


def _figures(text: Text, positions: Ints, sizes: Ints, lengths: Ints) -> tuple[NDArray[np.generic], ...]:
    number = len(sizes)
    group = np.repeat(np.arange(number, dtype=np.int64), sizes)
    ends = positions + np.repeat(lengths, sizes)
    documents = text.document[text.sentences(positions)]
    different, _ = _counted(group << 32 | documents)

    def share(flags: Flags) -> Floats:
        return np.bincount(group[flags], minlength=number) / sizes

    def entropy(neighbours: NDArray[np.uint16], whole: Flags) -> Floats:
        edge = whole | (neighbours == 0) | (neighbours == SEPARATOR)
        keys, counts = _counted((group << 16 | neighbours)[~edge])
        at = keys >> 16
        p = counts / sizes[at]
        return share(edge) * np.log(sizes) + np.bincount(at, -p * np.log(p), number)

    governed, headed = text.governed[positions], text.headed[ends]
    return (
        sizes,
        np.bincount(different >> 32, minlength=number).astype(np.int32),
        entropy(text.codes[positions - 1], governed),
        entropy(text.codes[ends], headed),
        share(text.opened[positions] & text.closed[ends]),
        share(governed),
        share(headed),
    )


def _counted(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct keys and how often each stands; by sorting, which is quicker here than `np.unique`."""
    keys.sort()
    first = np.flatnonzero(np.append(np.ones(min(len(keys), 1), np.bool_), keys[1:] != keys[:-1]))
    return keys[first], np.diff(first, append=len(keys))
