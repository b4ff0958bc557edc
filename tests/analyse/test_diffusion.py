from __future__ import annotations

import pytest
from small_tables import Small

from kg.analyse.diffusion import follows, graph, lags
from kg.analyse.selection import Selection
from kg.errors import UsageError


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


def test_slogans_at_one_level_alone_do_not_spread(over_time: Small) -> None:
    found = lags(over_time)
    assert set(found["name"].to_pylist()) == {"两条渠", "清水进村"}
    assert set(lags(over_time, top=1)["name"].to_pylist()) == {"清水进村"}
    assert lags(over_time, selection=Selection(levels=("central",))).num_rows == 0


def test_rows_lead_back_to_the_sentence(over_time: Small) -> None:
    for row in lags(over_time).to_pylist():
        query = "select text from sentences where document = ? and index = ?"
        assert over_time.con.execute(query, [row["document"], row["sentence"]]).fetchall() == [(row["attestation"],)]


def test_who_follows_whom(over_time: Small) -> None:
    rows = {(row["leader"], row["follower"]): row for row in follows(over_time).to_pylist()}
    assert set(rows) == {("central", "province"), ("county", "central"), ("county", "province")}
    down = rows["central", "province"]
    assert (down["slogans"], down["against"], down["lag"], down["examples"]) == (1, 0, 365.0, ["两条渠"])
    assert (down["p"], down["left_out"]) == (1.0, 1)
    up = rows["county", "central"]
    assert (up["slogans"], up["left_out"], up["examples"]) == (1, 1, ["清水进村"])


def test_the_sign_test_of_many_slogans(over_time: Small) -> None:
    """Nine slogans that one voice says first, one the other: p of the two-sided sign test is 22 / 1024."""
    import duckdb

    con = duckdb.connect()
    for name in ("documents", "sentences", "mentions", "nodes"):
        con.register("held", over_time.con.sql(f"select * from {name} limit 0").to_arrow_table())
        con.execute(f"create table {name} as select * from held")
    con.execute(
        "insert into nodes by name select 'slogan:' || i as id, i::varchar as name, 'SLOGAN' as type from range(10) r(i)"
    )
    for voice, day in (("甲", 1), ("乙", 1), ("甲", 2), ("乙", 2), ("甲", 3), ("乙", 3)):
        id = f"{voice}{day}"
        con.execute(
            "insert into documents by name select ? as id, ? as source, ? as date, ? as organ",
            [id, id, f"200{day}", voice],
        )
        con.execute("insert into sentences by name select ? as document, 0 as index, '话' as text", [id])
        said = {"甲2": range(9), "乙3": range(9), "乙2": [9], "甲3": [9]}.get(id, [])
        for number in said:
            con.execute(
                "insert into mentions by name select ? as document, 0 as sentence, 0 as start, ? as entity",
                [id, f"slogan:{number}"],
            )
    (row,) = follows(con, by="organ").to_pylist()
    assert (row["leader"], row["follower"], row["slogans"], row["against"]) == ("甲", "乙", 9, 1)
    assert row["p"] == pytest.approx(22 / 1024)
    assert row["share"] == pytest.approx(0.9)


def test_the_graph_points_from_leader_to_follower(over_time: Small) -> None:
    made = graph(follows(over_time, by="organ"))
    assert sorted(made.edges) == [("中央", "省"), ("县", "中央"), ("县", "省")]
    assert made.edges["中央", "省"]["slogans"] == 1


def test_wrong_voices_are_refused(over_time: Small) -> None:
    with pytest.raises(UsageError, match="choose from level, organ, speaker"):
        follows(over_time, by="title; drop table documents")
