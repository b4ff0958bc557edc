"""Arrow tables to stdout."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 20
"""So many rows of a table that people read, where they ask for no number."""


def show(table: pa.Table, format: str, limit: int | None = None, brief: Sequence[str] = ()) -> None:
    """Print the first rows in a format of `kg.tables.render`; of the columns those in `brief` where people read them."""
    import duckdb

    from kg import terminal
    from kg.tables import render

    if limit is None:
        limit = ROWS if format == "table" else 0
    shown = table.slice(0, limit) if limit else table
    if format == "table" and brief:
        shown = shown.select(list(brief))
    with duckdb.connect() as con:
        render.write(con.from_arrow(shown), format, sys.stdout)
    if format == "table" and len(shown) < len(table):
        terminal.warn(f"{len(shown)} of {len(table)} rows; --limit 0 shows all, --format csv all columns too")
