"""What a worker does: a batch of documents in, a part of the tables out.

`annotate_batch` is Arrow in, Arrow out and touches nothing else, so it runs wherever batches can be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.annotate import annotate_all
from kg.config import Config
from kg.entries import Entries, Entry, entry
from kg.lexicon import Lexicon
from kg.records import Analysis, Document
from kg.tables import arrow, folder, parts
from kg.tables.schemas import nested_schema

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST_REASON = 200

TOGETHER = 32
"""Documents that go through the stages together."""

GONE = "is not what was read before: "
"""How the reason begins where a file was known and could not be read once more."""

UNSETTLED = ("its worker ", GONE)
"""How the reason begins where it was the worker that failed, or the file is gone: another run may fare better."""


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be made: its name, and its documents as a batch of `schema(Document)`.

    `faults` are documents not to be annotated, by place, each with the reason. Without a name nothing is written.
    """

    name: str
    batch: pa.RecordBatch
    faults: Mapping[int, str] = field(default_factory=dict)

    def pieces(self) -> list[Task]:
        """A task for each document, to see what becomes of it."""
        return [Task("", self.batch.slice(place, 1)) for place in range(self.batch.num_rows)]

    def without(self, faults: Mapping[int, str]) -> Task:
        """The task with faults that were found in its documents."""
        return replace(self, faults={**self.faults, **faults})


def make_part(
    task: Task,
    *,
    root: Path,
    lexicon: Lexicon,
    config: Config,
    then: Callable[[parts.Part, pa.Table], object] | None = None,
) -> parts.Part:
    """Annotate the documents of a part, write its files into the build at `root`, and do `then` with it and the rows.

    Raises `BuildError` where this machine does not see the build.
    """
    folder.seen(root)
    rows = annotate_batch(task.batch, lexicon, config, task.faults)
    if not task.name:
        return parts.Part("", ())
    made = parts.write(root, task.name, rows)
    if then:
        then(made, rows)
    return made


def make_parts(
    documents: Iterable[Document], *, root: Path, tag: str, make: Callable[[Task], parts.Part]
) -> Iterator[tuple[list[Document], parts.Part]]:
    """The parts of documents in their order, each with its documents; what is not in the build is made by `make`."""
    for entries, _ in parts.gather(Entries.of(some) for some in _several(map(entry, documents))):
        name = parts.name(entries, tag)
        found = parts.find(root, name)
        gathered = entries.document.tolist()
        yield gathered, found if found and settled(found) else make(Task(name, arrow.batch(gathered)))


def _several(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """The entries, some dozens at a time."""
    return iter(lambda: list(islice(entries, TOGETHER)), [])


def settled(part: parts.Part) -> bool:
    """Whether another run would make the same of the part's documents."""
    return not any(failure.reason.startswith(UNSETTLED) for failure in part.failures)


def annotate_batch(
    batch: pa.RecordBatch, lexicon: Lexicon, config: Config, faults: Mapping[int, str] = MappingProxyType({})
) -> pa.Table:
    """Documents (`schema(Document)`) → their analyses, a nested row each (`nested_schema`), in their order.

    A document that cannot be annotated, or is among the `faults`, has a row with the reason in `error`; the others are
    as without it.
    """
    import pyarrow as pa

    groups = []
    for start in range(0, batch.num_rows, TOGETHER):
        among = {place - start: reason for place, reason in faults.items()}
        groups.append(_annotated(batch.slice(start, TOGETHER), lexicon, config, among))
    return pa.Table.from_batches(groups, nested_schema())


def _annotated(batch: pa.RecordBatch, lexicon: Lexicon, config: Config, faults: Mapping[int, str]) -> pa.RecordBatch:
    """The rows of some dozens of documents: as records they take many times the memory."""
    found = arrow.documents(batch)
    tried = [document for place, document in enumerate(found) if place not in faults]
    analyses = iter(attempts(tried, lexicon, config))
    rows = [
        (_empty(document), faults[place]) if place in faults else next(analyses) for place, document in enumerate(found)
    ]
    return arrow.nested([analysis for analysis, _ in rows], [error for _, error in rows], batch)


def attempts(documents: Sequence[Document], lexicon: Lexicon, config: Config) -> list[tuple[Analysis, str]]:
    """`attempt` for each document; they are annotated together, unless one of them cannot be."""
    try:
        return [(analysis, "") for analysis in annotate_all(documents, lexicon, config)]
    except Exception:
        return [attempt(document, lexicon, config) for document in documents]


def attempt(document: Document, lexicon: Lexicon, config: Config) -> tuple[Analysis, str]:
    """The analysis of a document, and nothing; or an empty one, and the reason."""
    try:
        return annotate_all([document], lexicon, config)[0], ""
    except Exception as error:
        # Whatever it is, the summary names it, and the other documents are built.
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return _empty(document), reason[:LONGEST_REASON]


def _empty(document: Document) -> Analysis:
    return Analysis(document, (), (), ())
