"""Parquet: a document a row, read row group by row group; the column of the text is found by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.config import Read
from kg.read import _passed
from kg.read._source import Fault, Raw, RefusedError, seekable, told
from kg.read.jsonl import scalar
from kg.read.table import NAMES

if TYPE_CHECKING:
    import pyarrow.parquet as pq


def read(stream: BinaryIO, config: Read) -> Iterator[Raw | Fault]:
    """A document for each row with a text; the row's `id`, or its number from 1, is its key.

    Raises `PassedError` for a table of kg, `RefusedError` for a file without a column of texts, and for a row group that unpacks beyond `max_bytes`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    whole = seekable(stream, config.max_bytes)
    try:
        columns = _columns(pq.ParquetFile(whole))
        # a text that recurs is kept once: a small file can't fill the memory with copies of it
        file = pq.ParquetFile(whole, read_dictionary=[name for name, ours in columns.items() if ours == "text"])
        number = 0
        for group in range(file.num_row_groups):
            if _unpacked(file, group) > config.max_bytes:
                raise RefusedError(f"has a row group of more than {config.max_bytes} bytes (setting read.max_bytes)")
            for batch in file.iter_batches(256, row_groups=[group], columns=list(columns)):
                for row in range(batch.num_rows):
                    number += 1
                    values = {columns[name]: batch.column(name)[row].as_py() for name in columns}
                    yield _record(values, str(number))
    except pa.ArrowException as error:
        raise RefusedError(f"is a damaged Parquet file: {told(error)}") from None


def _columns(file: pq.ParquetFile) -> dict[str, str]:
    """The plain columns by our names."""
    import pyarrow as pa

    plain = [f.name for f in file.schema_arrow if not pa.types.is_nested(f.type) and not pa.types.is_binary(f.type)]
    columns: dict[str, str] = {}
    for name in plain:
        ours = NAMES.get(name.strip().lower(), name.strip().lower())
        if ours not in columns.values():
            columns[name] = ours
    _passed.refuse(_passed.by_fields(file.schema_arrow.names))
    if "text" not in columns.values():
        raise RefusedError(f"has no column 'text' (columns: {', '.join(columns)[:80]})")
    return columns


def _unpacked(file: pq.ParquetFile, group: int) -> int:
    return int(file.metadata.row_group(group).total_byte_size)


def _record(values: dict[str, Any], number: str) -> Raw | Fault:
    text = values.pop("text")
    scalars = {name: scalar(value) for name, value in values.items()}
    key = scalars.pop("id", "").strip() or number
    if not isinstance(text, str):
        return Fault(key, "has no text in column 'text'")
    return Raw(text, key, tuple((n, v) for n, v in scalars.items() if v), told_by="row", read_as="parquet")
