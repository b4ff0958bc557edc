"""The SQL of the graph on Spark: a connection with as much of DuckDB's as that needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.engines.spark import urls
from kg.tables.parts import Part, file
from kg.tables.schemas import PARTED

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.engines.spark.session import Session

PARTS_A_TASK: Final = 16
"""Parts (a megabyte of text each) for which a shuffle gets one partition more; empty and small ones are joined."""


class Relation:
    """The rows of a query, not computed before they are asked for."""

    def __init__(self, session: Session, frame: Any) -> None:
        self._session, self._frame = session, frame

    def to_arrow_table(self) -> pa.Table:
        """The rows, in the order of the query."""
        with self._session.explained():
            return self._frame.toArrow()

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows as tuples, in the order of the query."""
        table = self.to_arrow_table()
        return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


class Connection:
    """Runs SQL over the views of its session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sql(self, text: str) -> Relation:
        """The relation of a query."""
        with self._session.explained():
            return Relation(self._session, self._session.spark.sql(text))

    execute = sql


@contextmanager
def over(session: Session, root: Path, parts: Sequence[Part], duplicates: pa.Table) -> Iterator[Connection]:
    """A connection with a view a table of the parts; `documents` is without `sources`, which no edge needs."""
    spark = session.spark
    size = max(2 * session.cores, len(parts) // PARTS_A_TASK)
    kept = spark.conf.get("spark.sql.shuffle.partitions")
    with session.explained():
        spark.conf.set("spark.sql.shuffle.partitions", str(size))
        for table in PARTED:
            paths = [urls.literal(urls.of(file(root, table, part.name))) for part in parts]
            spark.read.parquet(*paths).createOrReplaceTempView(table)
    try:
        yield Connection(session)
    finally:
        for table in PARTED:
            spark.catalog.dropTempView(table)
        spark.conf.set("spark.sql.shuffle.partitions", kept)
