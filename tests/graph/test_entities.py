from __future__ import annotations

from typing import Any

import pytest
from small_tables import Small, small

from kg.lexicon import Lexicon, Meeting, Series, Slogan
from kg.records import Entity, schema


@pytest.fixture(scope="module")
def nodes(tables: Small) -> dict[str, dict[str, Any]]:
    table = tables.nodes()
    assert table.schema == schema(Entity)
    assert table["id"].to_pylist() == sorted(table["id"].to_pylist())
    return {row["id"]: row for row in table.to_pylist()}


def test_a_known_slogan_has_counts_dates_and_the_facts_of_the_lexicon(nodes: dict[str, dict[str, Any]]) -> None:
    node = nodes["slogan:四盏灯"]
    assert (node["mentions"], node["documents"], node["first"], node["last"]) == (5, 3, "2019-03-01", "2020")
    assert (node["kind"], node["known"], node["english"]) == ("numeric", True, "the Four Lamps")
    assert node["aliases"] == ["四灯", "四盏明灯"]
    assert (node["domain"], node["level"], node["since"]) == ("地方", "village", "2018-05-04")


def test_a_meeting_has_its_dates_and_the_level_of_its_body(nodes: dict[str, dict[str, Any]]) -> None:
    node = nodes["meeting:第一届灯下议事会第二次会议"]
    assert (node["start"], node["end"], node["level"], node["known"]) == ("2018-05-03", "2018-05-05", "village", True)


def test_what_no_lexicon_knows_is_a_node_all_the_same(nodes: dict[str, dict[str, Any]]) -> None:
    assert (nodes["slogan:清水进村"]["known"], nodes["slogan:清水进村"]["mentions"]) == (False, 1)


def test_relations_bring_in_nodes_without_mentions(nodes: dict[str, dict[str, Any]]) -> None:
    assert [nodes[id]["type"] for id in ("part:心灯", "series:灯下议事会会议", "work:论修渠")] == [
        "PART",
        "SERIES",
        "WORK",
    ]
    assert {nodes[id]["mentions"] for id in ("part:心灯", "series:灯下议事会会议", "work:论修渠")} == {0}
    assert "part:路灯" not in nodes, "路灯 is a slogan that texts mention"
    assert "slogan:没人提过" not in nodes, "no text mentions it"


def test_every_edge_ends_at_a_node(tables: Small, nodes: dict[str, dict[str, Any]]) -> None:
    for row in tables.edges().to_pylist():
        assert row["source"] in nodes or row["relation"] == "mentions"
        assert row["target"] in nodes


def test_parts_are_those_of_the_texts_where_the_lexicon_has_none(tables: Small) -> None:
    rows = {row["id"]: row for row in tables.nodes(Lexicon()).to_pylist()}
    assert rows["slogan:四盏灯"]["aliases"] == ["四灯"]
    # one document alone says what it is made of, and others use the name too: it may be its own meaning
    assert rows["slogan:四盏灯"]["parts"] == []
    agreed = small()
    agreed.con.execute(
        "insert into expansions select 'doc:0000000000000000', slogan, members, start, \"end\", rule from expansions"
    )
    rows = {row["id"]: row for row in agreed.nodes(Lexicon()).to_pylist()}
    assert rows["slogan:四盏灯"]["parts"] == ["路灯", "门灯", "桌灯", "心灯"]


def test_the_most_frequent_kind_wins_and_the_first_listed_of_equals() -> None:
    tables = small()
    tables.con.execute("update mentions set kind = 'quoted' where entity = 'slogan:三本账'")
    tables.con.execute("update mentions set kind = 'doctrine' where text = '四灯'")
    rows = {row["id"]: row["kind"] for row in tables.nodes(Lexicon()).to_pylist()}
    assert (rows["slogan:三本账"], rows["slogan:四盏灯"]) == ("quoted", "numeric")
    tables.con.execute("delete from mentions where entity = 'slogan:三本账' and document like '%3'")
    tables.con.execute("update mentions set kind = 'numeric' where entity = 'slogan:三本账' and document like '%2'")
    rows = {row["id"]: row["kind"] for row in tables.nodes(Lexicon()).to_pylist()}
    assert rows["slogan:三本账"] == "numeric"


def test_has_part_counts_the_texts_that_say_it() -> None:
    tables = small()
    said = "('doc:0000000000000000', '四盏灯', ['门灯', '门灯', ' '], 0, 5, 'x')"
    tables.con.execute(f"insert into expansions values {said}")
    edges = [row for row in tables.edges().to_pylist() if row["relation"] == "has_part"]
    found = {row["target"]: (row["count"], row["documents"], row["first"], row["last"]) for row in edges}
    assert found["part:门灯"] == (2, 2, "2019-03-01", "2020")
    assert found["slogan:路灯"] == (1, 1, "2020", "2020")
    assert set(found) == {"part:门灯", "part:桌灯", "part:心灯", "slogan:路灯"}


def test_edges_of_the_lexicon_have_the_date_of_the_fact(tables: Small) -> None:
    rows = tables.edges().to_pylist()
    facts = [(r["source"], r["target"], r["count"], r["first"]) for r in rows if r["relation"] == "raised_at"]
    assert facts == [
        ("slogan:两条渠", "work:论修渠", 0, "2017"),
        ("slogan:四盏灯", "meeting:第一届灯下议事会第二次会议", 0, "2018-05-04"),
    ]
    under = [(r["target"], r["first"], r["last"]) for r in rows if r["relation"] == "held_under"]
    assert under == [("series:灯下议事会会议", "2018-05-03", "2018-05-05")]


def test_a_recurring_conference_is_the_one_of_that_year() -> None:
    lexicon = Lexicon(
        slogans={"两条渠": Slogan("两条渠", "numeric", raised_at="治渠会议", since="2018-12")},
        meetings={"2018年治渠会议": Meeting("2018年治渠会议", series="治渠会议", year=2018)},
        series={"治渠会议": Series("治渠会议")},
    )
    rows = small().edges(lexicon).to_pylist()
    ends = [(row["relation"], row["target"]) for row in rows if row["relation"] in ("raised_at", "held_under")]
    assert ends == [("held_under", "series:治渠会议"), ("raised_at", "meeting:2018年治渠会议")]


def test_mentions_edges_count_and_date(tables: Small) -> None:
    rows = tables.edges().to_pylist()
    row = next(r for r in rows if r["source"].endswith("1") and r["target"] == "slogan:四盏灯")
    assert (row["relation"], row["count"], row["documents"], row["first"]) == ("mentions", 2, 1, "2020")


def test_a_part_worded_shorter_or_longer_is_the_same_part() -> None:
    tables = small()
    said = "('doc:0000000000000000', '四盏灯', ['照着家的门灯', '灯', '书灯'], 0, 5, 'x')"
    tables.con.execute(f"insert into expansions values {said}")
    edges = {r["target"]: r["count"] for r in tables.edges().to_pylist() if r["relation"] == "has_part"}
    assert edges == {"part:门灯": 2, "part:桌灯": 1, "part:心灯": 1, "part:书灯": 1, "part:灯": 1, "slogan:路灯": 1}
    nodes = {row["id"]: row for row in tables.nodes().to_pylist()}
    assert nodes["part:门灯"]["aliases"] == ["照着家的门灯"]
