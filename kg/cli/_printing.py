"""How the commands of analysis end: rows on stdout, what they rest on under them, a picture where it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analyse.method import counted

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.analyse.selection import Selection
    from kg.plots.canvas import Picture


def ids(
    tables: Any, names: Sequence[str] | None, types: Sequence[str] = (), kinds: Sequence[str] = ()
) -> dict[str, str]:
    """The ids of names, aliases or ids, each once, with what was asked for.

    Raises `UsageError` for a name that no entity (of types and kinds) has.
    """
    from kg.analyse.card import resolve

    return {resolve(tables, name, types, kinds): name for name in names or ()}


def left_out(tables: Any, asked: Mapping[str, str], selection: Selection, dated: bool) -> None:
    """Say on stderr what the figures of names leave out: where their characters stand, or a set has them.

    `asked` has them by id; `dated`: only documents with a date are looked at.
    """
    from kg import terminal
    from kg.analyse.written import written

    for each in written(tables, asked, selection, dated=dated) if asked else ():
        for line in each.lines():
            terminal.warn(f"kg: {each.writing}: {line}")


def undated(tables: Any, levels: Sequence[str] | None) -> None:
    """Say on stderr how many documents of these levels have no date, and so no part in what follows."""
    from kg import terminal
    from kg.analyse.selection import Selection

    documents, without = _documents(tables, Selection(levels=tuple(levels or ())))
    if without:
        have, are = ("has", "is") if without == 1 else ("have", "are")
        terminal.warn(f"kg: {without:,} of {counted(documents, 'documents')} {have} no date, and {are} left out")


def looked_at(tables: Any, selection: Selection) -> str:
    """In what nothing was found."""
    from kg.analyse.selection import Selection

    (chosen, _), (documents, _) = (_documents(tables, each) for each in (selection, Selection()))
    return f": {chosen:,} of {counted(documents, 'documents')} {'was' if chosen == 1 else 'were'} looked at"


def _documents(tables: Any, selection: Selection) -> tuple[int, int]:
    """How many documents there are, and how many of them have no date."""
    from kg.analyse._rows import rows

    ((documents, without),) = rows(
        tables, selection.scope() + " select count(*), count(*) filter (date = '') from texts"
    )
    return documents, without


ROWS = 20
"""So many rows of a table that people read, where they ask for no number."""


PLACES = ("evidence",)
"""Columns that say where something stands, by which it is looked up: never cut."""

EVIDENCE = "evidence: kg show NAME, with --from, --to and --level"
"""How to see the sentences of the names of a table."""


def show(
    found: pa.Table,
    format: str,
    shown: Sequence[str],
    plot: Path | None = None,
    draw: Callable[[], Picture] | None = None,
    *,
    top: int | None = 0,
    notes: Sequence[str] = (),
    evidence: str = EVIDENCE,
    looked: Callable[[], str] | None = str,
) -> None:
    """Print a table: as text the columns `shown` alone, as csv and json all; its first `top` rows, of 0 all.

    `evidence` says how to see the sentences. Without a `top`, people get `ROWS` rows and programs all. What the table
    rests on, and `notes` besides, stands under the text, and on stderr beside csv and json; where there is no row, that
    nothing was found, and where one `looked`, unless that is null. A picture that cannot be drawn is refused before anything is printed.
    """
    from kg import terminal
    from kg.analyse import method
    from kg.tables import render

    if plot is not None and draw is not None:
        draw().save(plot)
    table = format == "table"
    top = (ROWS if table else 0) if top is None else top
    rows = found.slice(0, top) if top else found
    render.write_arrow(_read(rows.select(list(shown))) if table else rows, format, sys.stdout, whole=PLACES)
    if table and len(rows) < len(found):
        terminal.warn(f"kg: {len(rows)} of {len(found)} rows; --top 0 shows all, --format csv all columns too")
    told = method.of(found)
    if table:
        terminal.say()
    for line in [*(told.lines() if told else []), *notes, *([evidence] if evidence else [])]:
        (terminal.say if table else terminal.warn)(line)
    if looked and not len(found):
        terminal.warn(f"kg: nothing found{looked()}")


def _read(rows: pa.Table) -> pa.Table:
    """The rows with lists of names as people read them."""
    import pyarrow as pa

    for at, field in enumerate(rows.schema):
        if pa.types.is_list(field.type) and pa.types.is_string(field.type.value_type):
            told = ["、".join(names or ()) for names in rows[field.name].to_pylist()]
            rows = rows.set_column(at, field.name, pa.array(told, pa.string()))
    return rows


def drawn(module: str, *tables: Any, draw: str = "draw") -> Picture:
    """The picture of a table by a module of `kg.plots`, which is imported only here."""
    from importlib import import_module

    picture: Picture = getattr(import_module(f"kg.plots.{module}"), draw)(*tables)
    return picture
