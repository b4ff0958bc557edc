"""Rows for people and programs: a text table, CSV, JSON lines."""

from __future__ import annotations

import csv as csvs
import io
import json as jsons
import math
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, Final

from kg.errors import unknown
from kg.tables.query import fault

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Row = tuple[Any, ...]

WIDEST: Final = 60
"""Columns of the terminal that one cell of a text table may take."""

_BREAK: Final = "\r\n"

MEASURED: Final = 1000
"""Rows from which the widths of a text table are taken."""


def write(relation: duckdb.DuckDBPyRelation, format: str, stream: IO[str]) -> None:
    """Write the rows of a relation as `table`, `csv` or `json` (one object a line).

    Raises `UsageError` for another format and for what goes wrong while the rows are computed.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    for line in FORMATS[format](list(relation.columns), _rows(relation)):
        stream.write(line + "\n")


def write_arrow(found: pa.Table, format: str, stream: IO[str], *, whole: Collection[str] = ()) -> None:
    """Write the rows of an Arrow table, as `write` does, the columns `whole` uncut; raises `UsageError` for another format."""
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    rows = (tuple(row.values()) for batch in found.to_batches() for row in batch.to_pylist())
    names = found.column_names
    for line in table(names, rows, whole=whole) if format == "table" else FORMATS[format](names, rows):
        stream.write(line + "\n")


def table(columns: Sequence[str], rows: Iterable[Row], *, whole: Collection[str] = ()) -> Iterator[str]:
    """The lines of a text table, aligned where Chinese characters take two columns; long cells end in …, but in `whole`.

    >>> print(*table(["name", "n"], [("四个意识", 12), ("六稳", 3)]), sep="\\n")
    name      n
    ────────  ──
    四个意识  12
    六稳      3
    """
    free = [name in whole for name in columns]
    cells = (
        [_cell(value, math.inf if uncut else WIDEST) for value, uncut in zip(row, free, strict=True)] for row in rows
    )
    head, first = [_cell(name) for name in columns], list(islice(cells, MEASURED))
    widths = [max(map(width, column)) for column in zip(head, *first, strict=True)]
    yield _line(head, widths, free)
    yield "  ".join("─" * size for size in widths)
    for row in chain(first, cells):
        yield _line(row, widths, free)


def csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Comma-separated records, the first one of names; lists and maps as JSON.

    >>> list(csv(["name", "parts"], [("六稳", ["稳就业"])]))
    ['name,parts', '六稳,"[""稳就业""]"']
    """
    buffer = io.StringIO()
    writer = csvs.writer(buffer, lineterminator=_BREAK)  # what ends a line is what is quoted within
    for row in chain([columns], rows):
        writer.writerow([_json(value) if isinstance(value, (list, dict)) else value for value in row])
        yield buffer.getvalue().removesuffix(_BREAK)
        buffer.seek(0)
        buffer.truncate()


def json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """JSON objects by column name.

    >>> list(json(["name", "npmi"], [("六稳", None)]))
    ['{"name": "六稳", "npmi": null}']
    """
    for row in rows:
        yield _json(dict(zip(columns, row, strict=True)))


FORMATS: Final[dict[str, Callable[[Sequence[str], Iterable[Row]], Iterator[str]]]] = {
    "table": table,
    "csv": csv,
    "json": json,
}


def width(text: str) -> int:
    """Columns of a terminal that a text takes.

    >>> width("四个意识 ok")
    11
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def printable(text: str) -> str:
    r"""A text that cannot steer a terminal: control and direction characters as escapes.

    >>> printable("一\n二\x1b[31m")
    '一\\n二\\x1b[31m'
    """
    if text.isprintable():
        return text
    spaces = "\u3000\u00a0"
    return "".join(c if c.isprintable() or c in spaces else c.encode("unicode_escape").decode() for c in text)


def _rows(relation: duckdb.DuckDBPyRelation) -> Iterator[Row]:
    import duckdb

    try:
        yield from relation.iter_rows()
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise fault(error) from None


def _cell(value: object, most: float = WIDEST) -> str:
    """A value as one printable line that takes at most so many columns of the terminal."""
    if value is None:
        return ""
    if isinstance(value, float):
        return _figure(value)
    text = printable(_json(value) if isinstance(value, (list, dict)) else str(value))
    return text if width(text) <= most else _cut(text, int(most) - 1) + "…"


def _figure(value: float) -> str:
    """A number as people read it: four digits, or all before the point; programs get all there are.

    >>> [_figure(value) for value in (0.123456, 12.0, 1234.56, 20000.0, 1.5e-9, math.inf)]
    ['0.1235', '12', '1234.6', '20000', '1.5e-09', 'inf']
    """
    if 1000 <= abs(value) < 1e15:
        return f"{value:.1f}".removesuffix(".0")
    return f"{value:.4g}"


def _cut(text: str, size: int) -> str:
    for end, character in enumerate(text):
        size -= width(character)
        if size < 0:
            return text[:end]
    return text


def _line(cells: Sequence[str], widths: Sequence[int], free: Sequence[bool]) -> str:
    padded = []
    for cell, size, uncut in zip(cells, widths, free, strict=True):
        if width(cell) > size and not uncut:
            cell = _cut(cell, size - 1) + "…"
        padded.append(cell + " " * (size - width(cell)))
    return "  ".join(padded).rstrip()


def _json(value: object) -> str:
    """JSON by the standard, which knows no NaN: null."""
    try:
        return jsons.dumps(value, ensure_ascii=False, default=str, allow_nan=False)
    except ValueError:
        return jsons.dumps(_finite(value), ensure_ascii=False, default=str)


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
