"""The co-occurrences of one window as a simple, weighted graph: what centrality, communities and backbone look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.config import WEIGHTS
from kg.errors import unknown
from kg.graph.schema import WINDOWS, edge_key
from kg.records import TYPES

if TYPE_CHECKING:
    import networkx as nx


def projection(
    graph: nx.MultiDiGraph,
    *,
    window: str = "sentence",
    types: Sequence[str] = TYPES,
    weight: str = "count",
    attracted: bool = False,
) -> nx.Graph:
    """An undirected graph of the entities of these types that have a tie, with the attribute `weight`.

    `attracted` keeps only ties above chance (npmi > 0); a weight of 0 or less is never kept. Nodes and edges come in
    the order of their ids, so that what is computed from it does not depend on the order of the tables.
    Raises `UsageError` for an unknown window, type or weight.
    """
    import networkx as nx

    _check(window, types, weight)
    key = edge_key("co_occurs", window)
    chosen = {node for node, type in graph.nodes(data="type") if type in types}
    ties = sorted(
        (source, target, data[weight])
        for source, target, k, data in graph.edges(keys=True, data=True)
        if k == key and source in chosen and target in chosen
        if data[weight] > 0 and (data["npmi"] > 0 or not attracted)
    )
    result = nx.Graph()
    result.add_nodes_from(sorted({id for source, target, _ in ties for id in (source, target)}))
    result.add_weighted_edges_from(ties)
    return result


def _check(window: str, types: Sequence[str], weight: str) -> None:
    for what, value, choices in (
        ("window", window, WINDOWS),
        ("weight", weight, WEIGHTS),
        *(("type", type, TYPES) for type in types),
    ):
        if value not in choices:
            raise unknown(what, value, choices)
