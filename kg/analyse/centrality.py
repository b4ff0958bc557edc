"""Which entities hold the graph together, by their co-occurrences within one kind of window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.analyse._rows import numbers
from kg.analyse.method import Method, counted
from kg.analyse.projection import projection
from kg.records import TYPES

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

METHOD: Final = Method(
    "degree, strength, PageRank (damping 0.85), core number, betweenness and closeness of the graph of co-occurrences",
    "ties are what flows along them: nothing does in texts, so these tell places in the graph; all follow frequency",
    "Page and Brin 1998; Seidman 1983; Brandes 2001; Wasserman and Faust 1994",
)

STEPS: Final = 400_000_000
"""Names × ties up to which shortest paths are looked for: about half a minute."""

LEFT_OUT: Final = (
    "betweenness and closeness are left out, for they take long in so large a graph; --paths computes them"
)

ALONE: Final = 1_000_000_000
"""So many nodes before rustworkx uses several threads: their sums would come in another order each time."""


def centrality(
    graph: nx.MultiDiGraph,
    *,
    window: str = "sentence",
    types: Sequence[str] = TYPES,
    attracted: bool = False,
    paths: bool | None = None,
) -> pa.Table:
    """Columns entity, name, type, degree, strength, pagerank, core, betweenness, closeness; the highest PageRank first.

    degree: entities it stands with. strength: windows shared with them, summed. pagerank: of the graph weighted by
    windows shared, damping 0.85, sums to 1 (Page and Brin 1998). core: the largest k for which it belongs to a part
    where each has k ties (Seidman 1983). betweenness: share of shortest paths, unweighted, through it (Brandes 2001);
    closeness: the inverse of the mean length of those from it, scaled for what it can reach (Wasserman and Faust 1994).
    Both are exact, and null without `paths`, for they take time by names × ties; by default they are left out beyond
    `STEPS` of these.
    `attracted` looks only at ties above chance. Only entities with a tie are listed. All follow frequency closely: a
    name that stands everywhere is central. Raises `UsageError` for an unknown window or type.
    """
    import networkx as nx
    import pyarrow as pa

    ties = projection(graph, window=window, types=types, attracted=attracted)
    pagerank = nx.pagerank(ties, weight="weight") if len(ties) else {}
    strength, core = dict(ties.degree(weight="weight")), nx.core_number(ties) if len(ties) else {}
    if paths is None:
        paths = len(ties) * ties.number_of_edges() <= STEPS
    between, close = _paths(ties) if paths else ({}, {})
    order = sorted(ties, key=lambda id: (-pagerank[id], id))
    columns = {
        "entity": pa.array(order, pa.string()),
        "name": pa.array([graph.nodes[id]["name"] for id in order], pa.string()),
        "type": pa.array([graph.nodes[id]["type"] for id in order], pa.string()),
        "degree": pa.array([ties.degree[id] for id in order], pa.int64()),
        "strength": numbers([strength[id] for id in order]),
        "pagerank": pa.array([pagerank[id] for id in order], pa.float64()),
        "core": pa.array([core[id] for id in order], pa.int64()),
        "betweenness": pa.array([between.get(id) for id in order], pa.float64()),
        "closeness": pa.array([close.get(id) for id in order], pa.float64()),
    }
    return METHOD.on(
        pa.table(columns),
        f"window: {window}; {counted(len(ties), 'names')}, {counted(ties.number_of_edges(), 'ties')}",
        "" if paths else LEFT_OUT,
    )


def _paths(ties: nx.Graph) -> tuple[dict[str, float], dict[str, float]]:
    """Betweenness and closeness by id, from rustworkx: networkx takes a hundred times as long."""
    import rustworkx as rx

    names = list(ties)
    number = {name: index for index, name in enumerate(names)}
    plain: rx.PyGraph[int, None] = rx.PyGraph()
    plain.add_nodes_from(list(range(len(names))))
    plain.add_edges_from_no_data([(number[a], number[b]) for a, b in ties.edges])
    between = rx.betweenness_centrality(plain, parallel_threshold=ALONE)
    close = rx.closeness_centrality(plain, parallel_threshold=ALONE)
    return tuple({name: figures[index] for name, index in number.items()} for figures in (between, close))  # type: ignore[return-value]
