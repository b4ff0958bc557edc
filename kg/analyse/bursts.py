"""Kleinberg's bursts: in which periods something is said so much more often that another state explains it better.

An automaton is in one of `states` states in each period. In state i a unit (a document, a sentence) is relevant with
probability p_i = p_0 · ratio^i, where p_0 is the share over all periods; climbing from i to j costs
(j - i) · gamma · ln n, where n periods have a unit, and coming down is free. The cheapest sequence of states is found
by dynamic programming (Viterbi). Two states tell bursts from the rest, more of them nest bursts within bursts.

Source: Kleinberg 2003, Bursty and Hierarchical Structure in Streams, Data Mining and Knowledge Discovery 7(4), section
4 (batched arrivals). It takes the units of a period for independent draws, which sentences of one text are not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.errors import UsageError

EQUAL: Final = 1e-9
"""Costs in nats that are no further apart are equal."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Periods `first` to `last` (indices, both included) spent at `level` or above.

    `weight` is how much cheaper the periods are in state `level` than in the one below: the evidence for it, in nats.
    """

    level: int
    first: int
    last: int
    weight: float


def probabilities(
    relevant: Sequence[float], total: Sequence[float], *, states: int = 2, ratio: float = 2.0
) -> tuple[float, ...]:
    """p_0, p_1, … of the states there are: one whose probability would reach 1 is left out, with all above it.

    Raises `UsageError` for fewer than 2 states, a ratio of 1 or less, and counts above their totals.

    >>> probabilities([1, 1, 8], [20, 20, 10], states=4)
    (0.2, 0.4, 0.8)
    """
    if states < 2 or not ratio > 1:
        raise UsageError(f"bursts need at least 2 states and a ratio above 1, not {states} and {ratio:g}")
    if len(relevant) != len(total) or any(not 0 <= r <= d for r, d in zip(relevant, total, strict=True)):
        raise UsageError("bursts need as many totals as counts, and no count above its total")
    base = sum(relevant) / sum(total) if sum(total) else 0.0
    if base == 0.0:
        return (base,)
    return (base, *(p for p in (base * ratio**level for level in range(1, states)) if p < 1))


def states(
    relevant: Sequence[float], total: Sequence[float], *, states: int = 2, ratio: float = 2.0, gamma: float = 1.0
) -> list[int]:
    """The cheapest state of each period; of equally cheap sequences the one that stays lowest, from the end.

    `relevant` of `total` units of each period are relevant. Raises `UsageError` for figures that do not fit.

    >>> states([1, 0, 1, 6, 7, 5, 1, 0], [10] * 8)
    [0, 0, 0, 1, 1, 1, 0, 0]
    """
    if not 0 <= gamma < math.inf:
        raise UsageError(f"gamma is 0 or more and finite, not {gamma:g}")
    chances = probabilities(relevant, total, states=states, ratio=ratio)
    climb = gamma * math.log(max(sum(d > 0 for d in total), 1))
    if sum(relevant) * math.log(ratio) <= climb:
        return [0] * len(relevant)  # All uses together would not pay for one climb.
    best = [level * climb for level in range(len(chances))]
    back: list[list[int]] = []
    for place, (r, d) in enumerate(zip(relevant, total, strict=True)):
        if place:
            came = [_cheapest(best, level, climb) for level in range(len(chances))]
            back.append(came)
            best = [best[before] + max(level - before, 0) * climb for level, before in enumerate(came)]
        best = [spent + cost(r, d, p) for spent, p in zip(best, chances, strict=True)]
    return _traced(best, back, len(relevant))


def _cheapest(best: Sequence[float], level: int, climb: float) -> int:
    """The state to come from, the lowest of those that cost the same."""
    return _lowest([spent + max(level - before, 0) * climb for before, spent in enumerate(best)])


def _lowest(costs: Sequence[float]) -> int:
    """The first of the cheapest, where sums that differ by rounding alone are equal."""
    cheapest = min(costs) + EQUAL
    return next(place for place, spent in enumerate(costs) if spent <= cheapest)


def _traced(best: Sequence[float], back: Sequence[Sequence[int]], periods: int) -> list[int]:
    if not periods:
        return []
    path = [_lowest(best)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def cost(relevant: float, total: float, chance: float) -> float:
    """-ln of the binomial probability of `relevant` in `total`, but for the coefficient, which all states share.

    >>> round(cost(1, 2, 0.5), 4), cost(0, 0, 0.3), cost(0, 5, 0.0)
    (1.3863, 0.0, 0.0)
    """
    said = -relevant * math.log(chance) if relevant else 0.0
    return said - (total - relevant) * math.log1p(-chance) if total > relevant else said


def bursts(
    relevant: Sequence[float], total: Sequence[float], *, levels: int = 2, ratio: float = 2.0, gamma: float = 1.0
) -> list[Burst]:
    """The bursts of the cheapest sequence of `levels` states, by first period, outer before inner.

    Figures as in `states`, which raises for those that do not fit; weights in nats.

    >>> [(b.level, b.first, b.last, round(b.weight, 1)) for b in bursts([1, 0, 1, 6, 7, 5, 1, 0], [10] * 8)]
    [(1, 3, 5, 7.2)]
    """
    path = states(relevant, total, states=levels, ratio=ratio, gamma=gamma)
    chances = probabilities(relevant, total, states=levels, ratio=ratio)
    found = []
    for level in range(1, len(chances)):
        for first, last in _runs([state >= level for state in path]):
            days = range(first, last + 1)
            lower, upper = (
                sum(cost(relevant[day], total[day], p) for day in days) for p in chances[level - 1 : level + 1]
            )
            found.append(Burst(level, first, last, lower - upper))
    return sorted(found, key=lambda burst: (burst.first, burst.level))


def _runs(inside: Sequence[bool]) -> list[tuple[int, int]]:
    """First and last index of every unbroken run.

    >>> _runs([True, False, True, True])
    [(0, 0), (2, 3)]
    """
    runs: list[tuple[int, int]] = []
    for place, here in enumerate(inside):
        if here and place and inside[place - 1]:
            runs[-1] = (runs[-1][0], place)
        elif here:
            runs.append((place, place))
    return runs
