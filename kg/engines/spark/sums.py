"""The counts of parts added up by Spark.

A part has at most one row for two names, whatever they are, and Spark adds rows up where they lie before it sends
them: no name is a burden of one task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.engines.spark import urls
from kg.graph.counts import SUMS, pairs_schema
from kg.graph.kept import Kept

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.engines.spark.session import Session


class Sums:
    """The counts of all parts; `rows` are computed where they are asked for."""

    def __init__(self, session: Session, parts: Sequence[Kept]) -> None:
        self._session, self._parts = session, parts

    @property
    def units(self) -> Mapping[str, int]:
        """How many windows of each kind there are."""
        return sum((Counter(part.units) for part in self._parts), Counter())

    @property
    def crowded(self) -> Mapping[str, int]:
        """How many of them are left out."""
        return Counter({window: sum(part.crowded[window] for part in self._parts) for window in self._parts[0].crowded})

    def rows(self, window: str) -> Iterator[pa.Table]:
        """The rows of one kind of window, each pair once, by source and target."""
        import pyarrow as pa

        with self._session.explained():
            frame = self._session.spark.read.parquet(*(urls.literal(urls.of(part.path)) for part in self._parts))
            frame.createOrReplaceTempView("counts")
            rows = self._session.spark.sql(SUMS.format(window=window)).toArrow()
        schema = pairs_schema().remove(0)
        yield pa.table([_filled(rows, field) for field in schema], schema=schema)


def _filled(rows: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    """A column of `pairs_schema` from the rows of `SUMS`."""
    import pyarrow as pa

    column = rows[{"first": "first_date", "last": "last_date"}.get(field.name, field.name)]
    return column.dictionary_encode() if pa.types.is_dictionary(field.type) else column.cast(field.type)
