"""The tables of a build as one Parquet file each, for pandas, polars, R, Spark and DuckDB.

In a build they lie in parts that are named by what they hold; here each is a file with its own name. Types are those of
`kg.tables.schemas`: lists stay lists, dates ISO strings, for not all are known to the day.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UsageError
from kg.files import whole

if TYPE_CHECKING:
    from kg.config import Config

ORDER: Final = {
    "documents": "source, id",
    "sentences": 'document, "index"',
    "mentions": 'document, start, "end", entity',
    "expansions": 'document, start, "end", slogan',
    "nodes": "id",
    "edges": 'relation, "window", source, target',
}
"""The tables, each by its own key, so that two exports of one build are the same bytes."""

BATCH: Final = 50_000
"""Rows written at a time."""


def write(tables: Any, path: Path, config: Config) -> None:
    """Write `documents.parquet`, `sentences.parquet`, … into the folder `path`; raises `UsageError` where it is a file."""
    import pyarrow.parquet as pq

    if path.is_file():
        raise UsageError(f"export {path}: is a file; name a folder")
    con = getattr(tables, "con", tables)
    for name, key in ORDER.items():
        rows = con.sql(f"select * from {name} order by {key}").to_arrow_reader(BATCH)
        with whole(path / f"{name}.parquet") as temporary, pq.ParquetWriter(temporary, rows.schema) as file:
            for batch in rows:
                file.write_batch(batch)
