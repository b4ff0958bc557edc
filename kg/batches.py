"""What a worker does: a batch of documents in, a part of the tables out.

`annotate_batch` is Arrow in, Arrow out and touches nothing else, so it runs wherever batches can be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate import annotate
from kg.config import Config
from kg.lexicon import Lexicon
from kg.records import Analysis, Document
from kg.tables import arrow, folder, parts

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be made: its name, and its documents as a batch of `schema(Document)`."""

    name: str
    batch: pa.RecordBatch


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
    rows = annotate_batch(task.batch, lexicon, config)
    made = parts.write(root, task.name, rows)
    if then:
        then(task.name, rows)
    return made


def make_parts(
    documents: Iterable[Document], *, root: Path, tag: str, make: Callable[[Task], parts.Part]
) -> Iterator[tuple[list[Document], parts.Part]]:
    """The parts of documents in their order, each with its documents; what is not in the build is made by `make`."""
    for gathered in parts.gather(documents):
        name = parts.name(gathered, tag)
        yield gathered, parts.find(root, name) or make(Task(name, arrow.batch(gathered)))


def annotate_batch(batch: pa.RecordBatch, lexicon: Lexicon, config: Config) -> pa.RecordBatch:
    """Documents (`schema(Document)`) → their analyses, a nested row each (`nested_schema`), in their order.

    A document that cannot be annotated has a row with the reason in `error`; the others are as without it.
    """
    analyses, errors = [], []
    for document in arrow.documents(batch):
        analysis, error = attempt(document, lexicon, config)
        analyses.append(analysis)
        errors.append(error)
    return arrow.nested(analyses, errors)


def attempt(document: Document, lexicon: Lexicon, config: Config) -> tuple[Analysis, str]:
    """The analysis of a document, and nothing; or an empty one, and the reason."""
    try:
        return annotate(document, lexicon, config), ""
    except Exception as error:
        # Whatever it is, the summary names it, and the other documents are built.
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Analysis(document, (), (), ()), reason[:LONGEST_REASON]
