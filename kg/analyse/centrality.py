"""Which entities hold the graph together, by their co-occurrences within one kind of window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.analyse.projection import projection
from kg.records import TYPES

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa


def centrality(
    graph: nx.MultiDiGraph,
    *,
    window: str = "sentence",
    types: Sequence[str] = TYPES,
    pivots: int = 0,
    seed: int = 1,
) -> pa.Table:
    """Columns entity, name, type, degree, strength, pagerank, betweenness; the highest PageRank first.

    degree: entities it stands with. strength: windows shared with them, summed. pagerank: of the graph weighted by
    windows shared, damping 0.85, sums to 1 (Page and Brin 1998). betweenness: share of shortest paths, unweighted,
    through it, estimated from `pivots` nodes drawn by `seed`; exact with as many pivots as nodes (Brandes and Pich
    2007), null with 0, for it is slow. Only entities with a tie are listed. All follow frequency closely: a name
    that stands everywhere is central.
    """
    import networkx as nx
    import pyarrow as pa

    ties = projection(graph, window=window, types=types)
    pagerank = nx.pagerank(ties, weight="weight") if len(ties) else {}
    between = _betweenness(ties, pivots, seed)
    strength = dict(ties.degree(weight="weight"))
    order = sorted(ties, key=lambda id: (-pagerank[id], id))
    columns = {
        "entity": pa.array(order, pa.string()),
        "name": pa.array([graph.nodes[id]["name"] for id in order], pa.string()),
        "type": pa.array([graph.nodes[id]["type"] for id in order], pa.string()),
        "degree": pa.array([ties.degree[id] for id in order], pa.int64()),
        "strength": pa.array([strength[id] for id in order], pa.int64()),
        "pagerank": pa.array([pagerank[id] for id in order], pa.float64()),
        "betweenness": pa.array([between.get(id) for id in order], pa.float64()),
    }
    return pa.table(columns)


def _betweenness(ties: nx.Graph, pivots: int, seed: int) -> dict[str, float]:
    """Betweenness by id; pivots are drawn among numbers, not ids, so that no hash order matters."""
    import networkx as nx

    if not pivots or not len(ties):
        return {}
    names = list(ties)
    numbered = nx.convert_node_labels_to_integers(ties)
    values = nx.betweenness_centrality(numbered, k=min(pivots, len(names)), seed=seed)
    return {names[number]: value for number, value in values.items()}
