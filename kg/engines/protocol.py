"""What an engine is: where per-document work and the SQL over all documents run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.errors import InputError
from kg.graph.counts import Counted
from kg.graph.kept import Kept
from kg.graph.mentioned import Rows
from kg.read import Source
from kg.records import Document
from kg.tables.parts import Failure, Part

if TYPE_CHECKING:
    import pyarrow as pa

Batch = TypeVar("Batch")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Steps:
    """What engines that read URLs are given.

    `walk` finds the sources of paths; `read` and `parts`, which are sent to workers, read the documents of a source and
    make the parts of documents in their order, each with its documents.
    """

    walk: Callable[[Iterable[Path]], list[Source]]
    read: Callable[[Source], Iterator[Document | InputError]]
    parts: Callable[[Iterable[Document]], Iterator[tuple[Sequence[Document], Part]]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The parts of files that workers read, in the order of their documents, and what was left out."""

    parts: Sequence[Part]
    failures: Sequence[Failure]
    repeated: pa.Table
    sheets: Sequence[str] = ()

    def duplicates(self) -> pa.Table:
        """`id` and `source` of texts that were there before, by both."""
        return self.repeated


class Told(Protocol):
    """Told how far the documents are."""

    def total(self, bytes: int) -> None:
        """The files have so many bytes."""

    def advance(self, documents: int, bytes: int) -> None:
        """So many more documents, and bytes of their text, are done."""


class Engine(Protocol):
    """Entered before its first use and left after the last."""

    def __enter__(self) -> Engine: ...

    def __exit__(self, *error: object) -> None: ...

    def run(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Results of `function` over `batches`, in order; batches are taken as results are asked for."""

    def gather(self, urls: Sequence[str], root: Path, steps: Steps, told: Told) -> Gathered:
        """Read the files at URLs where the workers are, and write the parts of their documents into `root`."""

    def over(self, root: Path, parts: Sequence[Part]) -> AbstractContextManager[Rows]:
        """The rows of the parts' tables."""

    def added(self, parts: Sequence[Kept], ids: pa.Array, dates: pa.Array) -> Sequence[Counted]:
        """Counts that come to the same as those of the parts, of which some are added up already.

        `ids` and `dates` are all entities and dates in string order, the empty date first.
        """
