from __future__ import annotations

from over_time import years
from small_tables import Small

from kg.analyse import ledger
from kg.analyse.diffusion import lags
from kg.analyse.method import of
from kg.analyse.selection import Selection


def test_lags_from_the_centre_down(over_time: Small) -> None:
    rows = {(row["name"], row["level"]): row for row in lags(over_time).to_pylist()}
    province, county = rows["两条渠", "province"], rows["两条渠", "county"]
    assert (province["first"], province["not_yet"], province["lag_from_centre"]) == (
        "2004-06-01",
        "2003-06-01",
        366 - 1,
    )
    assert province["comparable"]
    assert (county["above"], county["lag_from_above"], county["lag_from_centre"]) == ("province", 3022, 3287)
    assert not county["comparable"]
    assert (rows["两条渠", "central"]["lag_from_centre"], rows["两条渠", "central"]["above"]) == (None, "")
    assert rows["两条渠", "central"]["comparable"]


def test_who_leads_from_below_has_a_negative_lag(over_time: Small) -> None:
    rows = {(row["name"], row["level"]): row for row in lags(over_time).to_pylist()}
    assert rows["清水进村", "county"]["lag_from_centre"] == -2191
    assert rows["清水进村", "county"]["comparable"]
    assert rows["清水进村", "province"]["lag_from_centre"] == 0


def test_what_can_be_compared_comes_first() -> None:
    """Of the county nothing is known before 2007, when the centre has long said the one and not yet the other."""
    made = years()
    for source, day in (("县2001-09-09.txt", "2008-09-09"), ("县2002-09-09.txt", "2007-06-01")):
        made.con.execute("update documents set date = ? where source = ?", [day, source])
    found = lags(made, selection=Selection(levels=("central", "county")))
    assert found["name"].to_pylist() == ["清水进村"] * 2 + ["两条渠"] * 2
    assert found["comparable"].to_pylist() == [True, True, True, False]
    assert "dated documents: central 2001 to 2010, county 2007-06-01 to 2012-09-09" in of(found).notes


def test_dates_choose_documents_where_the_ledger_chooses_first_uses(over_time: Small) -> None:
    since = Selection(start="2004-06")
    rows = {(row["name"], row["level"]): row["first"] for row in lags(over_time, selection=since).to_pylist()}
    assert rows["两条渠", "central"] == "2004"
    assert "两条渠" not in ledger.first(over_time, selection=since)["name"].to_pylist()


def test_slogans_at_one_level_alone_do_not_spread(over_time: Small) -> None:
    found = lags(over_time)
    assert set(found["name"].to_pylist()) == {"两条渠", "清水进村"}
    assert set(lags(over_time, top=1)["name"].to_pylist()) == {"清水进村"}
    assert lags(over_time, selection=Selection(levels=("central",))).num_rows == 0


def test_rows_lead_back_to_the_sentence(over_time: Small) -> None:
    for row in lags(over_time).to_pylist():
        query = "select text from sentences where document = ? and index = ?"
        assert over_time.con.execute(query, [row["document"], row["sentence"]]).fetchall() == [(row["attestation"],)]
