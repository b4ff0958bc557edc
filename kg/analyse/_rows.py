"""SQL over the tables, as rows or as an Arrow table; records as an Arrow table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
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
    """Instances of a frozen record class as an Arrow table with its schema, in their order.

    A column of whole numbers that holds sums of weights is one of floats.
    """
    import pyarrow as pa

    columns = schema(record)
    rows = [[getattr(row, name) for name in columns.names] for row in found]
    values = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = [_array(list(value), field) for value, field in zip(values, columns, strict=True)]
    return pa.table(arrays, pa.schema([field.with_type(a.type) for field, a in zip(columns, arrays, strict=True)]))


def _array(values: list[Any], field: pa.Field) -> pa.Array:
    import pyarrow as pa

    if pa.types.is_integer(field.type) and any(isinstance(value, (float, Fraction)) for value in values):
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    return pa.array(values, field.type)


def numbers(values: Sequence[int | float]) -> pa.Array:
    """Counts as an Arrow array: whole numbers, or floats where they are sums of weights."""
    import pyarrow as pa

    return pa.array(values, pa.float64() if any(isinstance(value, float) for value in values) else pa.int64())
