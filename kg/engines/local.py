"""This machine: per-document work in this process or in a pool, SQL by DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.config import Engine as Settings
from kg.engines.protocol import Gathered, Steps, Told
from kg.errors import UsageError
from kg.graph.bundle import bundled
from kg.graph.kept import Kept
from kg.tables.parts import Part
from kg.tables.rows import Rows

if TYPE_CHECKING:
    import pyarrow as pa

Batch = TypeVar("Batch")
Result = TypeVar("Result")
Run = Callable[[Callable[[Any], Any], Iterable[Any], int, int], Iterator[Any]]


class Local:
    """An engine of one machine; `run` is `serial.run` or `processes.run`."""

    def __init__(self, run: Run, settings: Settings) -> None:
        if settings.master:
            raise UsageError(f"master {settings.master!r}: only the engine spark has one, not {settings.name}")
        self._run, self._jobs, self._seconds = run, settings.jobs, settings.max_seconds

    def __enter__(self) -> Local:
        return self

    def __exit__(self, *error: object) -> None:
        """Each run ends what it began."""

    def run(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Results of `function` over `batches`, in order; a batch may take a worker the seconds of the settings."""
        return self._run(function, batches, self._jobs, self._seconds)

    def gather(self, urls: Sequence[str], root: Path, steps: Steps, told: Told) -> Gathered:
        """Raise `UsageError`: URLs are read by Spark."""
        raise UsageError(f"{urls[0]}: a URL is read by Spark's file systems: give --engine spark")

    def over(self, root: Path, parts: Sequence[Part]) -> AbstractContextManager[Rows]:
        """The rows of the parts as they are: `kg.graph.mentioned` counts them."""
        return nullcontext(Rows(root, [part.name for part in parts]))

    def added(self, parts: Sequence[Kept], ids: pa.Array, dates: pa.Array) -> Sequence[Kept]:
        """The first of them as one, and the others: `kg.graph.merge` adds them up."""
        return bundled(parts, ids, dates)
