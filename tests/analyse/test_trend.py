from __future__ import annotations

import pytest
from small_tables import Small

from kg.analyse import method
from kg.analyse.counts import count
from kg.analyse.selection import Selection
from kg.analyse.trend import Automaton, bursts, series
from kg.errors import UsageError

CENTRE = Selection(levels=("central",))


def test_a_series_has_every_period_and_adds_up(over_time: Small) -> None:
    rows = series(count(over_time, ["slogan:两条渠"])).to_pylist()
    assert [row["period"] for row in rows] == [str(year) for year in range(2001, 2013)]
    by_year = {row["period"]: row for row in rows}
    assert (by_year["2004"]["named"], by_year["2004"]["units"], by_year["2004"]["share"]) == (2, 2, 1.0)
    assert (by_year["2011"]["units"], by_year["2011"]["share"], by_year["2011"]["rate"]) == (0, None, None)
    assert by_year["2010"]["rate"] == pytest.approx(10_000 / 13)
    assert sum(row["count"] for row in rows) == 10


def test_sentences_as_units(over_time: Small) -> None:
    rows = series(count(over_time, ["slogan:两条渠"], CENTRE, unit="sentence")).to_pylist()
    assert [(row["named"], row["units"]) for row in rows][:3] == [(0, 2), (0, 2), (1, 2)]


def test_names_come_in_the_order_asked_and_the_unused_too(over_time: Small) -> None:
    early = Selection("2001", "2002")
    rows = series(count(over_time, ["slogan:两条渠", "slogan:四盏灯"], early)).to_pylist()
    assert [(row["name"], row["period"], row["named"]) for row in rows] == [
        *(("两条渠", "2001", 0), ("两条渠", "2002", 0), ("四盏灯", "2001", 1), ("四盏灯", "2002", 1)),
    ]


def test_without_names_those_in_most_dated_documents(over_time: Small) -> None:
    found = count(over_time, top=2)
    assert [one.name for one in found.series] == ["两条渠", "清水进村"]
    assert len(count(over_time, top=0).series) == 4


def test_bursts_of_the_corpus(over_time: Small) -> None:
    automaton = Automaton(states=2, ratio=3.0, gamma=0.3)
    (burst,) = bursts(count(over_time, ["slogan:四盏灯"], CENTRE), automaton).to_pylist()
    assert (burst["first"], burst["last"], burst["named"], burst["units"], burst["base"]) == ("2001", "2003", 3, 3, 0.3)
    points = series(count(over_time, ["slogan:四盏灯"], CENTRE), automaton).to_pylist()
    assert [row["state"] for row in points] == [1] * 3 + [0] * 7


def test_documents_dated_too_coarsely_are_told(over_time: Small) -> None:
    told = method.of(series(count(over_time, ["slogan:两条渠"], by="month")))
    assert told is not None
    assert told.notes == ("left out: 10 documents that fall into no month",)
    assert "document" in told.statistic


def test_wrong_words_are_refused(over_time: Small) -> None:
    with pytest.raises(UsageError, match="choose from document, sentence"):
        count(over_time, unit="word")
    with pytest.raises(UsageError, match="choose from day"):
        count(over_time, by="week")


def test_nothing_chosen_gives_empty_tables(over_time: Small) -> None:
    nothing = count(over_time, selection=Selection("2050"))
    assert series(nothing).num_rows == bursts(nothing).num_rows == 0
