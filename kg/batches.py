"""What a worker does: a batch of documents in, a part of the tables out.

`annotate_batch` is Arrow in, Arrow out and touches nothing else, so it runs wherever batches can be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.annotate import annotate_all
from kg.config import Config
from kg.lexicon import Lexicon
from kg.records import Analysis, Document
from kg.tables import arrow, folder, parts

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST_REASON = 200

TOGETHER = 32
"""Documents that go through the stages together."""

UNSETTLED = "its worker "
"""How the reason begins where it was the worker that failed: another run may fare better."""


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
    then: Callable[[str, pa.RecordBatch], object] | None = None,
) -> parts.Part:
    """Annotate the documents of a part, write its files into the build at `root`, and do `then` with name and rows.

    Raises `BuildError` where this machine does not see the build.
    """
    folder.seen(root)
    rows = annotate_batch(task.batch, lexicon, config, task.faults)
    if not task.name:
        return parts.Part("", ())
    made = parts.write(root, task.name, rows)
    if then:
        then(task.name, rows)
    return made


def make_parts(
    documents: Iterable[Document], *, root: Path, tag: str, make: Callable[[Task], parts.Part]
) -> Iterator[tuple[list[Document], parts.Part]]:
    """The parts of documents in their order, each with its documents; what is not in the build is made by `make`."""
    for gathered, _ in parts.gather(documents):
        name = parts.name(gathered, tag)
        found = parts.find(root, name)
        yield gathered, found if found and settled(found) else make(Task(name, arrow.batch(gathered)))


def settled(part: parts.Part) -> bool:
    """Whether another run would make the same of the part's documents."""
    return not any(failure.reason.startswith(UNSETTLED) for failure in part.failures)


def annotate_batch(
    batch: pa.RecordBatch, lexicon: Lexicon, config: Config, faults: Mapping[int, str] = MappingProxyType({})
) -> pa.RecordBatch:
    """Documents (`schema(Document)`) → their analyses, a nested row each (`nested_schema`), in their order.

    A document that cannot be annotated, or is among the `faults`, has a row with the reason in `error`; the others are
    as without it.
    """
    found = arrow.documents(batch)
    tried = {place: document for place, document in enumerate(found) if place not in faults}
    analyses = dict(zip(tried, attempts(list(tried.values()), lexicon, config), strict=True))
    rows = [analyses.get(place) or (_empty(document), faults[place]) for place, document in enumerate(found)]
    return arrow.nested([analysis for analysis, _ in rows], [error for _, error in rows])


def attempts(documents: Sequence[Document], lexicon: Lexicon, config: Config) -> Iterator[tuple[Analysis, str]]:
    """`attempt` for each document; some dozens at a time are annotated together, unless one of them cannot be."""
    for start in range(0, len(documents), TOGETHER):
        group = documents[start : start + TOGETHER]
        try:
            yield from [(analysis, "") for analysis in annotate_all(group, lexicon, config)]
        except Exception:
            yield from (attempt(document, lexicon, config) for document in group)


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
