"""What a build has that the one before it in the same folder had not, and what it has no more."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import BuildError
from kg.tables import Tables

if TYPE_CHECKING:
    import pyarrow as pa


class Change(NamedTuple):
    """How many documents are in a build for the first time, and how many of the build before are no longer in it."""

    new: int
    gone: int


def documents(path: str | Path) -> pa.Array | None:
    """The ids of a build's documents, or None where there is no build that can be read whole."""
    import duckdb

    try:
        with closing(Tables(path)) as tables:
            return tables.documents.select("id").to_arrow_table()["id"].combine_chunks()
    except (BuildError, duckdb.Error):
        return None


def between(before: pa.Array, after: pa.Array) -> Change:
    """How the documents changed.

    >>> import pyarrow as pa
    >>> between(pa.array(["doc:1", "doc:2"]), pa.array(["doc:2", "doc:3", "doc:4"]))
    Change(new=2, gone=1)
    """
    import pyarrow.compute as pc

    kept = pc.sum(pc.is_in(after, before)).as_py() or 0
    return Change(len(after) - kept, len(before) - kept)
