"""Batches of the graph → lines of text, column by column: a million edges take seconds, and the memory of one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from kg.export.flatten import plain

if TYPE_CHECKING:
    import pyarrow as pa

Escape = Callable[[str], str]


def strings(column: pa.Array, escape: Escape) -> pa.Array:
    """The values of a column as escaped text; what is null stays null.

    >>> import pyarrow as pa
    >>> strings(pa.array([["甲", "乙"], None]), str).to_pylist(), strings(pa.array([True]), str).to_pylist()
    (['甲|乙', None], ['true'])
    """
    import pyarrow as pa

    if pa.types.is_list(column.type):
        values = (None if value is None else escape(str(plain(value))) for value in column.to_pylist())
        return pa.array(values, pa.string())
    if not pa.types.is_string(column.type):
        return column.cast(pa.string())
    # A name stands in many rows of many batches and is escaped once.
    coded = column.dictionary_encode()
    escaped = pa.array([_escaped(value, escape) for value in coded.dictionary.to_pylist()], pa.string())
    return escaped.take(coded.indices)


@lru_cache(maxsize=1 << 16)
def _escaped(value: str, escape: Escape) -> str:
    return escape(str(plain(value)))


def joined(*pieces: str | pa.Array, optional: bool = False) -> pa.Array:
    """Texts and columns one after the other, a text a row; `optional` gives "" where one of them is null."""
    import pyarrow.compute as pc

    rows = pc.binary_join_element_wise(*pieces, "")
    return pc.fill_null(rows, "") if optional else rows


def values(batch: pa.RecordBatch, names: Sequence[str], escape: Escape, around: Callable[[str], Sequence[str]]) -> Any:
    """The named columns of a batch, each between the two texts that `around` gives, or nothing where it is null."""
    columns = ((around(name), strings(batch.column(name), escape)) for name in names)
    pieces = [joined(before, column, after, optional=True) for (before, after), column in columns]
    return joined(*pieces)


def write(file: IO[bytes], lines: pa.Array) -> None:
    """Write the texts of a column one after the other, as UTF-8."""
    import numpy as np

    _, offsets, data = lines.buffers()
    if data is not None:
        ends = np.frombuffer(offsets, np.int32)[lines.offset : lines.offset + len(lines) + 1]
        file.write(memoryview(data)[int(ends[0]) : int(ends[-1])])
