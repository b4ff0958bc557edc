"""Arrow tables to stdout, and what they rest on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 20
"""So many rows of a table that people read, where they ask for no number."""


def show(table: pa.Table, format: str, top: int | None = None, brief: Sequence[str] = ()) -> None:
    """Print the first rows in a format of `kg.tables.render`; of the columns those in `brief` where people read them.

    What the table rests on stands under it, and on stderr beside csv and json.
    """
    import duckdb

    from kg import terminal
    from kg.analyse import method
    from kg.tables import render

    if top is None:
        top = ROWS if format == "table" else 0
    shown = table.slice(0, top) if top else table
    if format == "table" and brief:
        shown = shown.select(list(brief))
    with duckdb.connect() as con:
        render.write(con.from_arrow(shown), format, sys.stdout)
    if format == "table" and len(shown) < len(table):
        terminal.warn(f"{len(shown)} of {len(table)} rows; --top 0 shows all, --format csv all columns too")
    told = method.of(table)
    for line in told.lines() if told else []:
        (terminal.say if format == "table" else terminal.warn)(line)
