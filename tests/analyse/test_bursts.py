"""Kleinberg's automaton against the cheapest of all sequences, and against cases with a known answer."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from kg.analyse.bursts import bursts, cost, probabilities, states
from kg.errors import UsageError


def price(
    path: tuple[int, ...], relevant: list[int], total: list[int], chances: tuple[float, ...], gamma: float
) -> float:
    """The cost of a sequence as the paper defines it, with scipy's binomial, coefficient and all."""
    climbs = sum(max(after - before, 0) for before, after in zip((0, *path), path, strict=False))
    fits = -sum(binom.logpmf(r, d, chances[state]) for r, d, state in zip(relevant, total, path, strict=True))
    return float(gamma * math.log(max(sum(d > 0 for d in total), 1)) * climbs + fits)


batches = st.lists(
    st.integers(0, 12).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))), min_size=1, max_size=6
)


@settings(deadline=None)
@given(batches, st.integers(2, 4), st.sampled_from([0.0, 0.3, 1.0, 2.0]), st.sampled_from([1.5, 2.0, 3.0]))
def test_no_sequence_of_states_is_cheaper(
    counts: list[tuple[int, int]], levels: int, gamma: float, ratio: float
) -> None:
    relevant, total = [r for r, _ in counts], [d for _, d in counts]
    chances = probabilities(relevant, total, states=levels, ratio=ratio)
    if not 0 < chances[0] < 1:
        assert states(relevant, total, states=levels, ratio=ratio, gamma=gamma) == [0] * len(counts)
        return
    found = states(relevant, total, states=levels, ratio=ratio, gamma=gamma)
    best = min(
        price(path, relevant, total, chances, gamma) for path in product(range(len(chances)), repeat=len(counts))
    )
    assert price(tuple(found), relevant, total, chances, gamma) == pytest.approx(best, abs=1e-6)


def test_an_even_stream_has_no_burst() -> None:
    assert bursts([3] * 40, [10] * 40, levels=4) == []
    assert states([0] * 5, [9] * 5) == [0] * 5
    assert states([], []) == []


def test_one_block_is_one_burst_of_known_weight() -> None:
    relevant, total = [2] * 10 + [9] * 5 + [2] * 10, [20] * 25
    (burst,) = bursts(relevant, total)
    base = 85 / 500
    weight = 45 * math.log(2) + 55 * math.log((1 - 2 * base) / (1 - base))
    assert (burst.level, burst.first, burst.last) == (1, 10, 14)
    assert burst.weight == pytest.approx(weight)


def test_bursts_nest() -> None:
    """Within a busy stretch a busier one: two states see one burst, more states one inside the other."""
    relevant = [1] * 20 + [5] * 4 + [18] * 3 + [5] * 4 + [1] * 20
    total = [40] * len(relevant)
    assert [(b.level, b.first, b.last) for b in bursts(relevant, total)] == [(1, 20, 30)]
    assert [(b.level, b.first, b.last) for b in bursts(relevant, total, levels=4)][:2] == [(1, 20, 30), (2, 24, 26)]


def test_a_single_high_period_needs_evidence_that_pays_for_the_climb() -> None:
    few, many = [1, 1, 2, 1, 1], [10, 10, 17, 10, 10]
    assert states(few, [10] * 5, gamma=1) == [0] * 5
    assert states(many, [100] * 5, gamma=1)[2] == 0
    assert states([10, 10, 60, 10, 10], [100] * 5, gamma=1) == [0, 0, 1, 0, 0]
    assert states([10, 10, 60, 10, 10], [100] * 5, gamma=50) == [0] * 5


def test_empty_periods_neither_begin_nor_end_a_burst() -> None:
    relevant, total = [0, 0, 0, 8, 0, 8, 0, 0, 0, 0], [10, 10, 0, 10, 0, 10, 0, 10, 10, 10]
    assert states(relevant, total) == [0, 0, 0, 1, 1, 1, 0, 0, 0, 0]


def test_states_that_would_be_sure_are_left_out() -> None:
    assert probabilities([6, 6], [10, 10], states=5) == (0.6,)
    assert probabilities([1, 1], [10, 10], states=9, ratio=3.0) == pytest.approx((0.1, 0.3, 0.9))
    assert states([10, 10], [10, 10]) == [0, 0]
    assert cost(3, 3, 1.0) == 0.0


@pytest.mark.parametrize(
    ("relevant", "total", "options"),
    [
        ([1], [2], {"levels": 1}),
        ([1], [2], {"ratio": 1.0}),
        ([1], [2], {"ratio": float("nan")}),
        ([1], [2], {"gamma": -1.0}),
        ([3], [2], {}),
        ([1], [2, 3], {}),
        ([-1], [2], {}),
    ],
)
def test_figures_that_do_not_fit_are_refused(relevant: list[int], total: list[int], options: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        bursts(relevant, total, **options)  # type: ignore[arg-type]
