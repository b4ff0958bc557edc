"""CSV and TSV: a document a row, found by the names in the first row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest
from typing import BinaryIO, Final

from kg.config import Read
from kg.read import _passed
from kg.read._decode import decoded
from kg.read._source import Fault, Raw, RefusedError, everything

NAMES: Final = {
    "正文": "text",
    "内容": "text",
    "content": "text",
    "标题": "title",
    "题目": "title",
    "日期": "date",
    "时间": "date",
    "讲话人": "speaker",
    "机关": "organ",
    "层级": "level",
    "体裁": "genre",
    "编号": "id",
}
"""Column names that stand for ours."""


def rows(text: str, *, delimiter: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers, by column name (lower case, without spaces around it).

    Raises `RefusedError` for a table that can't be parsed.
    """
    # the limit of the csv module is one for the whole process: raised here, never lowered
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [_name(cell) for cell in next(lines, [])]
        for cells in lines:
            if any(cells):
                yield lines.line_num, dict(zip_longest(header, cells[: len(header)], fillvalue=""))
    except csv.Error as error:
        raise RefusedError(f"line {lines.line_num}: {error}") from None


def _name(cell: str) -> str:
    name = cell.strip().lower()
    return NAMES.get(name, name)


def _read(stream: BinaryIO, config: Read, *, delimiter: str) -> Iterator[Raw | Fault]:
    """A document for each row with a `text`; the row's `id`, or its line number, is its key."""
    table, encoding, broken = decoded(everything(stream, config.max_bytes), config.encoding)
    asked = False
    for number, row in rows(table, delimiter=delimiter):
        if not asked:
            _passed.refuse(_passed.by_fields(row))
            asked = True
        if "text" not in row:
            raise RefusedError(f"has no column 'text' (columns: {', '.join(row)[:80]})")
        key = row.pop("id", "").strip() or str(number)
        damaged = tuple(told for told in broken if any(_holds(cell, told[1], delimiter) for cell in row.values()))
        text, fields = row.pop("text"), tuple(row.items())
        yield Raw(text, key, fields, told_by="row", left_out=damaged, read_as=f"table, {encoding}")


def _holds(cell: str, told: str, delimiter: str) -> bool:
    """Whether broken bytes, told as “ff after words”, are in this cell."""
    words = told.partition(" after ")[2]
    last = words[-2:].rpartition(delimiter)[2]
    return f"{last}\ufffd" in cell if last else cell.startswith("\ufffd")


read_csv: Final = partial(_read, delimiter=",")
read_tsv: Final = partial(_read, delimiter="\t")
