from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import Small

from kg.analyse import frequency, method
from kg.analyse.selection import Selection
from kg.config import Temperature, load
from kg.errors import UsageError


def test_by_document(tables: Small) -> None:
    rows = frequency.by_document(tables).to_pylist()
    lamp = next(row for row in rows if row["source"] == "二号.txt" and row["name"] == "四盏灯")
    assert (lamp["count"], lamp["rate"]) == (2, pytest.approx(20_000 / 35))
    assert sum(row["count"] for row in rows) == 16
    assert [row["source"] for row in rows] == sorted(row["source"] for row in rows)


def test_overall(tables: Small) -> None:
    rows = frequency.overall(tables.con, Selection(types=("SLOGAN",))).to_pylist()
    assert (rows[0]["name"], rows[0]["count"], rows[0]["documents"], rows[0]["share"]) == ("四盏灯", 5, 3, 0.75)
    assert (rows[0]["temperature"], rows[-1]["temperature"]) == ("沸", "烫")
    assert {row["type"] for row in rows} == {"SLOGAN"}
    assert [row["documents"] for row in rows] == sorted((row["documents"] for row in rows), reverse=True)


def test_shares_are_of_the_documents_chosen(over_time: Small) -> None:
    early = Selection("2001", "2003", levels=("central",))
    rows = {row["name"]: row for row in frequency.overall(over_time, early).to_pylist()}
    assert (rows["四盏灯"]["share"], rows["两条渠"]["share"]) == (1.0, pytest.approx(1 / 3))
    assert (rows["四盏灯"]["first"], rows["四盏灯"]["last"]) == ("2001", "2003")
    chosen = frequency.overall(over_time, early, entities=["slogan:两条渠"]).to_pylist()
    assert [(row["name"], row["share"]) for row in chosen] == [("两条渠", pytest.approx(1 / 3))]


def test_rates_are_over_what_is_not_masked(tables: Small) -> None:
    con = tables.con.cursor()
    con.execute("begin")
    con.execute("update documents set masked = characters where source = '二号.txt'")
    rows = frequency.by_document(con).to_pylist()
    con.execute("rollback")
    assert {row["rate"] for row in rows if row["source"] == "二号.txt"} == {None}


def test_the_cuts_are_settings_and_told(tables: Small) -> None:
    found = frequency.overall(tables, scale=Temperature(0.9, 0.8, 0.7, 0.6, 0.5))
    told = method.of(found)
    assert told is not None
    assert told.notes == (
        "temperature by share of documents: 沸 ≥ 90%, 烫 ≥ 80%, 热 ≥ 70%, 暖 ≥ 60%, 温 ≥ 50%, 冷 below",
    )
    assert found.to_pylist()[0]["temperature"] == "热"


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_share_is_no_colder(one: float, other: float) -> None:
    low, high = sorted((one, other))
    steps = [frequency.STEPS.index(frequency.temperature(share, Temperature())) for share in (low, high)]
    assert steps[0] >= steps[1]


@pytest.mark.parametrize("cuts", [{"hot": 0.3}, {"boiling": 1.5}, {"tepid": 0.0}, {"boiling": float("nan")}])
def test_cuts_that_do_not_fall_are_refused(cuts: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="temperature"):
        load(temperature=cuts)
