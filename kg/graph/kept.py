"""The counts of parts on disk, beside the tables that they are made from: a file a part, a row group a kind of window."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.files import replacing
from kg.graph.counts import Counts, count, pairs_schema
from kg.tables import arrow, parts
from kg.tables.folder import COUNTS

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.config import Config

NEEDED: Final = {
    "documents": ["id", "date"],
    "sentences": ["document", "index", "paragraph"],
    "mentions": ["document", "sentence", "type", "entity"],
}
"""The columns of a part that are counted."""

KEY: Final = b"kg"


@dataclass(frozen=True, slots=True)
class Kept:
    """The counts of a part in a file: the rows of `Counts.pairs` stay there."""

    path: Path
    units: Mapping[str, int]
    crowded: Mapping[str, int]
    windows: tuple[str, ...]

    def rows(self, window: str) -> pa.Table:
        """The rows of one kind of window; see `Counted`."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pairs_schema().remove(0)
        if window not in self.windows:
            return schema.empty_table()
        coded = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        stored = pq.ParquetFile(self.path, read_dictionary=coded)
        return stored.read_row_group(self.windows.index(window), columns=schema.names, use_threads=False)


def name(part: str, config: Config) -> str:
    """The name of the file with a part's counts under these settings."""
    settings = [_code(), sorted(config.graph.types), sorted(config.graph.windows), config.graph.max_names]
    return f"{part}-{hashlib.sha256(json.dumps(settings).encode()).hexdigest()[:8]}.parquet"


@cache
def _code() -> str:
    """What counts, as a hash: other code makes other files."""
    code = files("kg.graph").joinpath("counts.py").read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(code).hexdigest()


def keep(part: str, rows: pa.Table, *, root: Path, config: Config) -> Kept:
    """Count the nested rows (`nested_schema`) of a part and write the counts, whole; the same bytes for the same rows."""
    return _keep(part, {table: arrow.flat(rows, table) for table in NEEDED}, root, config)


def counted(root: Path, names: Iterable[str], config: Config) -> Iterator[Kept]:
    """The counts of parts under these settings, made where they are missing."""
    for part in names:
        yield find(root, part, config) or _keep(part, _tables(root, part), root, config)


def crowded(parts: Iterable[Kept]) -> dict[str, int]:
    """How many windows of each kind were left out for having more than `graph.max_names` names, by `crowded …`."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part.crowded)
    return {f"crowded {window}": number for window, number in total.items() if number}


def find(root: Path, part: str, config: Config) -> Kept | None:
    """The counts of a part if they are there and whole, or nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = root / COUNTS / name(part, config)
    try:
        footer = pq.read_metadata(path)
        about: dict[str, Any] = json.loads((footer.metadata or {})[KEY])
        windows = tuple(about["windows"])
        found = Kept(path, dict(about["units"]), dict(about["crowded"]), windows)
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None
    return found if footer.num_row_groups == len(windows) else None


def _keep(part: str, tables: Mapping[str, pa.Table], root: Path, config: Config) -> Kept:
    path = root / COUNTS / name(part, config)
    path.parent.mkdir(exist_ok=True)
    return _write(path, count(tables["documents"], tables["sentences"], tables["mentions"], config))


def _tables(root: Path, part: str) -> dict[str, pa.Table]:
    import pyarrow.parquet as pq

    return {table: pq.read_table(parts.file(root, table, part), columns=names) for table, names in NEEDED.items()}


def _write(path: Path, counts: Counts) -> Kept:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    groups = {window: counts.pairs.filter(pc.equal(counts.pairs["window"], window)) for window in counts.units}
    groups = {window: rows for window, rows in groups.items() if len(rows)}
    about = {"units": counts.units, "crowded": counts.crowded, "windows": list(groups)}
    options = {"compression": "zstd", "store_schema": False}
    with replacing(path) as temporary, pq.ParquetWriter(temporary, pairs_schema(), **options) as writer:
        for rows in groups.values():
            writer.write_table(rows, row_group_size=len(rows))
        writer.add_key_value_metadata({KEY: json.dumps(about).encode()})
    return Kept(path, counts.units, counts.crowded, tuple(groups))
