from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, false_discovery_control

from kg.graph.association import benjamini_hochberg, g2, npmi, survival


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """n, nx, ny, nxy of a 2×2 table with no negative cell and a pair that occurs."""
    both, only_x, only_y, neither = (draw(st.integers(low, 10_000)) for low in (1, 0, 0, 0))
    return both + only_x + only_y + neither, both + only_x, both + only_y, both


def test_npmi_by_hand() -> None:
    # p_xy = 2/8, p_x = 4/8, p_y = 2/8: ln 2 / ln 4.
    assert npmi(8, 4, 2, 2) == pytest.approx(math.log(2) / math.log(4))
    assert npmi(8, 4, 2, 1) == pytest.approx(0.0)
    assert npmi(100, 20, 10, 1) == pytest.approx(math.log(0.5) / -math.log(0.01))


def test_npmi_where_the_quotient_is_not_defined() -> None:
    assert npmi(5, 5, 5, 5) == 1.0
    assert npmi(5, 2, 2, 0) == -1.0
    assert npmi(5, 2, 2, 2) == 1.0


def test_g2_by_hand() -> None:
    # Cells 10, 0, 0, 90 with expectations 1, 9, 9, 81.
    assert g2(100, 10, 10, 10) == pytest.approx(2 * (10 * math.log(10) + 90 * math.log(90 / 81)))
    assert g2(100, 10, 10, 1) == pytest.approx(0.0, abs=1e-9)
    assert g2(3, 3, 3, 3) == 0.0


@given(tables())
def test_g2_is_that_of_scipy(table: tuple[int, int, int, int]) -> None:
    n, x, y, both = table
    cells = np.array([[both, x - both], [y - both, n - x - y + both]])
    if cells.sum(0).all() and cells.sum(1).all():
        expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert g2(*table) == pytest.approx(max(expected.statistic, 0.0), rel=1e-6, abs=1e-6)
        assert survival(g2(*table)) == pytest.approx(expected.pvalue, rel=1e-4, abs=1e-4)


@given(tables())
def test_figures_are_finite_and_in_range(table: tuple[int, int, int, int]) -> None:
    assert -1.0 <= npmi(*table) <= 1.0
    assert 0.0 <= g2(*table) < math.inf
    assert 0.0 <= survival(g2(*table)) <= 1.0


def test_arrays_are_taken_element_by_element() -> None:
    counts = np.array([4, 5, 8]), np.array([2, 5, 4]), np.array([2, 5, 1])
    single = [float(npmi(8, *row)) for row in zip(*counts, strict=True)]
    assert npmi(8, *counts).tolist() == single


@given(st.lists(st.floats(0, 1), max_size=50))
def test_benjamini_hochberg_is_that_of_scipy(p: list[float]) -> None:
    expected = false_discovery_control(p) if p else []
    assert benjamini_hochberg(p) == pytest.approx(expected)
