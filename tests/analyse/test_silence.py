from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import Small

from kg.analyse.selection import Selection
from kg.analyse.silence import probability, silence


@given(st.integers(1, 6), st.integers(0, 4), st.integers(0, 4))
def test_the_probability_is_that_of_counting_all_placements(documents: int, more: int, after: int) -> None:
    span = documents + more
    placements = list(combinations(range(1, span + after), documents - 1))
    early = [places for places in placements if all(place < span for place in places)]
    assert probability(documents, span, after) == pytest.approx(len(early) / len(placements))


@given(st.integers(2, 500), st.integers(0, 500), st.integers(0, 5000))
def test_it_is_a_probability_and_falls_with_the_silence(documents: int, more: int, after: int) -> None:
    now, later = (probability(documents, documents + more, gap) for gap in (after, after + 1))
    assert 0 <= later <= now <= 1


def test_silences_of_the_corpus(over_time: Small) -> None:
    rows = silence(over_time, selection=Selection(levels=("central",))).to_pylist()
    lamps = rows[0]
    assert (lamps["name"], lamps["documents"], lamps["span"], lamps["after"]) == ("四盏灯", 3, 3, 7)
    assert lamps["expected"] == 7.0
    assert lamps["probability"] == pytest.approx(1 / 36)
    assert (lamps["last"], lamps["last_title"], lamps["until"]) == ("2003", "中央的话 2003", "2010")
    assert [row["name"] for row in rows] == ["四盏灯", "三本账", "清水进村"]
    assert all(row["q"] >= row["probability"] for row in rows)


def test_what_is_still_said_is_no_silence(over_time: Small) -> None:
    assert "两条渠" not in silence(over_time)["name"].to_pylist()
    assert silence(over_time, ["slogan:两条渠"]).num_rows == 0
    assert silence(over_time, top=1).num_rows == 1
    assert silence(over_time, selection=Selection("2050")).num_rows == 0


def test_q_does_not_depend_on_what_is_asked_for(over_time: Small) -> None:
    (alone,) = silence(over_time, ["slogan:四盏灯"]).to_pylist()
    assert alone in silence(over_time).to_pylist()
