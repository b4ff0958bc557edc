"""What a document is known by where its text is not at hand: enough to give it its place in the tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from kg.records import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[Any]

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


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Documents in their order: a column for each field of `Entry`, and a row an `Entry`.

    Of a hundred thousand documents that were built before, none is looked at by itself.
    """

    number: NDArray[np.uint64]
    source: NDArray[np.object_]
    digest: NDArray[np.void]
    bytes: NDArray[np.int64]
    file: NDArray[np.int32]
    item: NDArray[np.int32]
    document: NDArray[np.object_]

    @classmethod
    def of(cls, rows: Sequence[Entry]) -> Entries:
        """The columns of rows.

        >>> made = Entries.of([entry(Document("doc:00000000000000ff", "a.txt", "会议"))])
        >>> len(made), [row.source for row in made]
        (1, ['a.txt'])
        """
        import numpy as np

        columns = []
        for field, type in zip(fields(cls), ("u8", "O", f"V{DIGEST}", "i8", "i4", "i4", "O"), strict=True):
            column = np.empty(len(rows), type)
            column[:] = [getattr(row, field.name) for row in rows]
            columns.append(column)
        return cls(*columns)

    def __len__(self) -> int:
        return len(self.number)

    def __iter__(self) -> Iterator[Entry]:
        return map(Entry, *(column.tolist() for column in self._columns()))

    def where(self, chosen: slice | NDArray[np.bool_]) -> Entries:
        """The rows chosen."""
        return Entries(*(column[chosen] for column in self._columns()))

    def _columns(self) -> list[Column]:
        return [getattr(self, field.name) for field in fields(self)]


def joined(parts: Sequence[Entries]) -> Entries:
    """The rows of all parts, of which there is one at least."""
    import numpy as np

    if len(parts) == 1:
        return parts[0]
    return Entries(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Entries)))


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
