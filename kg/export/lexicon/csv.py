"""The lexicon as CSV: one table a kind of entry, for spreadsheets."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.export.spreadsheet import cell, write_rows
from kg.files import whole
from kg.lexicon import GROUPS, TABLES, Lexicon


def write(lexicon: Lexicon, path: Path) -> None:
    """Write `slogan.csv`, `meeting.csv`, … into the folder `path`; lists are joined with `|`, cells are no formulas."""
    for table, kind in TABLES.items():
        with whole(path / f"{table}.csv") as temporary, temporary.open("wb") as file:
            write_rows(file, _rows(kind, getattr(lexicon, GROUPS[table]).values()))


def _rows(kind: type, entries: Any) -> Iterator[Sequence[Any]]:
    names = [field.name for field in dataclasses.fields(kind)]
    yield names
    for entry in entries:
        yield [cell(getattr(entry, name)) for name in names]
