"""The few nodes and ties that show a graph best: what a page draws first.

A full co-occurrence graph is a ball of wool. Kept here are the entities that most documents name, and of their ties a
maximum spanning forest, so that nothing that hangs together is torn, and the strongest of those that the disparity
filter finds too heavy for chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.analyse.projection import projection
from kg.graph.schema import edge_key

if TYPE_CHECKING:
    import networkx as nx

TIES = 3
"""At most so many ties a node, on average: what can still be read in one picture."""


def backbone(
    graph: nx.MultiDiGraph,
    nodes: int = 150,
    window: str = "sentence",
    types: Sequence[str] = ("SLOGAN", "MEETING"),
    *,
    alpha: float = 0.3,
) -> nx.MultiDiGraph:
    """A graph of at most `nodes` entities of these types, with its ties of the window, and their other relations.

    Nodes: those that most documents name (then most mentions, then id), those with a tie above chance first. Ties:
    only above chance (npmi > 0); the maximum spanning forest by G², and of those with a disparity below `alpha` the
    ones with the highest G², in all at most `TIES` a node. has_part, raised_at and held_under between the nodes are
    all kept. Attributes are those of `graph`; edges come in a fixed order.
    Raises `UsageError` for an unknown window or type.
    """
    import networkx as nx

    ties = projection(graph, window=window, types=types, attracted=True)
    chosen = _chosen(graph, ties, nodes, types)
    key = edge_key("co_occurs", window)
    result = nx.MultiDiGraph()
    result.add_nodes_from((id, graph.nodes[id]) for id in chosen)
    for source, target in _kept(graph, ties.subgraph(chosen), key, TIES * len(chosen), alpha):
        result.add_edge(source, target, key=key, **graph.edges[source, target, key])
    kept = set(chosen)
    others = (
        (source, target, k, data)
        for source, target, k, data in graph.out_edges(chosen, keys=True, data=True)
        if target in kept and data["relation"] not in ("co_occurs", "mentions")
    )
    result.add_edges_from(sorted(others, key=lambda edge: edge[:3]))
    return result


_SHOWN = """
with named as (select id, documents, mentions from nodes where type in (select unnest($types)) and mentions > 0),
tied as (
  select unnest([source, target]) as id from edges
  where relation = 'co_occurs' and "window" = $window and count > 0 and npmi > 0
    and source in (select id from named) and target in (select id from named)
)
select id from named order by id in (select id from tied) desc, documents desc, mentions desc, id limit $nodes
"""


def pictured(
    tables: Any, nodes: int = 150, window: str = "sentence", types: Sequence[str] = ("SLOGAN", "MEETING")
) -> nx.MultiDiGraph:
    """The part of a build's graph in which `backbone` with these arguments finds what it finds in the whole.

    Where the build has fewer than `nodes` such entities, all entities and their ties of this window are given.
    """
    from kg.graph import load

    values = {"types": list(types), "window": window, "nodes": nodes}
    ids = [row[0] for row in getattr(tables, "con", tables).sql(_SHOWN, params=values).fetchall()]
    return load(tables, windows=(window,), documents=False, among=ids if len(ids) == nodes else None)


def _chosen(graph: nx.MultiDiGraph, ties: nx.Graph, nodes: int, types: Sequence[str]) -> list[str]:
    """The ids of the nodes to show, in string order."""

    def rank(id: str) -> tuple[bool, int, int, str]:
        data = graph.nodes[id]
        return id not in ties, -data["documents"], -data["mentions"], id

    named = [id for id, data in graph.nodes(data=True) if data["type"] in types and data["mentions"]]
    return sorted(sorted(named, key=rank)[: max(nodes, 0)])


def _kept(graph: nx.MultiDiGraph, ties: nx.Graph, key: str, most: int, alpha: float) -> list[tuple[str, str]]:
    """The ties to show, as (source, target) in string order."""
    strength = {ends: graph.edges[(*ends, key)]["llr"] for ends in _pairs(ties)}
    order = sorted(strength, key=lambda ends: (-strength[ends], ends))
    forest = spanning(order)
    unlikely = disparity(ties)
    rest = [ends for ends in order if ends not in forest and unlikely[ends] < alpha]
    return sorted([*forest, *rest[: max(most - len(forest), 0)]])


def _pairs(ties: nx.Graph) -> list[tuple[str, str]]:
    return sorted((min(ends), max(ends)) for ends in ties.edges)


def spanning(order: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The maximum spanning forest of ties given the heaviest first: Kruskal 1956; equal ones are taken as they come."""
    from networkx.utils import UnionFind

    groups = UnionFind()
    forest = set()
    for source, target in order:
        if groups[source] != groups[target]:
            groups.union(source, target)
            forest.add((source, target))
    return forest


def disparity(ties: nx.Graph) -> dict[tuple[str, str], float]:
    """How likely a tie as heavy is where a node spreads its weight by chance: (1 - w / strength) ** (degree - 1).

    Of the two ends the lower value counts; an end without another tie says nothing (1.0). Keys are (source, target),
    source < target. Source: Serrano, Boguñá and Vespignani 2009, Extracting the multiscale backbone of complex
    weighted networks, PNAS 106(16).

    >>> import networkx as nx
    >>> star = nx.Graph()
    >>> star.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1)])
    >>> [round(value, 2) for value in disparity(star).values()]
    [0.04, 0.81, 0.81]
    """
    strength, degree = dict(ties.degree(weight="weight")), dict(ties.degree)

    def chance(node: str, weight: float) -> float:
        return float((1 - weight / strength[node]) ** (degree[node] - 1)) if degree[node] > 1 else 1.0

    weights = ((ends, ties.edges[ends]["weight"]) for ends in _pairs(ties))
    return {ends: min(chance(end, weight) for end in ends) for ends, weight in weights}
