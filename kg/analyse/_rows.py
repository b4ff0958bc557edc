"""SQL over the tables, as rows or as an Arrow table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
