"""Lines on stdout and stderr, and rows under their columns."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from kg.tables.render import FORMATS, printable, table


def say(line: str = "") -> None:
    """A line on stdout that cannot steer the terminal."""
    print(printable(line))


def warn(line: str) -> None:
    """A line on stderr that cannot steer the terminal."""
    print(printable(line), file=sys.stderr)


def print_rows(columns: tuple[str, ...], values: Iterable[tuple[Any, ...]]) -> None:
    """Rows as a text table on stdout."""
    for line in table(columns, values):
        print(line)


def records(rows: Sequence[Any], format: str) -> None:
    """Rows of one dataclass as `table`, `csv` or `json` on stdout; nothing for no rows."""
    if not rows:
        return
    columns = [field.name for field in dataclasses.fields(rows[0])]
    for line in FORMATS[format](columns, (tuple(getattr(row, name) for name in columns) for row in rows)):
        print(line)
