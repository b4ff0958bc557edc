from __future__ import annotations

import pytest
from small_tables import Small

from kg.analyse.following import follows, graph
from kg.analyse.method import of
from kg.analyse.selection import Selection
from kg.errors import UsageError


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


def test_what_the_voices_cover_is_told(over_time: Small) -> None:
    assert not any(note.startswith("warning: ") for note in notes(over_time, Selection(levels=("central", "county"))))
    spans, before, left_out, warning = notes(over_time, Selection(start="2005", levels=("central", "county")))
    assert spans == "dated documents: central 2005 to 2010, county 2012-09-09 to 2012-09-09"
    assert before.startswith("first uses are those since 2005") and left_out.startswith("left_out: ")
    assert warning.startswith("warning: the dated documents of central and county overlap for less than 50% ")


def notes(tables: Small, selection: Selection) -> tuple[str, ...]:
    method = of(follows(tables, selection=selection))
    assert method is not None
    return method.notes


def test_the_graph_points_from_leader_to_follower(over_time: Small) -> None:
    made = graph(follows(over_time, by="organ"))
    assert sorted(made.edges) == [("中央", "省"), ("县", "中央"), ("县", "省")]
    assert made.edges["中央", "省"]["slogans"] == 1


def test_wrong_voices_are_refused(over_time: Small) -> None:
    with pytest.raises(UsageError, match="choose from level, organ, speaker"):
        follows(over_time, by="title; drop table documents")
