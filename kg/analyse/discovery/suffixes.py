"""Every repeated string of a text, by a suffix array sorted on its first characters, with numpy alone.

A text is an array of codes; code 0 is a boundary that no string crosses. Sorting compares four, eight, then `LONGEST`
characters (prefix doubling: Manber and Myers 1993, Suffix arrays, SIAM J. Comput. 22(5)), so that strings up to that
length lie side by side in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 16
"""The longest string that is told from another, in characters."""

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Suffixes:
    """`order`: positions of the text, sorted by the string of `LONGEST` codes that begins there; `rank`: its inverse.

    `common`: how many codes the string at a place of `order` shares with the one before it, at most `LONGEST`;
    `reach`: by place, how many codes there are before the next boundary.
    """

    codes: NDArray[np.uint16]
    order: Ints
    rank: Ints
    common: NDArray[np.uint8]
    reach: NDArray[np.uint8]

    def groups(self, length: int) -> tuple[Ints, Ints]:
        """Starts and sizes, as places of `order`, of the groups of equal strings of a length that hold no boundary.

        >>> codes = np.frombuffer("abcxabcd".encode("utf-16-le"), np.uint16)
        >>> suffixes(codes).groups(3)[1].tolist()
        [2, 1, 1, 1, 1]
        """
        starts = np.flatnonzero(self.common < length).astype(np.int32)
        sizes = np.append(starts[1:], np.int32(len(self.order))) - starts
        whole = self.reach[starts] >= length
        return starts[whole], sizes[whole]

    def frequency(self, positions: Ints, length: int) -> Ints:
        """How often the strings of a length that begin at these positions stand in the text."""
        starts = np.flatnonzero(self.common < length).astype(np.int32)
        at = np.searchsorted(starts, self.rank[positions], side="right")
        stops = np.append(starts[1:], np.int32(len(self.order)))
        return stops[at - 1] - starts[at - 1]

    def occurrences(self, position: int, length: int) -> Ints:
        """Where the string of a length that begins at a position stands, in the order of the text."""
        start = stop = int(self.rank[position])
        while start and self.common[start] >= length:
            start -= 1
        while stop + 1 < len(self.order) and self.common[stop + 1] >= length:
            stop += 1
        return np.sort(self.order[start : stop + 1])


def suffixes(codes: NDArray[np.uint16]) -> Suffixes:
    """The suffix array of a text in codes; the order of equal strings is that of the text."""
    key = _packed(codes)
    order = np.argsort(key, kind="stable").astype(np.int32)
    places = np.arange(len(codes), dtype=np.int32)
    rank = np.empty(len(codes), np.int32)
    key = key[order]
    for step in (4, 8, LONGEST):
        first = np.append(True, key[1:] != key[:-1])
        rank[order[places]] = places[np.maximum.accumulate(np.where(first, np.arange(len(places)), 0))]
        if step == LONGEST:
            break
        open = ~(first & np.append(first[1:], True)) & (codes[order[places]] != 0)
        places = places[open]
        key = _next(rank, order[places], step)
        again = np.argsort(key, kind="stable")
        order[places] = order[places][again]
        key = key[again]
    del key
    rank[order] = np.arange(len(codes), dtype=np.int32)
    return Suffixes(codes, order, rank, _common(codes, order), _reach(codes)[order])


def _next(rank: Ints, positions: Ints, step: int) -> NDArray[np.int64]:
    """The rank of the string at each position, told apart by that of the string `step` further on."""
    further = positions + step
    following = np.where(further < len(rank), rank[np.minimum(further, len(rank) - 1)] + 1, 0)
    return rank[positions].astype(np.int64) << 32 | following


def _packed(codes: NDArray[np.uint16]) -> NDArray[np.int64]:
    """The first four codes from each position as one number; the alphabet is made dense, or it would not fit."""
    used = np.zeros(1 << 16, np.int64)
    used[codes] = 1
    used[0] = 0
    dense = np.cumsum(used) * used
    small = dense.astype(np.uint16)[codes]
    width = int(dense.max()).bit_length()
    key = small.astype(np.int64)
    for step in (1, 2, 3):
        key <<= width
        key[: max(len(small) - step, 0)] |= small[step:]
    return key


def _common(codes: NDArray[np.uint16], order: Ints) -> NDArray[np.uint8]:
    """How many codes each string shares with the one before it in the order."""
    padded = np.append(codes, np.zeros(LONGEST, codes.dtype))
    common = np.zeros(len(order), np.uint8)
    alike = np.flatnonzero(padded[order[1:]] == padded[order[:-1]]) + 1
    for length in range(1, LONGEST + 1):
        common[alike] = length
        if length < LONGEST:
            same = padded[order[alike] + length] == padded[order[alike - 1] + length]
            alike = alike[same]
    return common


def _reach(codes: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """How many codes there are from each position to the next boundary, at most `LONGEST`."""
    size = len(codes)
    ends = np.where(codes == 0, np.arange(size, dtype=np.int32), np.int32(size))
    following = np.minimum.accumulate(ends[::-1])[::-1]
    return np.minimum(following - np.arange(size, dtype=np.int32), LONGEST).astype(np.uint8)
