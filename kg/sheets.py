"""The sheets of the ledger on disk: a row a document, and in the footer what could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.entries import DIGEST, Entries
from kg.sketches import SKETCH
from kg.tables.parts import Failure

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    from numpy.typing import NDArray

    Sketches = NDArray[np.uint32]

GROUP: Final = 4096
"""Rows written together."""

COMPRESSION: Final = {"source": "zstd", "digest": "none", "sketch": "none", "number": "none"}
"""Digests and sketches are as good as random."""

KEY: Final = b"kg"


class Batch(NamedTuple):
    """Some documents in their order, a row of `sketches` each (none where none are wanted), and what could not be read.

    It is `passing` where another run may read more.
    """

    entries: Entries
    sketches: Sketches | None
    failures: Sequence[Failure] = ()
    passing: bool = False

    def after(self, number: int) -> Batch:
        """What is left without the first documents, and without what could not be read."""
        return Batch(self.entries.where(slice(number, None)), None if self.sketches is None else self.sketches[number:])


class Writer:
    """Writes batches into a file of a sheet."""

    def __init__(self, path: Path, first: int) -> None:
        import pyarrow.parquet as pq

        self._first = first
        self._waiting: list[pa.Table] = []
        self._rows = 0
        self.failures: list[Failure] = []
        self.passing = False
        self._handle = path.open("wb")
        options = {"compression": COMPRESSION, "use_dictionary": False, "store_schema": False}
        options |= {"write_page_checksum": True}
        self._file = pq.ParquetWriter(self._handle, _schema(), **options)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        import pyarrow as pa

        try:
            if kind is None:
                self._flush()
                about = [[failure.source, failure.reason, failure.remark] for failure in self.failures]
                self._file.add_key_value_metadata({KEY: json.dumps(about).encode()})
                self._file.close()
                self._handle.flush()
        finally:
            # Ended also where it is thrown away, or it would be when it is collected, and say that it cannot be.
            with suppress(OSError, pa.ArrowException):
                self._file.close()
            with suppress(OSError):
                self._handle.close()

    def write(self, batch: Batch) -> None:
        """Add the rows of a batch."""
        self.failures += batch.failures
        self.passing |= batch.passing
        self._waiting.append(_table(batch, self._first))
        self._rows += len(batch.entries)
        if self._rows >= GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._file.write_table(pa.concat_tables(self._waiting).combine_chunks())
        self._waiting, self._rows = [], 0


def _schema() -> pa.Schema:
    import pyarrow as pa

    numbers = [("number", pa.uint64()), ("bytes", pa.int64()), ("file", pa.int32()), ("item", pa.int32())]
    return pa.schema(
        [("source", pa.string()), ("digest", pa.binary(DIGEST)), ("sketch", pa.binary(4 * SKETCH)), *numbers]
    )


def _table(batch: Batch, first: int) -> pa.Table:
    import pyarrow as pa

    entries, schema = batch.entries, _schema()
    columns = {
        name: pa.array(getattr(entries, name), schema.field(name).type)
        for name in ("number", "source", "bytes", "item")
    }
    columns["file"] = pa.array(entries.file - first)
    columns["digest"] = _fixed(entries.digest)
    columns["sketch"] = (
        pa.nulls(len(entries), pa.binary(4 * SKETCH)) if batch.sketches is None else _fixed(batch.sketches)
    )
    return pa.table([columns[name] for name in schema.names], schema=schema)


def _fixed(rows: NDArray[Any]) -> pa.Array:
    """Rows of numbers as strings of bytes."""
    import pyarrow as pa

    size = rows.nbytes // len(rows) if len(rows) else 0
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(size), len(rows), [None, pa.py_buffer(rows.tobytes())])


def found(path: Path, first: int) -> Iterator[Batch] | None:
    """The batches of a sheet, if its file is there and whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        stored = pq.ParquetFile(path, page_checksum_verification=True)
        about: list[list[Any]] = json.loads((stored.metadata.metadata or {})[KEY])
        failures = [Failure(source, reason, remark) for source, reason, remark in about]
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None
    return _batches(stored, failures, first)


def _batches(stored: pq.ParquetFile, failures: list[Failure], first: int) -> Iterator[Batch]:
    with stored:
        yield Batch(Entries.of([]), None, failures)
        for group in range(stored.num_row_groups):
            yield _batch(stored.read_row_group(group, use_threads=False), first)


def _batch(table: pa.Table, first: int) -> Batch:
    """The entries and sketches of rows."""
    import numpy as np

    columns = {name: table[name].to_numpy() for name in ("number", "source", "bytes", "file", "item")}
    columns["file"] = columns["file"] + np.int32(first)
    columns["digest"] = _bytes(table["digest"]).view(f"V{DIGEST}")
    columns["document"] = np.full(len(table), None)
    sketches = None if table["sketch"].null_count else _bytes(table["sketch"]).view(np.uint32).reshape(-1, SKETCH)
    return Batch(Entries(**columns), sketches)


def _bytes(column: pa.ChunkedArray) -> NDArray[np.uint8]:
    """The bytes of strings that are all as long."""
    import numpy as np

    strings = column.combine_chunks()
    size = strings.type.byte_width
    return np.frombuffer(strings.buffers()[1], np.uint8)[strings.offset * size :][: len(strings) * size]
