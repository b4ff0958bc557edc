from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ordered import GROWTH, SHARE, Ordered

NUMBERS = st.lists(st.integers(0, 9) | st.integers(0, 2**64 - 1), max_size=30)


@given(st.lists(NUMBERS, max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2**64 - 1)), max_size=9))
def test_the_numbers_of_a_range_are_all_found_however_they_came(groups, ranges):
    ordered = Ordered()
    for numbers in groups:
        ordered.add(np.array(numbers, np.uint64))
    ranges = [(low, max(low, high)) for low, high in ranges]
    places, found = ordered.between(
        *(np.array(ends, np.uint64) for ends in ([r[0] for r in ranges], [r[1] for r in ranges]))
    )
    expected = [
        (place, n) for place, (low, high) in enumerate(ranges) for group in groups for n in group if low <= n <= high
    ]
    assert sorted(zip(places.tolist(), found.tolist(), strict=True)) == sorted(expected)


@pytest.mark.parametrize("longest", [64, 1 << 19])
def test_many_additions_leave_few_arrays(monkeypatch, longest):
    monkeypatch.setattr("kg.ordered.LONGEST", longest)
    ordered = Ordered()
    for start in range(0, 4000, 4):
        ordered.add(np.arange(start, start + 4, dtype=np.uint64))
    sizes = [len(run) for run in ordered._runs]
    assert sum(sizes) == 4000
    assert len(sizes) < (2 * SHARE if longest == 64 else 8)
    assert all(one >= min(GROWTH * two, 4000 // SHARE // 2) for one, two in pairwise(sizes))
