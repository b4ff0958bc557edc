"""Rows of parts that no manifest lists yet, some parts at a time: memory holds no table whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.ahead import ahead
from kg.tables.parts import file
from kg.tables.schemas import table_schema

if TYPE_CHECKING:
    import pyarrow as pa

ROWS: Final = 1 << 17
"""Rows taken at once, at least: so many that a name of many parts is looked up few times."""


class Rows:
    """The rows of parts, read from their files."""

    def __init__(self, root: Path, parts: Sequence[str]) -> None:
        self._root, self._parts = root, parts

    def counted(self, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        """Tables of some columns and `n`, how many rows each stands for; the rows of a document are in one of them.

        Strings are coded, in one list of strings a table and column.
        """
        import pyarrow as pa

        for rows in ahead(gathered((self._part(table, part, columns) for part in self._parts), ROWS)):
            yield coded(pa.concat_tables(rows))

    def _part(self, table: str, part: str, columns: Sequence[str]) -> pa.Table:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = table_schema(table)
        strings = [name for name in columns if pa.types.is_string(schema.field(name).type)]
        # Of small files more threads only cost more memory.
        stored = pq.ParquetFile(file(self._root, table, part), read_dictionary=strings)
        rows = stored.read(columns=list(columns), use_threads=False).select(list(columns))
        return rows.append_column("n", pa.repeat(1, len(rows)))


def gathered(tables: Iterable[pa.Table], rows: int) -> Iterator[list[pa.Table]]:
    """The tables in lists of so many rows in all, the last of fewer.

    >>> import pyarrow as pa
    >>> [len(tables) for tables in gathered([pa.table({"n": [1, 2]})] * 5, 3)]
    [2, 2, 1]
    """
    waiting: list[pa.Table] = []
    size = 0
    for table in tables:
        waiting.append(table)
        size += len(table)
        if size >= rows:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def coded(rows: pa.Table) -> pa.Table:
    """The rows with each string of a column once, in one chunk; no string is null.

    >>> import pyarrow as pa
    >>> coded(pa.table({"name": ["甲", "甲", None]}))["name"].chunk(0).dictionary.to_pylist()
    ['甲', '']
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = []
    for column in rows.columns:
        if pa.types.is_dictionary(column.type) and column.null_count:
            column = column.cast(column.type.value_type)
        if pa.types.is_string(column.type):
            column = pc.dictionary_encode(pc.fill_null(column, ""))
        columns.append(column)
    return pa.table(columns, names=rows.column_names).unify_dictionaries().combine_chunks()
