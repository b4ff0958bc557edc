from __future__ import annotations

import pytest
from small_tables import Small, small

from kg.errors import BuildError
from kg.graph import load
from kg.graph.schema import ASSOCIATION, DOCUMENT, EDGE, ENTITY, NODE_TYPES, RELATIONS, edge_key


def test_nodes_and_edges_have_the_attributes_of_the_schema(tables: Small) -> None:
    graph = load(tables)
    for _, data in graph.nodes(data=True):
        assert data["type"] in NODE_TYPES
        assert set(data) == set(DOCUMENT if data["type"] == "DOCUMENT" else ENTITY)
    for _, _, key, data in graph.edges(keys=True, data=True):
        assert data["relation"] in RELATIONS
        assert key == edge_key(data["relation"], data.get("window", ""))
        assert set(data) == set(EDGE) | (set(ASSOCIATION) if data["relation"] == "co_occurs" else set())


def test_values_are_plain(tables: Small) -> None:
    graph = load(tables)
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for *_, data in graph.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str, int, float, bool, list}


def test_the_graph_has_every_row(tables: Small) -> None:
    graph = load(tables)
    count = "select (select count(*) from nodes) + (select count(*) from documents), (select count(*) from edges)"
    assert (len(graph), graph.number_of_edges()) == tables.con.execute(count).fetchall()[0]
    assert graph.nodes["doc:0000000000000001"]["name"] == "二号.txt"
    assert graph["slogan:两条渠"]["slogan:四盏灯"]["co_occurs:sentence"]["count"] == 2


def test_parts_of_the_graph_can_be_loaded(tables: Small) -> None:
    graph = load(tables.con, windows=("sentence",), documents=False)
    assert not any(id.startswith("doc:") for id in graph)
    relations = {key for *_, key in graph.edges(keys=True)}
    assert relations == {"co_occurs:sentence", "has_part", "raised_at", "held_under"}


def test_the_nodes_to_load_can_be_named(tables: Small) -> None:
    graph = load(tables, among=["slogan:两条渠", "slogan:四盏灯", "doc:0000000000000001"])
    assert list(graph) == ["slogan:两条渠", "slogan:四盏灯", "doc:0000000000000001"]
    assert {(source, key) for source, _, key in graph.edges(keys=True)} == {
        ("doc:0000000000000001", "mentions"),
        *(("slogan:两条渠", f"co_occurs:{window}") for window in ("sentence", "paragraph", "document")),
    }


def test_an_edge_without_its_node_is_a_damaged_build() -> None:
    tables = small()
    tables.con.execute("delete from nodes where id = 'work:论修渠'")
    with pytest.raises(BuildError, match="论修渠"):
        load(tables)
