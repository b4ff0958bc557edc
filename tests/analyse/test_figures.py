from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import Small

from kg.analyse.backbone import backbone, disparity, pictured
from kg.analyse.centrality import centrality
from kg.analyse.communities import adjusted_rand, communities, members, overview, partition, stability
from kg.analyse.projection import projection
from kg.config import Communities
from kg.errors import UsageError
from kg.graph import load


@pytest.fixture(scope="module")
def graph(tables: Small) -> nx.MultiDiGraph:
    return load(tables)


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
    rows = centrality(graph).to_pylist()
    ties = projection(graph)
    assert rows[0]["name"] == "四盏灯"
    assert (rows[0]["degree"], rows[0]["strength"]) == (6, 7)
    assert sum(row["pagerank"] for row in rows) == pytest.approx(1.0)
    exact = nx.betweenness_centrality(ties)
    assert {row["entity"]: row["betweenness"] for row in rows} == pytest.approx(exact)
    assert {row["entity"]: row["closeness"] for row in rows} == pytest.approx(nx.closeness_centrality(ties))
    assert {row["entity"]: row["core"] for row in rows} == nx.core_number(ties)
    assert {row["betweenness"] for row in centrality(graph, paths=False).to_pylist()} == {None}
    assert len(centrality(graph, attracted=True)) <= len(rows)


def test_centrality_of_nothing() -> None:
    assert centrality(nx.MultiDiGraph()).num_rows == 0
    assert communities(nx.MultiDiGraph()) == {}
    assert len(backbone(nx.MultiDiGraph())) == 0


def test_communities_find_two_rings() -> None:
    rings = [(f"{side}{i}", f"{side}{(i + step) % 6}") for side in "左右" for i in range(6) for step in (1, 2)]
    found = partition(nx.Graph([*rings, ("左0", "右0")]))
    assert {id for id, group in found.items() if group == found["左0"]} == {f"左{i}" for i in range(6)}
    assert set(found.values()) == {0, 1}


def test_members_and_overview_of_two_rings() -> None:
    rings = nx.MultiDiGraph()
    for side in "左右":
        rings.add_nodes_from((f"{side}{i}", {"type": "SLOGAN", "name": f"名{side}{i}"}) for i in range(6))
    pairs = [(f"{side}{i}", f"{side}{(i + step) % 6}") for side in "左右" for i in range(6) for step in (1, 2)]
    for one, other in [*pairs, ("左0", "右0")]:
        rings.add_edge(one, other, key="co_occurs:sentence", count=2, npmi=0.5, llr=2.0)
    rows = {row["entity"]: row for row in members(rings, runs=5).to_pylist()}
    assert rows["左0"]["strength"] == 10 and rows["左0"]["within"] == pytest.approx(0.8)
    assert rows["左0"]["participation"] == pytest.approx(1 - 0.8**2 - 0.2**2)
    assert (rows["左1"]["within"], rows["左1"]["participation"], rows["左1"]["stability"]) == (1, 0, 1)
    one, other = overview(rings, runs=5).to_pylist()
    assert (one["size"], other["size"], one["agreement"]) == (6, 6, 1.0)
    assert one["names"][0] in ("名左0", "名右0")
    groups = [{id for id, row in rows.items() if row["community"] == number} for number in (0, 1)]
    assert one["modularity"] == pytest.approx(nx.community.modularity(projection(rings), groups))
    with pytest.raises(UsageError, match="runs is 1 or more"):
        members(rings, runs=0)
    with pytest.raises(UsageError, match="more than 0, not 0"):
        communities(rings, Communities(resolution=0))


def test_stability_falls_where_a_node_lies_between() -> None:
    """Two cliques and one node tied alike to both: which side it falls on is chance."""
    ties = nx.Graph([(f"{s}{i}", f"{s}{j}") for s in "左右" for i in range(5) for j in range(i)])
    ties.add_edges_from([("中", "左0"), ("中", "右0")])
    steady, agreement = stability(ties, partition(ties), runs=30)
    assert steady["中"] < 1 == steady["左3"] == steady["右3"] or agreement < 1
    assert all(0 <= value <= 1 for value in steady.values())


@given(st.lists(st.integers(0, 3), min_size=2, max_size=12), st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_adjusted_rand_is_that_of_the_formula_by_pairs(one: list[int], other: list[int]) -> None:
    """Against counting pairs one by one."""
    other = other[: len(one)]
    pairs = [(one[i] == one[j], other[i] == other[j]) for i in range(len(one)) for j in range(i)]
    both, first, second = (sum(map(f, pairs)) for f in (all, lambda p: p[0], lambda p: p[1]))
    expected = first * second / len(pairs)
    found = adjusted_rand(np.array(one), np.array(other))
    if (first + second) / 2 != expected:
        assert found == pytest.approx((both - expected) / ((first + second) / 2 - expected))
    assert found <= 1 + 1e-12


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
from kg.analyse.communities import communities, overview
from kg.analyse import difference, duplicates, keyness, reuse, subset, ties
from kg.config import Config
from kg.graph import load
tables = small()
graph = load(tables)
print(ties.ties(tables, Config()).to_pylist(), reuse.passages(tables, least=15).to_pylist())
sides = [subset.select(tables, ids) for ids in list(subset.groups(tables, "year").values())[:2]]
print(sides[0].graph.edges(keys=True), difference.ties(*sides, Config(), least=1).to_pylist())
print(keyness.against_the_rest({str(i): keyness.count(side) for i, side in enumerate(sides)}, least=1).to_pylist())
print(duplicates.near_duplicates(tables, resemblance=0.1).to_pylist())
print(communities(graph), list(backbone(graph, 4).edges(keys=True)), centrality(graph).to_pylist(), overview(graph).to_pylist())
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
