"""Strings within strings: which candidates are pieces of longer ones, and which are shorter ones in a context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from kg.analyse.discovery.text import Ints

INSIDE: Final = 0.6
"""A candidate of which this share of the occurrences lies in longer candidates is a piece of them."""

NOTABLE: Final = 0.1
"""Longer candidates with less than this share of the occurrences of a shorter one are no reason to drop it."""

CONTEXT: Final = 0.5
"""A candidate around a better one is that one in a context, if it has less than this share of its occurrences."""

SHORTEST: Final = 2


def own(names: Sequence[str], free: Sequence[bool], occurrences: Callable[[int], Ints]) -> list[int]:
    """The places of the candidates, the best first, that are neither pieces nor contexts of others.

    `occurrences(i)` are the positions of a candidate in the text, sorted. One that is `free` has quotation marks of
    its own, and stays.

    >>> places = {"从严治党": [2, 12, 30], "全面从严治党": [0, 10]}
    >>> own(list(places), [False, False], lambda i: np.array(list(places.values())[i]))
    [1]
    """
    index = {name: i for i, name in enumerate(names)}
    within = {i: [index[part] for part in _substrings(name) if part in index] for i, name in enumerate(names)}
    around: dict[int, list[int]] = defaultdict(list)
    for longer, parts in within.items():
        for part in parts:
            around[part].append(longer)
    pieces = {i for i in around if not free[i] and _inside(i, around[i], names, occurrences) >= INSIDE}
    whole = [i for i in range(len(names)) if i not in pieces]

    def context(i: int) -> bool:
        better = (part for part in within[i] if part < i and part not in pieces)
        return any(len(occurrences(i)) < CONTEXT * len(occurrences(part)) for part in better)

    return [i for i in whole if free[i] or not context(i)]


def _substrings(name: str) -> Iterator[str]:
    """The distinct proper substrings of a name."""
    sizes = range(SHORTEST, len(name))
    yield from dict.fromkeys(name[at : at + size] for size in sizes for at in range(len(name) - size + 1))


def _inside(i: int, longer: Sequence[int], names: Sequence[str], occurrences: Callable[[int], Ints]) -> float:
    """The share of the occurrences of a candidate that lie in notable longer ones."""
    places = occurrences(i)
    found = [occurrences(j) + names[j].find(names[i]) for j in longer if len(occurrences(j)) >= NOTABLE * len(places)]
    return float(np.isin(places, np.concatenate(found)).mean()) if found else 0.0
