"""Metadata: tables beside the files, dates as ISO, and which names are ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from kg.config import Read
from kg.read._decode import decode
from kg.read._source import Fields, RefusedError, everything, opened, sound
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
_DATES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(\d{4})年?",
        r"(\d{4})(\d{2})",
        r"(\d{4})(\d{2})(\d{2})",
        r"(\d{4})[-/.](\d{1,2})",
        r"(\d{4})年(\d{1,2})月",
        r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+\d{1,2}:.{0,30})?",
        r"(\d{4})年(\d{1,2})月(\d{1,2})日?(?: *\d{1,2}[:时].{0,30})?",
    )
)
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_DATE: Final = re.compile(
    r"([〇○零一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)


def iso_date(value: str) -> str:
    """A date as ISO, to the precision that it has; "" for what is no date between 1800 and 2199.

    >>> iso_date("2021年10月13日"), iso_date("2021/10"), iso_date("二〇二一年十月十三日"), iso_date("13.10.2021")
    ('2021-10-13', '2021-10', '2021-10-13', '')
    """
    value = _arabic(unicodedata.normalize("NFKC", value.strip()[:60]))
    for pattern in _DATES:
        if match := pattern.fullmatch(value):
            year, month, day = ([int(part) for part in match.groups()] + [0, 0])[:3]
            return _valid(year, month, day, parts=len(match.groups()))
    return ""


def _arabic(value: str) -> str:
    match = _CHINESE_DATE.fullmatch(value)
    if not match:
        return value
    year, *rest = (part for part in match.groups() if part)
    return "-".join([year.translate(_DIGITS), *(f"{_number(part):02d}" for part in rest)])


def _number(numeral: str) -> int:
    """一 to 九十九; 0 for what is no such numeral."""
    tens, ten, ones = numeral.rpartition("十")
    try:
        return (int(tens.translate(_DIGITS) or "1") * 10 if ten else 0) + int(ones.translate(_DIGITS) or "0")
    except ValueError:
        return 0


def _valid(year: int, month: int, day: int, *, parts: int) -> str:
    try:
        whole = date(year, month if parts > 1 else 1, day if parts > 2 else 1)
    except ValueError:
        return ""
    return whole.isoformat()[: (4, 7, 10)[parts - 1]] if 1800 <= year < 2200 else ""


def arranged(*groups: Iterable[tuple[str, str]]) -> tuple[dict[str, str], Fields]:
    """The fields of `Document` and the extra ones, sorted by name; of two values the earlier group's stays.

    A date that can't be read and a level that doesn't exist are kept as extra fields, as they were written.
    """
    known: dict[str, str] = {}
    extra: dict[str, str] = {}
    for name, value in (pair for group in groups for pair in group):
        name, value = sound(name.strip()), sound(value.strip())
        if not name or not value:
            continue
        ours = _ours(name, value)
        if ours:
            known.setdefault(name, ours)
        else:
            extra.setdefault(name, value)
    return known, tuple(sorted(extra.items()))


def _ours(name: str, value: str) -> str:
    """The value for a field of `Document`, or "" where it is none."""
    if name == "date":
        return iso_date(value)
    if name == "level":
        return value if value in LEVELS else _LEVELS.get(value, "")
    return value if name in FIELDS else ""


def table(path: Path, config: Read) -> dict[str, Fields]:
    """The metadata of a table by posix path relative to the table's folder.

    Raises `RefusedError` for a table without a column `path`, and what `open` raises.
    """
    with opened(path, config.max_bytes) as stream:
        text = decode(everything(stream, config.max_bytes), config.encoding)
    found: dict[str, Fields] = {}
    for _, row in rows(text, delimiter=TABLES[path.name]):
        if "path" not in row:
            raise RefusedError("has no column 'path'")
        name = row.pop("path").strip().replace("\\", "/").removeprefix("./")
        found[name] = tuple(row.items())
    return found
