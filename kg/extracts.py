"""`kg extract`: the mentions and expansions of files as lines of JSON, as they are found."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from kg import read
from kg.annotate import annotate
from kg.config import Config
from kg.errors import InputError, UsageError
from kg.lexicon import load
from kg.records import Analysis
from kg.tables.manifest import FailureEntry


def write(paths: Iterable[Path], out: Path | None, config: Config, *, quiet: bool = False) -> list[FailureEntry]:
    """Write a line for every mention and expansion to `out` or stdout; the inputs that failed, with the reason.

    A file `out` appears only when all lines are in it.
    """
    lexicon = load(config.extract.lexicons)
    failed: list[FailureEntry] = []
    with _stream(out) as stream:
        for source in read.sources(paths, config):
            for item in read.documents(source, config):
                if isinstance(item, InputError):
                    failed.append({"source": item.source, "reason": item.reason})
                    continue
                for line in lines(annotate(item, lexicon, config)):
                    stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return failed


def lines(analysis: Analysis) -> Iterator[dict[str, Any]]:
    """The mentions of a document, then its expansions, as plain dictionaries.

    `doc` is the file's name, `source` its path in the folder given, `sentence` the text of the sentence.
    """
    document = analysis.document
    where = {"doc": PurePosixPath(document.source).name, "source": document.source, "document": document.id}
    for mention in analysis.mentions:
        sentence = analysis.sentences[mention.sentence] if mention.sentence >= 0 else None
        yield where | {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "type": mention.type,
            "kind": mention.kind,
            "canonical": mention.canonical,
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
def _stream(out: Path | None) -> Iterator[IO[str]]:
    """stdout, or a file that takes its name when it is whole."""
    if out is None:
        yield sys.stdout
        return
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror or error}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            yield stream
        os.replace(name, out)
    except BaseException:
        os.unlink(name)
        raise
