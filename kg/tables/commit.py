"""The last step of a build: the new tables and their manifest take the place of the old ones together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.tables import manifest as manifests
from kg.tables import query
from kg.tables.parts import Part, stale, write_file
from kg.tables.schemas import PARTED, WHOLE, table_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ORDER: Final = {
    "nodes": ("id",),
    "edges": ("source", "target", "relation", "window"),
    "duplicates": ("id", "source"),
}
"""By what the tables in one file are sorted."""


@contextmanager
def over(root: Path, parts: Sequence[Part], duplicates: pa.Table, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection over parts that no manifest lists yet; what memory cannot hold goes to `spill`."""
    others = spill / "duplicates.parquet"
    write_file(duplicates, others)
    files = query.files(root, [part.name for part in parts])
    connection = query.working({table: files[table] for table in PARTED} | {"duplicates": [others]}, spill)
    try:
        yield connection
    finally:
        connection.close()


def arranged(table: str, rows: Sequence[pa.Table]) -> pa.Table:
    """Rows of a table in one file, in its columns and its order."""
    import pyarrow as pa

    schema = table_schema(table)
    every = pa.concat_tables([part.select(schema.names).cast(schema) for part in rows])
    return every.sort_by([(column, "ascending") for column in ORDER[table]])


def commit(
    root: Path,
    temporary: Path,
    parts: Sequence[Part],
    tables: Mapping[str, pa.Table],
    manifest: manifests.Manifest,
) -> None:
    """Write the tables aside, move them in place together, the manifest last, then drop old parts."""
    for table in WHOLE:
        write_file(tables[table], temporary / f"{table}.parquet")
    for table in WHOLE:
        os.replace(temporary / f"{table}.parquet", root / f"{table}.parquet")
    manifests.save(root, manifest)
    for path in stale(root, [part.name for part in parts]):
        path.unlink(missing_ok=True)
