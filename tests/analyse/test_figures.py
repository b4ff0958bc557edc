from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from small_tables import Small

from kg.analyse import frequency
from kg.analyse.backbone import backbone, disparity, pictured
from kg.analyse.centrality import centrality
from kg.analyse.communities import communities, partition
from kg.analyse.projection import projection
from kg.errors import UsageError
from kg.graph import load


@pytest.fixture(scope="module")
def graph(tables: Small) -> nx.MultiDiGraph:
    return load(tables)


def test_frequency_by_document(tables: Small) -> None:
    rows = frequency.by_document(tables).to_pylist()
    lamp = next(row for row in rows if row["source"] == "二号.txt" and row["name"] == "四盏灯")
    assert (lamp["count"], lamp["rate"]) == (2, pytest.approx(20_000 / 35))
    assert sum(row["count"] for row in rows) == 16
    assert [row["source"] for row in rows] == sorted(row["source"] for row in rows)


def test_frequency_overall(tables: Small) -> None:
    rows = frequency.overall(tables.con, types=("SLOGAN",)).to_pylist()
    assert (rows[0]["name"], rows[0]["count"], rows[0]["documents"], rows[0]["share"]) == ("四盏灯", 5, 3, 0.75)
    assert {row["type"] for row in rows} == {"SLOGAN"}
    with pytest.raises(UsageError, match="choose from MEETING"):
        frequency.overall(tables, types=("slogan",))


def test_rates_are_over_what_is_not_masked(tables: Small) -> None:
    con = tables.con.cursor()
    con.execute("begin")
    con.execute("update documents set masked = characters where source = '二号.txt'")
    rows = frequency.by_document(con).to_pylist()
    con.execute("rollback")
    assert {row["rate"] for row in rows if row["source"] == "二号.txt"} == {None}


def test_projection_is_one_window_in_a_fixed_order(graph: nx.MultiDiGraph) -> None:
    ties = projection(graph, window="sentence", types=("SLOGAN",))
    assert list(ties) == sorted(ties)
    assert ties.edges["slogan:两条渠", "slogan:四盏灯"]["weight"] == 2
    attracted = projection(graph, types=("SLOGAN",), attracted=True)
    assert not attracted.has_edge("slogan:三本账", "slogan:四盏灯")
    for settings in ({"window": "page"}, {"types": ("PART",)}, {"weight": "q"}):
        with pytest.raises(UsageError, match="choose from"):
            projection(graph, **settings)  # type: ignore[arg-type]


def test_centrality(graph: nx.MultiDiGraph) -> None:
    rows = centrality(graph, pivots=100).to_pylist()
    ties = projection(graph)
    assert rows[0]["name"] == "四盏灯"
    assert (rows[0]["degree"], rows[0]["strength"]) == (6, 7)
    assert sum(row["pagerank"] for row in rows) == pytest.approx(1.0)
    exact = nx.betweenness_centrality(ties)
    assert {row["entity"]: row["betweenness"] for row in rows} == pytest.approx(exact)
    assert {row["betweenness"] for row in centrality(graph).to_pylist()} == {None}


def test_centrality_of_nothing() -> None:
    assert centrality(nx.MultiDiGraph()).num_rows == 0
    assert communities(nx.MultiDiGraph()) == {}
    assert len(backbone(nx.MultiDiGraph())) == 0


def test_communities_find_two_rings() -> None:
    rings = [(f"{side}{i}", f"{side}{(i + step) % 6}") for side in "左右" for i in range(6) for step in (1, 2)]
    found = partition(nx.Graph([*rings, ("左0", "右0")]))
    assert {id for id, group in found.items() if group == found["左0"]} == {f"左{i}" for i in range(6)}
    assert set(found.values()) == {0, 1}


def test_communities_do_not_depend_on_the_order_of_the_graph(graph: nx.MultiDiGraph) -> None:
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert list(communities(turned).items()) == list(communities(graph).items())


HASHED = """
import sys; sys.path.insert(0, sys.argv[1])
from small_tables import small
from kg.analyse.backbone import backbone
from kg.analyse.centrality import centrality
from kg.analyse.communities import communities
from kg.graph import load
graph = load(small())
print(communities(graph), list(backbone(graph, 4).edges(keys=True)), centrality(graph, pivots=2, seed=3).to_pylist())
"""


def test_nothing_depends_on_the_hash_seed() -> None:
    folder = Path(__file__).parents[1] / "graph"
    root = str(folder.parents[1])
    results = {
        subprocess.run(
            [sys.executable, "-c", HASHED, str(folder)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(results) == 1


def test_backbone_draws_the_most_named_with_their_ties(graph: nx.MultiDiGraph) -> None:
    found = backbone(graph, nodes=3)
    assert list(found) == ["slogan:三本账", "slogan:两条渠", "slogan:四盏灯"]
    assert list(found.edges(keys=True)) == [
        ("slogan:三本账", "slogan:两条渠", "co_occurs:sentence"),
        ("slogan:两条渠", "slogan:四盏灯", "co_occurs:sentence"),
    ]
    assert found.nodes["slogan:四盏灯"] == graph.nodes["slogan:四盏灯"]


def test_backbone_keeps_typed_relations_and_no_other_type(graph: nx.MultiDiGraph) -> None:
    found = backbone(graph)
    assert {data["type"] for _, data in found.nodes(data=True)} == {"SLOGAN", "MEETING"}
    assert found.has_edge("slogan:四盏灯", "slogan:路灯", "has_part")
    assert found.has_edge("slogan:四盏灯", "meeting:第一届灯下议事会第二次会议", "raised_at")
    assert len(backbone(graph, 0)) == 0


def test_backbone_tears_nothing_apart_and_stays_readable() -> None:
    wheel = nx.MultiDiGraph()
    for i in range(40):
        wheel.add_node(f"slogan:{i:02}", type="SLOGAN", mentions=1, documents=1)
    for i in range(40):
        for j in range(i + 1, 40):
            figures = {"relation": "co_occurs", "count": 1 + (i + j) % 5, "npmi": 0.1, "llr": float((i * j) % 11)}
            wheel.add_edge(f"slogan:{i:02}", f"slogan:{j:02}", key="co_occurs:sentence", **figures)
    found = backbone(wheel)
    assert nx.is_connected(nx.Graph(found))
    assert 39 <= found.number_of_edges() <= 120


def test_disparity_of_a_lone_pair_says_nothing() -> None:
    pair = nx.Graph()
    pair.add_edge("乙", "甲", weight=3)
    assert disparity(pair) == {("乙", "甲"): 1.0}


@pytest.mark.parametrize("nodes", [2, 3, 5, 150])
@pytest.mark.parametrize("types", [("SLOGAN", "MEETING"), ("PERSON", "WORK", "SLOGAN", "MEETING")])
def test_the_picture_needs_only_a_part_of_the_graph(
    tables: Small, graph: nx.MultiDiGraph, nodes: int, types: tuple[str, ...]
) -> None:
    part, whole = (backbone(each, nodes, types=types) for each in (pictured(tables, nodes, types=types), graph))
    assert list(part.nodes(data=True)) == list(whole.nodes(data=True))
    assert list(part.edges(keys=True, data=True)) == list(whole.edges(keys=True, data=True))
    assert len(pictured(tables, 2)) == 2
