"""The graph as it lies in the tables, batch by batch or item by item: what memory does not hold can still be written.

Nodes come in the order of their ids, documents after entities; edges in the order of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from kg.errors import BuildError
from kg.graph.schema import ASSOCIATION, DOCUMENT, EDGE, ENTITY, WINDOWS

if TYPE_CHECKING:
    import pyarrow as pa

BATCH: Final = 20_000
"""Rows of a batch."""

Attributes = dict[str, Any]

_KEY: Final = """case when "window" = '' then relation else relation || ':' || "window" end as key"""
_ABSENT: Final = """
with ids as (select id from nodes union all select id from documents)
select source, target from edges where source not in (from ids) or target not in (from ids) limit 1
"""


def nodes(tables: Any, *, documents: bool = True, among: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """Batches of `id` and the attributes of `ENTITY`, then, unless left out, of `id` and those of `DOCUMENT`.

    `among` keeps the nodes of these ids.
    """
    where, values = _among("id", among=among)
    yield from _batches(tables, f"select {_columns('id', *ENTITY)} from nodes where {where} order by id", values)
    if documents:
        plain = _columns(*(name for name in DOCUMENT if name not in ("type", "name")))
        what = f"id, 'DOCUMENT' as type, coalesce(nullif(title, ''), source) as name, {plain}"
        yield from _batches(tables, f"select {what} from documents where {where} order by id", values)


def edges(
    tables: Any, *, windows: Sequence[str] = WINDOWS, documents: bool = True, among: Sequence[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """Batches of `source`, `target`, `key`, the attributes of `EDGE`, and those of `ASSOCIATION` (null but in co_occurs).

    `windows` limits the co-occurrences; `documents=False` leaves the edges of documents out; `among` keeps the edges
    between these ids. Raises `BuildError` where an edge ends at a node that is not there.
    """
    for source, target in getattr(tables, "con", tables).sql(_ABSENT).fetchall():
        raise BuildError(f"edge {source} → {target}: one of its nodes is missing from the nodes table")
    figures = ", ".join(f'case when "window" <> \'\' then "{name}" end as "{name}"' for name in ASSOCIATION)
    ends, values = _among("source", "target", among=among)
    kinds = "(relation <> 'mentions' or $documents) and (\"window\" = '' or list_contains($windows, \"window\"))"
    query = f"select source, target, {_KEY}, {_columns(*EDGE)}, {figures} from edges where {kinds} and {ends}"
    yield from _batches(tables, query, {"documents": documents, "windows": list(windows), **values})


def node_items(tables: Any, **limits: Any) -> Iterator[tuple[str, Attributes]]:
    """(id, attributes) of every node within the limits of `nodes`."""
    for batch in nodes(tables, **limits):
        names = batch.schema.names[1:]
        for id, *values in _rows(batch):
            yield id, dict(zip(names, values, strict=True))


def edge_items(tables: Any, **limits: Any) -> Iterator[tuple[str, str, str, Attributes]]:
    """(source, target, key, attributes) of every edge within the limits of `edges`; what is null is left out."""
    for batch in edges(tables, **limits):
        names = batch.schema.names[3:]
        for source, target, key, *values in _rows(batch):
            given = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            yield source, target, key, given


def _columns(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _among(*columns: str, among: Sequence[str] | None) -> tuple[str, dict[str, Any]]:
    """The condition that the columns are among these ids, and its parameters."""
    if among is None:
        return "true", {}
    return " and ".join(f"{column} in (select unnest($among::varchar[]))" for column in columns), {"among": list(among)}


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _batches(tables: Any, query: str, values: dict[str, Any] | None = None) -> Iterator[pa.RecordBatch]:
    con = getattr(tables, "con", tables)
    yield from con.sql(query, params=values or None).to_arrow_reader(BATCH)
