"""Tables → networkx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import BuildError
from kg.graph.schema import ASSOCIATION, DOCUMENT, EDGE, ENTITY, WINDOWS, edge_key

if TYPE_CHECKING:
    import networkx as nx
    from duckdb import DuckDBPyConnection


def load(tables: Any, *, windows: Sequence[str] = WINDOWS, documents: bool = True) -> nx.MultiDiGraph:
    """The graph of a build (`Tables`, or a DuckDB connection with its views): attributes as in `kg.graph.schema`.

    `windows` limits the co-occurrences; `documents=False` leaves out the documents and their `mentions`. Nodes come
    in the order of their ids, documents after entities; edges in the order of the table. Empty association figures
    are left out, all other attributes are always there, as str, int, float, bool or list of str.
    Raises `BuildError` where an edge ends at a node that is not there.
    """
    import networkx as nx

    con = getattr(tables, "con", tables)
    graph = nx.MultiDiGraph()
    for id, *values in _rows(con, _columns("id", ENTITY) + " from nodes order by id"):
        graph.add_node(id, **dict(zip(ENTITY, values, strict=True)))
    if documents:
        for id, title, *values in _rows(con, _columns("id", "title", *_DOCUMENT) + " from documents order by id"):
            name = title or values[0]
            graph.add_node(id, type="DOCUMENT", name=name, **dict(zip(_DOCUMENT, values, strict=True)))
    _add_edges(graph, con, windows, documents)
    return graph


_DOCUMENT = tuple(name for name in DOCUMENT if name not in ("type", "name"))


def _columns(*names: str | dict[str, str]) -> str:
    flat = [column for name in names for column in ((name,) if isinstance(name, str) else name)]
    return "select " + ", ".join(f'"{column}"' for column in flat)


def _rows(con: DuckDBPyConnection, query: str, params: list[Any] | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, made batch by batch: a table of edges is large."""
    for batch in con.sql(query, params=params or []).to_arrow_table().to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _add_edges(graph: nx.MultiDiGraph, con: DuckDBPyConnection, windows: Sequence[str], documents: bool) -> None:
    columns = _columns("source", "target", EDGE, ASSOCIATION)
    chosen = " from edges where (relation <> 'mentions' or ?) and (\"window\" = '' or list_contains(?, \"window\"))"
    ids = {id: id for id in graph}
    size = len(EDGE)
    for source, target, *values in _rows(con, columns + chosen, [documents, list(windows)]):
        if source not in ids or target not in ids:
            raise BuildError(f"edge {source} → {target}: one of its nodes is missing from the nodes table")
        attributes = dict(zip(EDGE, values[:size], strict=True))
        if values[size]:
            attributes.update(zip(ASSOCIATION, values[size:], strict=True))
        key = edge_key(attributes["relation"], attributes.get("window", ""))
        graph.add_edge(ids[source], ids[target], key=key, **attributes)
