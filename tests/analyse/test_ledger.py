from __future__ import annotations

import pytest
from small_tables import Small

from kg.analyse import method
from kg.analyse.dates import lag
from kg.analyse.ledger import BEGINS, EARLIEST, first
from kg.analyse.selection import Selection


def test_first_and_last_use_with_the_sentence(over_time: Small) -> None:
    rows = {row["name"]: row for row in first(over_time).to_pylist()}
    canals = rows["两条渠"]
    assert (canals["first"], canals["first_title"], canals["attestation"]) == (
        "2003", "中央的话 2003", "擦亮四盏灯，修好两条渠。",
    )  # fmt: skip
    assert (canals["last"], canals["last_attestation"], canals["documents"]) == ("2012-09-09", "修好两条渠。", 10)
    assert canals["claim"] == EARLIEST == "earliest in this corpus"
    assert (canals["not_yet"], canals["tied"]) == ("2002-09-09", 1)
    assert (canals["since"], canals["against_since"]) == ("2017", "earlier")


def test_where_the_corpus_begins_it_is_said(over_time: Small) -> None:
    rows = {row["name"]: row for row in first(over_time).to_pylist()}
    assert rows["四盏灯"]["claim"] == BEGINS
    assert rows["四盏灯"]["not_yet"] == ""


def test_rows_lead_back_to_the_sentence(over_time: Small) -> None:
    for row in first(over_time).to_pylist():
        for end, text in (("first", "attestation"), ("last", "last_attestation")):
            query = "select text from sentences where document = ? and index = ?"
            found = over_time.con.execute(query, [row[f"{end}_document"], row[f"{end}_sentence"]]).fetchall()
            assert found == [(row[text],)]
            assert row["name"] in row[text]


def test_dates_choose_among_first_uses_not_among_documents(over_time: Small) -> None:
    assert [row["name"] for row in first(over_time, selection=Selection("2004")).to_pylist()] == []
    assert [row["name"] for row in first(over_time, selection=Selection("2002", "2003")).to_pylist()] == ["两条渠"]


def test_levels_choose_documents(over_time: Small) -> None:
    found = first(over_time, selection=Selection(levels=("county",)))
    rows = {row["name"]: row for row in found.to_pylist()}
    assert (rows["两条渠"]["first"], rows["两条渠"]["not_yet"]) == ("2012-09-09", "2002-09-09")
    told = method.of(found)
    assert told is not None
    assert told.notes[-1] == "this corpus: its documents at the levels county"


def test_top_keeps_those_in_most_documents_in_order_of_date(over_time: Small) -> None:
    assert [row["name"] for row in first(over_time, top=2).to_pylist()] == ["清水进村", "两条渠"]


def test_the_undated_attest_nothing(tables: Small) -> None:
    rows = {row["name"]: row for row in first(tables, ["slogan:四盏灯"]).to_pylist()}
    assert (rows["四盏灯"]["documents"], rows["四盏灯"]["last"]) == (2, "2020")


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [("2021", "2021-12-31", 0), ("2021-01", "2021-02-28", 31), ("2020-02-28", "2020-03-01", 2), ("2021", "2019", -731)],
)
def test_lags(one: str, other: str, days: int) -> None:
    assert lag(one, other) == days == -lag(other, one)


def test_characters_that_are_no_mention_are_told(over_time: Small) -> None:
    con = over_time.con.cursor()
    con.execute("begin")
    con.execute("delete from mentions where entity = 'slogan:两条渠' and document in "
                "(select id from documents where date in ('2003', '2004'))")  # fmt: skip
    (row,) = first(con, ["slogan:两条渠"]).to_pylist()
    con.execute("rollback")
    assert (row["first"], row["written_before"]) == ("2004-06-01", 2)
    assert first(over_time, ["slogan:两条渠"])["written_before"].to_pylist() == [0]
