"""SQL over the tables, as rows or as an Arrow table; records as an Arrow table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.records import schema

if TYPE_CHECKING:
    import pyarrow as pa


def arrow(tables: Any, query: str, params: Sequence[Any] = ()) -> pa.Table:
    """The result of a query over `Tables` or a DuckDB connection."""
    con = getattr(tables, "con", tables)
    return con.sql(query, params=list(params) or None).to_arrow_table()


def rows(tables: Any, query: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query over `Tables` or a DuckDB connection."""
    con = getattr(tables, "con", tables)
    return list(con.sql(query, params=list(params) or None).fetchall())


def records(tables: Any, query: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """The rows of a query as dicts by column; lists as tuples, so that they fill a frozen record."""
    result = arrow(tables, query, params).to_pylist()
    return [{key: tuple(v) if isinstance(v, list) else v for key, v in row.items()} for row in result]


def table(record: type, found: Iterable[Any]) -> pa.Table:
    """Instances of a frozen record class as an Arrow table with its schema, in their order."""
    import pyarrow as pa

    columns = schema(record)
    rows = [[getattr(row, name) for name in columns.names] for row in found]
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    return pa.table([pa.array(list(value), field.type) for value, field in zip(values, columns, strict=True)], columns)
