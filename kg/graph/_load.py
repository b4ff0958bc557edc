"""Tables → networkx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.graph import stream
from kg.graph.schema import WINDOWS

if TYPE_CHECKING:
    import networkx as nx


def load(
    tables: Any, *, windows: Sequence[str] = WINDOWS, documents: bool = True, among: Sequence[str] | None = None
) -> nx.MultiDiGraph:
    """The graph of a build (`Tables`, or a DuckDB connection with its views): attributes as in `kg.graph.schema`.

    `windows` limits the co-occurrences; `documents=False` leaves out the documents and their `mentions`; `among` all
    but the nodes of these ids and the edges between them. Nodes come in the order of their ids, documents after
    entities; edges in the order of the table. Empty association figures are left out, all other attributes are always
    there, as str, int, float, bool or list of str. Raises `BuildError` where an edge ends at a node that is not there.
    """
    import networkx as nx

    graph = nx.MultiDiGraph()
    graph.add_nodes_from(stream.node_items(tables, documents=documents, among=among))
    ids = {id: id for id in graph}
    for source, target, key, data in stream.edge_items(tables, windows=windows, documents=documents, among=among):
        # The nodes' own strings, so that an edge holds no copies of its ends.
        graph.add_edge(ids[source], ids[target], key=key, **data)
    return graph
