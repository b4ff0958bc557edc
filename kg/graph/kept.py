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

from kg.errors import BuildError
from kg.files import replacing
from kg.graph.counts import count, pairs_schema
from kg.tables import arrow, parts
from kg.tables.folder import COUNTS

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.config import Config
    from kg.tables.parts import Part

NEEDED: Final = {
    "documents": ["id", "date"],
    "sentences": ["document", "index", "paragraph"],
    "mentions": ["document", "sentence", "type", "entity"],
}
"""The columns of a part that are counted."""

KEY: Final = b"kg"

DICTIONARY: Final = 1 << 26
"""Bytes of distinct strings in a column, up to which each is written once."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The counts of a part in a file: the rows of `Counts.pairs` stay there."""

    path: Path
    units: Mapping[str, int]
    crowded: Mapping[str, int]
    windows: tuple[str, ...]

    def rows(self, window: str) -> pa.Table:
        """The rows of one kind of window; see `Counted`.

        Where the file is damaged it is removed, so that another run makes it anew, and `BuildError` raised.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pairs_schema().remove(0)
        if window not in self.windows:
            return schema.empty_table()
        coded = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        try:
            stored = pq.ParquetFile(self.path, read_dictionary=coded, page_checksum_verification=True)
            return stored.read_row_group(self.windows.index(window), columns=schema.names, use_threads=False)
        except (OSError, pa.ArrowException, KeyError):
            self.path.unlink(missing_ok=True)
            raise BuildError(f"{self.path}: was damaged and is removed; run again to count anew") from None


def name(part: Part, config: Config) -> str:
    """The name of the file with a part's counts under these settings, without those of its documents that failed.

    Another run may annotate these: the part then has the same name, and other counts.
    """
    settings = [code("counts"), sorted(config.graph.types), sorted(config.graph.windows), config.graph.max_names]
    settings.append([failure.source for failure in part.failures])
    return f"{part.name}-{hashlib.sha256(json.dumps(settings).encode()).hexdigest()[:8]}.parquet"


@cache
def code(*modules: str) -> str:
    """A hash of modules of `kg.graph`: other code makes other files."""
    found = (files("kg.graph").joinpath(f"{module}.py").read_bytes() for module in modules)
    return hashlib.sha256(b"".join(found).replace(b"\r\n", b"\n")).hexdigest()


def keep(part: Part, rows: pa.Table, *, root: Path, config: Config) -> Kept:
    """Count the nested rows (`nested_schema`) of a part and write the counts, whole; the same bytes for the same rows."""
    return _keep(part, {table: arrow.flat(rows, table) for table in NEEDED}, root, config)


def counted(root: Path, made: Iterable[Part], config: Config) -> Iterator[Kept]:
    """The counts of parts under these settings, made where they are missing."""
    for part in made:
        yield find(root, part, config) or _keep(part, _tables(root, part.name), root, config)


def crowded(parts: Iterable[Kept]) -> dict[str, int]:
    """How many windows of each kind were left out for having more than `graph.max_names` names, by `crowded …`."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part.crowded)
    return {f"crowded {window}": number for window, number in total.items() if number}


def find(root: Path, part: Part, config: Config) -> Kept | None:
    """The counts of a part if they are there and whole, or nothing."""
    return read(root / COUNTS / name(part, config))


def read(path: Path) -> Kept | None:
    """The counts in a file if it is there and whole, or nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        footer = pq.read_metadata(path)
        about: dict[str, Any] = json.loads((footer.metadata or {})[KEY])
        windows = tuple(about["windows"])
        found = Kept(path, dict(about["units"]), dict(about["crowded"]), windows)
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None
    return found if footer.num_row_groups == len(windows) else None


def _keep(part: Part, tables: Mapping[str, pa.Table], root: Path, config: Config) -> Kept:
    path = root / COUNTS / name(part, config)
    path.parent.mkdir(exist_ok=True)
    counts = count(tables["documents"], tables["sentences"], tables["mentions"], config)
    return write(path, counts.by_window(), counts.units, counts.crowded)


def _tables(root: Path, part: str) -> dict[str, pa.Table]:
    import pyarrow.parquet as pq

    return {table: pq.read_table(parts.file(root, table, part), columns=names) for table, names in NEEDED.items()}


def write(
    path: Path, groups: Iterable[tuple[str, pa.Table]], units: Mapping[str, int], crowded: Mapping[str, int]
) -> Kept:
    """Write counts whole: the rows of each kind of window (`Counted.rows`), one after the other."""
    import pyarrow.parquet as pq

    windows = []
    schema = pairs_schema()
    options = {"compression": "zstd", "store_schema": False, "dictionary_pagesize_limit": DICTIONARY}
    options |= {"write_page_checksum": True}
    with replacing(path) as temporary, pq.ParquetWriter(temporary, schema, **options) as writer:
        for window, rows in groups:
            if len(rows):
                writer.write_table(_of(window, rows), row_group_size=len(rows))
                windows.append(window)
        about = {"units": units, "crowded": crowded, "windows": windows}
        writer.add_key_value_metadata({KEY: json.dumps(about).encode()})
    return Kept(path, units, crowded, tuple(windows))


def _of(window: str, rows: pa.Table) -> pa.Table:
    """The rows with the name of their window, which other engines read."""
    import pyarrow as pa

    named = pa.repeat(window, len(rows)).dictionary_encode()
    return rows.add_column(0, "window", named).cast(pairs_schema())
