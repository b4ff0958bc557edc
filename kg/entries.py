"""What a document is known by where its text is not at hand: enough to give it its place in the tables."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from kg.records import Document

DIGEST: Final = 16
"""Bytes of a digest."""

_FIELDS: Final = attrgetter(*(field.name for field in fields(Document) if field.name != "text"))
"""All that a document holds; its text has its `id`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document by the number of its text, its source, a digest of all it holds, and the UTF-8 bytes of its text.

    It is item `item` of file `file`, both counted from 0; `document` is itself, where it has just been read.
    """

    number: int
    source: str
    digest: bytes
    bytes: int
    file: int = 0
    item: int = 0
    document: Document | None = None

    @property
    def id(self) -> str:
        """The id of the document."""
        return identifier(self.number)


def entry(document: Document, file: int = 0, item: int = 0) -> Entry:
    """The entry of a document.

    >>> found = entry(Document("doc:00000000000000ff", "a.txt", "会议"))
    >>> found.number, found.id, found.bytes, len(found.digest)
    (255, 'doc:00000000000000ff', 6, 16)
    """
    size = len(document.text.encode("utf-8", "replace"))
    return Entry(number(document.id), document.source, digest(document), size, file, item, document)


def number(id: str) -> int:
    """The number in the id of a document; the inverse of `identifier`.

    >>> number("doc:00000000000000ff")
    255
    """
    return int(id.removeprefix("doc:"), 16)


def identifier(number: int) -> str:
    """The id of the document of this number."""
    return f"doc:{number:016x}"


def digest(document: Document) -> bytes:
    """What tells a document from others: its text, its source or any of its metadata."""
    return hashlib.sha256(json.dumps(_FIELDS(document)).encode("ascii")).digest()[:DIGEST]
