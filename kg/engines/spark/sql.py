"""The SQL of the graph on Spark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.engines.spark import urls
from kg.graph.mentioned import ROWS
from kg.tables.parts import Part, file
from kg.tables.rows import coded
from kg.tables.schemas import PARTED

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.engines.spark.session import Session

PARTS_A_TASK: Final = 16
"""Parts (a megabyte of text each) for which a shuffle gets one partition more; empty and small ones are joined."""


class Counted:
    """The rows of the views of a session, the same ones once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def counted(self, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        """The different rows of some columns, and `n`, how many there are of each, as one table."""
        with self._session.explained():
            rows = self._session.spark.sql(ROWS.format(columns=", ".join(columns), table=table)).toArrow()
        yield coded(rows)


@contextmanager
def over(session: Session, root: Path, parts: Sequence[Part]) -> Iterator[Counted]:
    """The rows of the parts, of which the session has a view a table; `documents` is without `sources`."""
    spark = session.spark
    size = max(2 * session.cores, len(parts) // PARTS_A_TASK)
    kept = spark.conf.get("spark.sql.shuffle.partitions")
    with session.explained():
        spark.conf.set("spark.sql.shuffle.partitions", str(size))
        for table in PARTED:
            paths = [urls.literal(urls.of(file(root, table, part.name))) for part in parts]
            spark.read.parquet(*paths).createOrReplaceTempView(table)
    try:
        yield Counted(session)
    finally:
        for table in PARTED:
            spark.catalog.dropTempView(table)
        spark.conf.set("spark.sql.shuffle.partitions", kept)
