"""Metadata: tables beside the files, dates as ISO, and which names are ours."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.config import Read
from kg.dates import iso_date
from kg.read._decode import decode
from kg.read._source import Fields, RefusedError, Told, everything, opened, sound
from kg.read.table import rows
from kg.records import LEVELS

TABLES: Final = {"metadata.tsv": "\t", "metadata.csv": ","}
"""The files that hold metadata of the files beside and below them, and their delimiters."""

FIELDS: Final = ("title", "date", "speaker", "organ", "level", "genre")
"""The fields of `Document` that metadata fills; any other name goes to `Document.extra`."""

_LEVELS: Final = {
    "中央": "central", "全国": "central", "国家": "central",
    "省": "province", "省级": "province", "自治区": "province", "直辖市": "province",
    "市": "city", "市级": "city", "地市": "city", "县": "county", "县级": "county", "区": "county", "区县": "county",
    "乡": "township", "镇": "township", "乡镇": "township", "街道": "township", "村": "village", "社区": "village",
}  # fmt: skip


def arranged(*said: Told) -> tuple[dict[str, str], Fields, Fields]:
    """The fields of `Document`, the extra ones, and who said each, by name; of two values the earlier stays.

    A date that can't be read and a level that doesn't exist are kept as extra fields, as they were written.
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
            if ours or name not in known:
                by[name] = teller
    return known, tuple(sorted(extra.items())), tuple(sorted(by.items()))


def _ours(name: str, value: str) -> str:
    """The value for a field of `Document`, or "" where it is none."""
    if name == "date":
        return iso_date(value)
    if name == "level":
        return value if value in LEVELS else _LEVELS.get(value, "")
    return value if name in FIELDS else ""


def table(path: Path, config: Read) -> dict[str, Told]:
    """The metadata of a table by posix path relative to the table's folder.

    Raises `RefusedError` for a table without a column `path`, and what `open` raises.
    """
    with opened(path) as stream:
        return told(everything(stream, config.max_bytes), path.name, config)


def told(data: bytes, name: str, config: Read) -> dict[str, Told]:
    """The same for the bytes of a table of that name."""
    found: dict[str, Told] = {}
    for _, row in rows(decode(data, config.encoding), delimiter=TABLES[name]):
        if "path" not in row:
            raise RefusedError("has no column 'path'")
        path = row.pop("path").strip().replace("\\", "/").removeprefix("./")
        found[path] = Told(name, tuple(row.items()))
    return found
