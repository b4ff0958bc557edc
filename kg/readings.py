"""`kg read`: what was read of files, and what of it is hidden, as lines of JSON that a user can check."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.clean import clean
from kg.config import Config
from kg.extracts import NothingError, remarked, stream
from kg.intake import Double, Intake
from kg.records import Document
from kg.tables import manifest


class Reading(NamedTuple):
    """How many documents there are lines of, the inputs that failed, the texts that were there before, and remarks.

    A remark is a source and what is to be known of it.
    """

    documents: int
    failures: list[manifest.FailureEntry]
    doubles: list[Double]
    remarks: list[tuple[str, str]]


def write(paths: Iterable[Path], out: Path | None, config: Config) -> Reading:
    """Write a line for every document to `out` or stdout, in sorted order, each text once.

    A file `out` appears only when all lines are in it, and not where all inputs failed. Raises `UsageError` where it
    cannot be written.
    """
    intake = Intake(paths, config, out=out and out.resolve())
    documents, remarks = 0, list[tuple[str, str]]()
    try:
        with stream(out) as handle:
            for document in intake:
                handle.write(json.dumps(line(document), ensure_ascii=False) + "\n")
                documents += 1
                remarks += remarked(document)
            if not documents:
                raise NothingError
    except NothingError:
        pass
    remarks = [(each["source"], each["reason"]) for each in manifest.remarks(intake.failures)] + remarks
    return Reading(documents, manifest.failures(intake.failures), intake.doubles(), remarks)


def line(document: Document) -> dict[str, Any]:
    """The fields of a document, empty ones left out; `masks` are spans of `text` that are not searched, with the reason.

    The lines can be built from: `kg build docs.jsonl` reads the same texts.

    >>> line(Document("doc:0", "a.txt", "详见https://example.org/a。"))["masks"]
    [{'start': 2, 'end': 23, 'reason': 'url', 'text': 'https://example.org/a'}]
    """
    fields = {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}
    text = fields.pop("text")
    for name in ("extra", "origins", "left_out"):
        fields[name] = dict(fields[name])
    return {
        **{name: value for name, value in fields.items() if value},
        "characters": len(text),
        "masks": list(_masks(text)),
        "text": text,
    }


def _masks(text: str) -> Iterator[dict[str, Any]]:
    for mask in clean(text).masks:
        yield {**dataclasses.asdict(mask), "text": text[mask.start : mask.end]}
