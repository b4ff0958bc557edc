"""`kg extract`: the mentions and expansions of files as lines of JSON, as they are found."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from kg import read
from kg.batches import attempt
from kg.config import Config
from kg.errors import InputError, KgError
from kg.files import whole
from kg.lexicon import Lexicon, load
from kg.records import Analysis, Document

if TYPE_CHECKING:
    from kg.pipeline import Progress
    from kg.tables.manifest import FailureEntry


class Extracted(NamedTuple):
    """How many documents there are lines of, the inputs that failed, and remarks: a source and what to know of it."""

    documents: int
    failures: list[FailureEntry]
    remarks: list[tuple[str, str]]


class NothingError(Exception):
    """No document could be read, so there is no file to write."""


def write(paths: Iterable[Path], out: Path | None, config: Config, *, progress: Progress | None = None) -> Extracted:
    """Write a line for every mention and expansion to `out` or stdout, in the order of the inputs and of the text.

    A file `out` appears only when all lines are in it, and not where all inputs failed. Raises `UsageError` where it
    cannot be written.
    """
    lexicon = load(config.extract.lexicons)
    documents = 0
    failed: list[FailureEntry] = []
    remarks: list[tuple[str, str]] = []
    if progress:
        progress.stage("documents")
    try:
        with stream(out) as handle:
            for name, analysis in analyses(paths, lexicon, config):
                if isinstance(analysis, InputError) and analysis.remark:
                    remarks.append((analysis.source, analysis.reason))
                    continue
                if isinstance(analysis, InputError):
                    failed.append({"source": analysis.source, "reason": analysis.reason})
                    continue
                handle.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(analysis, name))
                documents += 1
                remarks += remarked(analysis.document)
                if progress:
                    size = len(analysis.document.text.encode())
                    progress.advance(1, size, size, made=True)
            if not documents:
                raise NothingError
    except NothingError:
        pass
    return Extracted(documents, failed, remarks)


def remarked(document: Document) -> Iterator[tuple[str, str]]:
    """The remarks on a document, each with its source."""
    fields = (dict(pairs) for pairs in (document.extra, document.origins, document.left_out))
    return ((document.source, text) for text in read.remarks(*fields))


def analyses(
    paths: Iterable[Path], lexicon: Lexicon, config: Config, *, dated: bool = True
) -> Iterator[tuple[str, Analysis | InputError]]:
    """The analysis of every document of files, or what kept it from being one, with its `doc`; see `lines`.

    Without `dated`, the documents are analysed as if their dates were not known.
    """
    for name, item in _documents(paths, config):
        if isinstance(item, InputError):
            yield name, item
            continue
        analysis, error = attempt(item if dated else replace(item, date=""), lexicon, config)
        yield name, InputError(item.source, error) if error else analysis


def _documents(paths: Iterable[Path], config: Config) -> Iterator[tuple[str, Document | InputError]]:
    """The documents of files and what failed, each with its `doc`: the file's name, `#key` after it for a record."""
    for source in read.sources(paths, config):
        name = PurePosixPath(source.name).name
        try:
            for item in read.documents(source, config):
                yield name + item.source.removeprefix(source.name), item
        except KgError as error:
            yield name, InputError(source.name, str(error))


def lines(analysis: Analysis, doc: str) -> Iterator[dict[str, Any]]:
    """The mentions of a document, then its expansions, as plain dictionaries.

    `doc` is the file's name, `source` its path in the folder given, `sentence` the text of the sentence.
    """
    document = analysis.document
    where = {"doc": doc, "source": document.source, "document": document.id}
    for mention in analysis.mentions:
        sentence = analysis.sentences[mention.sentence] if mention.sentence >= 0 else None
        yield where | {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "type": mention.type,
            "kind": mention.kind,
            "canonical": mention.canonical,
            "entity": mention.entity,
            "sentence": document.text[sentence.start : sentence.end] if sentence else mention.text,
            "rule": mention.rule,
            "verb": mention.verb,
        }
    for expansion in analysis.expansions:
        yield where | {
            "start": expansion.start,
            "end": expansion.end,
            "type": "EXPANSION",
            "slogan": expansion.slogan,
            "members": list(expansion.members),
            "rule": expansion.rule,
        }


@contextmanager
def stream(out: Path | None) -> Iterator[IO[str]]:
    """stdout, or a file that takes its name when it is whole."""
    if out is None:
        yield sys.stdout
        return
    with whole(out) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as handle:
        yield handle
