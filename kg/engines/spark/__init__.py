"""Spark: documents over the workers of a cluster by `mapInArrow`, and the SQL over all of them as Spark SQL.

::

    files here    ─waves→   parts      (read by this process, sent to the workers)
    files at URLs ─listing→ sources ─reading→ documents ─gathering→ parts      (read by the workers)
    parts ─sql→ counts and pairs

The workers write the parts themselves, so the build folder is one that all machines see under one path. They need
the packages that kg needs; kg itself is sent to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.config import Engine as Settings
from kg.engines.protocol import Gathered, Steps, Told
from kg.graph.counts import Counted
from kg.graph.kept import Kept
from kg.graph.mentioned import Rows
from kg.tables.parts import Part

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.engines.spark.session import Session

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class Spark:
    """The engine of a Spark master; by default one of this machine's processors, `local[*]`.

    Where the program runs under spark-submit or has a session already, that one is used and left open.
    Raises `MissingExtra` without PySpark, `BuildError` where no session can be had.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opened: Session | None = None

    def __enter__(self) -> Spark:
        return self

    def __exit__(self, *error: object) -> None:
        if self._opened:
            self._opened.close()
            self._opened = None

    @property
    def _session(self) -> Session:
        """The session, begun when it is first needed."""
        if self._opened is None:
            from kg.engines.spark.session import Session

            self._opened = Session(self._settings)
        return self._opened

    def run(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Results of `function` over `batches`, in order."""
        from kg.engines.spark import waves

        return waves.run(self._session, function, batches)

    def gather(self, urls: Sequence[str], root: Path, steps: Steps, told: Told) -> Gathered:
        """Read the files at URLs on the workers and write the parts of their documents into `root`."""
        from kg.engines.spark import gathering, listing

        return gathering.gather(self._session, listing.listed(self._session, urls, root, steps.walk), steps, told)

    def over(self, root: Path, parts: Sequence[Part]) -> AbstractContextManager[Rows]:
        """The rows of the parts, counted by SQL that runs on the workers."""
        from kg.engines.spark import sql

        return sql.over(self._session, root, parts)

    def added(self, parts: Sequence[Kept], ids: pa.Array, dates: pa.Array) -> Sequence[Counted]:
        """The counts of all parts as one, added up on the workers."""
        from kg.engines.spark.sums import Sums

        return [Sums(self._session, parts)]
