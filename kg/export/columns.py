"""Batches of the graph → lines of text, column by column: a million edges take seconds, and the memory of one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Final

from kg.export.flatten import SEPARATOR, plain

if TYPE_CHECKING:
    import pyarrow as pa

Escape = Callable[[str], str]

MARKS: Final = '[&<>"]'
"""The printable characters that an escape may change."""


def strings(column: pa.Array, escape: Escape) -> pa.Array:
    """The values of a column as `flatten.plain` has them, as escaped text; what is null stays null.

    >>> import pyarrow as pa
    >>> strings(pa.array([["甲", "乙|丙"], None]), str).to_pylist(), strings(pa.array([True]), str).to_pylist()
    (['甲|乙¦丙', None], ['true'])
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_list(column.type):
        items = strings(pc.replace_substring(column.values, SEPARATOR, "¦"), escape)
        lists = pc.binary_join(pa.ListArray.from_arrays(column.offsets, items), SEPARATOR)
        return pc.if_else(column.is_valid(), lists, None)
    if not pa.types.is_string(column.type):
        return column.cast(pa.string())
    # A name stands in many rows, and hardly any has a character that must be escaped.
    coded = column.dictionary_encode()
    odd = pc.or_(pc.invert(pc.utf8_is_printable(coded.dictionary)), pc.match_substring_regex(coded.dictionary, MARKS))
    if not pc.any(odd).as_py():
        return column
    escaped = [escape(str(plain(value))) for value in coded.dictionary.filter(odd).to_pylist()]
    return pc.replace_with_mask(coded.dictionary, odd, pa.array(escaped, pa.string())).take(coded.indices)


def joined(*pieces: str | pa.Array) -> pa.Array:
    """Texts and columns one after the other, a text a row; null where one of them is."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(*pieces, "")


def values(
    batch: pa.RecordBatch, names: Sequence[str], escape: Escape, around: Callable[[str], tuple[str, str]]
) -> Iterator[str | pa.Array]:
    """Pieces to be joined: the named columns of a batch, each between two texts by its name; nothing where it is null."""
    for name in names:
        before, after = around(name)
        column = strings(batch.column(name), escape)
        yield from (joined(before, column, after).fill_null(""),) if column.null_count else (before, column, after)


def write(file: IO[bytes], lines: pa.Array) -> None:
    """Write the texts of a column one after the other, as UTF-8."""
    import numpy as np

    _, offsets, data = lines.buffers()
    if data is not None:
        ends = np.frombuffer(offsets, np.int32)[lines.offset : lines.offset + len(lines) + 1]
        file.write(memoryview(data)[int(ends[0]) : int(ends[-1])])
