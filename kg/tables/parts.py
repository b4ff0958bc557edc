"""Parts: neighbouring documents kept in one file a table, named by what they hold.

Where a part ends depends on the documents themselves, not on their number from the start, so a document added
or taken away changes its own part, at most one neighbour, and seldom another.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.ahead import ahead
from kg.entries import Entries, joined
from kg.files import replacing
from kg.tables.arrow import flat
from kg.tables.folder import COUNTS, LEDGER
from kg.tables.schemas import PARTED, WHOLE

if TYPE_CHECKING:
    import pyarrow as pa

TARGET: Final = 1 << 20
"""UTF-8 bytes of text that a part holds on average."""

MOST_BYTES: Final = 2 * TARGET
MOST_DOCUMENTS: Final = 8192
_SLACK: Final = 1 + 1e-9
"""Above what numbers of 64 bits lose as floats."""

NAME: Final = re.compile(r"[0-9a-f]{16}")
WHOLE_NAME: Final = re.compile(rf"({'|'.join(WHOLE)})-[0-9a-f]{{16}}\.parquet")
"""The name of a table kept in one file; group 1 is the table."""

COUNTED: Final = re.compile(r"[0-9a-f]{16}-[0-9a-f]{8}\.parquet")
"""The name of a file with the counts of a part."""

COPIES: Final = "-copies.parquet"
SHEET: Final = re.compile(rf"[0-9a-f]{{16}}(\.parquet|{COPIES})")
"""The name of a file of the ledger: a sheet, or (it ends in `COPIES`) which of its documents are copies."""

KEY: Final = b"kg"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read or annotated, and why; or a `remark`, for which no text is missing."""

    source: str
    reason: str
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a part on disk holds: rows of each table as in `PARTED`, failures, rejections by reason."""

    name: str
    rows: tuple[int, ...]
    failures: tuple[Failure, ...] = ()
    rejections: tuple[tuple[str, int], ...] = ()


class Gathered(NamedTuple):
    """The documents of a part, and the UTF-8 bytes of their texts."""

    entries: Entries
    bytes: int


def gather(batches: Iterable[Entries]) -> Iterator[Gathered]:
    """Documents in parts of about `TARGET` bytes, never above `MOST_BYTES` by more than one document.

    A part ends after a document whose number, as a fraction of the largest, is below its share of `TARGET`. How many
    come at once does not show.
    """
    part: list[Entries] = []
    size = 0
    for batch in batches:
        start = 0
        for end in _ends(batch, size, sum(map(len, part))):
            part.append(batch.where(slice(start, end)))
            size += int(part[-1].bytes.sum())
            yield Gathered(joined(part), size)
            start, part, size = end, [], 0
        part.append(batch.where(slice(start, None)))
        size += int(part[-1].bytes.sum())
    if any(map(len, part)):
        yield Gathered(joined(part), size)


def _ends(batch: Entries, size: int, count: int) -> Iterator[int]:
    """The places behind documents with which parts end, the first of which has so many bytes and documents already."""
    import numpy as np

    sizes = batch.bytes.cumsum()
    near = batch.number <= batch.bytes * ((1 << 64) / TARGET * _SLACK)
    likely = [at + 1 for at in np.flatnonzero(near).tolist() if ends(int(batch.number[at]), int(batch.bytes[at]))]
    start = before = 0
    while start < len(batch):
        full = int(np.searchsorted(sizes, before + MOST_BYTES - size)) + 1
        own = next((at for at in likely if at > start), len(batch) + 1)
        end = min(full, own, start + MOST_DOCUMENTS - count)
        if end > len(batch):
            return
        yield end
        start, before, size, count = end, int(sizes[end - 1]), 0, 0


def ends(number: int, length: int) -> bool:
    """Whether a part ends after the document of this number (64 bits), with so many bytes of text: its share of `TARGET`."""
    return number * TARGET < length << 64


def name(entries: Entries, fingerprint: str) -> str:
    """16 hex digits that stand for these documents, their metadata, and what annotates them."""
    return hashlib.sha256(fingerprint.encode() + entries.digest.tobytes()).hexdigest()[:16]


def file(root: Path, table: str, part: str) -> Path:
    """Where a part of a table lies."""
    return root / table / f"{part}.parquet"


def write(root: Path, part: str, rows: pa.Table) -> Part:
    """Write nested rows (`nested_schema`) as one file a table; `documents`, which tells of the part, last."""
    tables = {table: flat(rows, table) for table in PARTED}
    made = Part(part, tuple(tables[table].num_rows for table in PARTED), _failures(rows), _rejections(rows))
    about = {"rows": made.rows, "failures": [[f.source, f.reason] for f in made.failures]}
    about["rejections"] = made.rejections
    for table in reversed(PARTED):
        path = file(root, table, part)
        path.parent.mkdir(exist_ok=True)
        write_table(tables[table], path, {KEY: json.dumps(about).encode()} if table == PARTED[0] else {})
    return made


def find(root: Path, part: str) -> Part | None:
    """The part of that name if all its files are there and whole, or nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        footers = [pq.read_metadata(file(root, table, part)) for table in PARTED]
        about: dict[str, Any] = json.loads((footers[0].metadata or {})[KEY])
        failures = tuple(Failure(*item) for item in about["failures"])
        rejections = tuple((reason, count) for reason, count in about["rejections"])
        found = Part(part, tuple(about["rows"]), failures, rejections)
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None
    return found if found.rows == tuple(footer.num_rows for footer in footers) else None


def write_table(table: pa.Table, path: Path, about: dict[bytes, bytes] | None = None) -> None:
    """A Parquet file that appears whole, the same bytes for the same rows."""
    with replacing(path) as temporary:
        write_file(table, temporary, about)


def write_file(rows: pa.Table | Iterable[pa.Table], path: Path, about: dict[bytes, bytes] | None = None) -> None:
    """A Parquet file of a table, or of one or more tables of one schema, a row group each.

    Zstd, and dictionaries for all columns of strings but texts.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = iter([rows]) if isinstance(rows, pa.Table) else ahead(rows)
    first = next(tables)
    plain = [field.name for field in first.schema if pa.types.is_string(field.type) and field.name != "text"]
    options = {"compression": "zstd", "use_dictionary": plain, "store_schema": False}
    with pq.ParquetWriter(path, first.schema, **options) as writer:
        for table in chain([first], tables):
            writer.write_table(table)
        if about:
            writer.add_key_value_metadata(about)


def stale(
    root: Path, parts: Iterable[str], tables: Iterable[str], counts: Iterable[str] = (), sheets: Iterable[str] = ()
) -> list[Path]:
    """Files of parts, tables, counts and the ledger that are not among those named, in sorted order.

    Other files are not ours.
    """
    kept, whole, counted, noted = set(parts), set(tables), set(counts), set(sheets)
    files = (path for table in PARTED for path in sorted((root / table).glob("*.parquet")))
    old = [path for path in files if NAME.fullmatch(path.stem) and path.stem not in kept]
    old += [path for path in sorted((root / COUNTS).glob("*.parquet")) if _old(path.name, COUNTED, counted)]
    old += [path for path in sorted((root / LEDGER).glob("*.parquet")) if _old(path.name, SHEET, noted)]
    return old + [path for path in sorted(root.glob("*.parquet")) if _old(path.name, WHOLE_NAME, whole)]


def _old(name: str, ours: re.Pattern[str], kept: Collection[str]) -> bool:
    return bool(ours.fullmatch(name)) and name not in kept


def _failures(rows: pa.Table) -> tuple[Failure, ...]:
    pairs = zip(rows.column("source").to_pylist(), rows.column("error").to_pylist(), strict=True)
    return tuple(Failure(source, error) for source, error in pairs if error)


def _rejections(rows: pa.Table) -> tuple[tuple[str, int], ...]:
    import pyarrow.compute as pc

    counts: dict[str, int] = {}
    for item in pc.list_flatten(rows["rejections"]).to_pylist():
        counts[item["reason"]] = counts.get(item["reason"], 0) + item["count"]
    return tuple(sorted(counts.items()))
