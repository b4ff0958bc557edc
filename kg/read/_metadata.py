"""Metadata: tables beside the files, dates as ISO, and which names are ours."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from kg.config import Read
from kg.dates import iso_date
from kg.read._decode import decoded
from kg.read._source import Fields, RefusedError, Told, everything, opened, sound
from kg.read.table import rows
from kg.records import LEVELS

SHOWN: Final = 3
"""Names that are named one by one."""

TABLES: Final = {"metadata.tsv": "\t", "metadata.csv": ","}
"""The files that hold metadata of the files beside and below them, and their delimiters."""

FIELDS: Final = ("title", "date", "speaker", "organ", "level", "genre")
"""The fields of `Document` that metadata fills; any other name goes to `Document.extra`."""

AS_WRITTEN: Final = " as written"

IN_TEXT: Final = "date in the text"
"""The extra field with the day that a text gives in its head, where another date is taken for it."""

_LEVELS: Final = {
    "中央": "central", "全国": "central", "国家": "central",
    "省": "province", "省级": "province", "自治区": "province", "直辖市": "province",
    "市": "city", "市级": "city", "地市": "city", "县": "county", "县级": "county", "区": "county", "区县": "county",
    "乡": "township", "镇": "township", "乡镇": "township", "街道": "township", "村": "village", "社区": "village",
}  # fmt: skip


def arranged(*said: Told) -> tuple[dict[str, str], Fields, Fields]:
    """The fields of `Document`, the extra ones, and who said each, by name; of two values the earlier stays.

    A date that can't be read and a level that doesn't exist are kept as extra fields, as they were written, and who
    said them under the name and `AS_WRITTEN`.
    """
    known: dict[str, str] = {}
    extra: dict[str, str] = {}
    by: dict[str, str] = {}
    for teller, (name, value) in ((told.by, pair) for told in said for pair in told.fields):
        name, value = sound(name.strip()), sound(value.strip())
        if not name or not value:
            continue
        ours = _ours(name, value)
        if name not in (known if ours else extra):
            (known if ours else extra)[name] = ours or value
            by[name if ours or name not in FIELDS else name + AS_WRITTEN] = sound(teller)
    return known, tuple(sorted(extra.items())), tuple(sorted(by.items()))


def _ours(name: str, value: str) -> str:
    """The value for a field of `Document`, or "" where it is none."""
    if name == "date":
        return iso_date(value)
    if name == "level":
        return value if value in LEVELS else _LEVELS.get(value, "")
    return value if name in FIELDS else ""


class Table(NamedTuple):
    """What a table says, by posix path relative to its folder, and what is to be known of it besides, a line each."""

    told: dict[str, Told]
    remarks: tuple[str, ...] = ()


def table(path: Path, config: Read) -> Table:
    """The metadata of a table.

    Raises `RefusedError` for a table without a column `path`, and what `open` raises.
    """
    with opened(path) as stream:
        return told(everything(stream, config.max_bytes), path.name, config)


def told(data: bytes, name: str, config: Read) -> Table:
    """The same for the bytes of a table of that name."""
    text, _, broken = decoded(data, config.encoding)
    found: dict[str, Told] = {}
    again: set[str] = set()
    for _, row in rows(text, delimiter=TABLES[name]):
        if "path" not in row:
            raise RefusedError("has no column 'path'")
        path = row.pop("path").strip().replace("\\", "/").removeprefix("./")
        if path in found:
            again.add(path)
        found[path] = Told(name, tuple(row.items()))
    remarks = [f"{where}: {what}" for where, what in broken]
    if again:
        remarks.append(f"files with more than one row, of which the last counts: {listed(again)}")
    return Table(found, tuple(remarks))


def unmatched(fields: Mapping[str, Told], names: Container[str]) -> Iterator[tuple[str, str]]:
    """For each kind of table with rows that match none of the names: its name, and that."""
    for table in TABLES:
        lost = [path for path, told in fields.items() if told.by == table and path not in names]
        if lost:
            yield table, f"rows that match no file: {listed(lost)}"


def listed(names: Collection[str]) -> str:
    """How many, and the first of them.

    >>> listed(["b", "a"])
    '2 (a, b)'
    """
    shown = sorted(map(sound, names))[:SHOWN]
    return f"{len(names)} ({', '.join(shown)}{', …' if len(names) > SHOWN else ''})"
