"""The last step of a build: the new manifest takes the place of the old one, and with it all tables at once.

Nothing that the old manifest names is touched before; what only it named is removed after.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.tables import manifest as manifests
from kg.tables.parts import stale, write_file
from kg.tables.schemas import table_schema

if TYPE_CHECKING:
    import pyarrow as pa

ORDER: Final = {
    "nodes": ("id",),
    "edges": ("source", "target", "relation", "window"),
    "duplicates": ("id", "source"),
}
"""By what the tables in one file are sorted."""


def arranged(table: str, rows: Sequence[pa.Table]) -> pa.Table:
    """Rows of a table in one file, in its columns and its order."""
    import pyarrow as pa

    schema = table_schema(table)
    every = pa.concat_tables([part.select(schema.names).cast(schema) for part in rows])
    return every.sort_by([(column, "ascending") for column in ORDER[table]])


def write(root: Path, temporary: Path, table: str, rows: pa.Table | Iterable[pa.Table]) -> str:
    """Write a table, whole or batch by batch, in one file named by its content, and give the name.

    No build has it before a manifest names it: that of the old manifest stays beside it.
    """
    path = temporary / f"{table}.parquet"
    write_file(rows, path)
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()[:16]
    name = f"{table}-{digest}.parquet"
    os.replace(path, root / name)
    return name


def rows(root: Path, names: Mapping[str, str]) -> dict[str, int]:
    """How many rows the tables in these files have."""
    import pyarrow.parquet as pq

    return {table: pq.read_metadata(root / name).num_rows for table, name in names.items()}


def commit(root: Path, manifest: manifests.Manifest, counts: Iterable[str] = (), sheets: Iterable[str] = ()) -> None:
    """Make the manifest that of the build, which is one step, then remove the files of ours that it does not name.

    `counts` are the names of the files with the counts of its parts, `sheets` those of its ledger.
    """
    manifests.save(root, manifest)
    parts = [part["name"] for part in manifest["parts"]]
    for path in stale(root, parts, manifest["tables"].values(), counts, sheets):
        path.unlink(missing_ok=True)
