"""Files → documents: one module a format, found by content, and by suffix where content does not tell.

`sources` names the files, `documents` reads one of them; nothing that a file holds makes either raise.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from kg.config import Config, Read
from kg.dates import iso_date
from kg.errors import InputError, MissingExtra
from kg.read import archive, docx, eml, epub, html, jsonl, mhtml, office, parquet, pdf, rtf, table, text
from kg.read._contents import Found, Reader, Reading, contents
from kg.read._document import checked, document
from kg.read._remarks import remarks
from kg.read._source import Fault, PassingError, Place, Source, Told, opened, problem
from kg.read._state import State, is_still, state
from kg.read._walk import walk
from kg.read.head import head_title
from kg.read.office import programs
from kg.records import Document

__all__ = [
    "READERS",
    "Place",
    "Source",
    "State",
    "Told",
    "document",
    "documents",
    "head_title",
    "is_still",
    "iso_date",
    "programs",
    "remarks",
    "sources",
    "state",
]

READERS: Final[dict[str, Reader]] = {
    ".csv": table.read_csv,
    ".doc": office.read_doc,
    ".docx": docx.read,
    ".eml": eml.read,
    ".epub": epub.read,
    ".htm": html.read,
    ".html": html.read,
    ".jsonl": jsonl.read,
    ".md": text.read,
    ".mht": mhtml.read,
    ".mhtml": mhtml.read,
    ".odt": office.read_odt,
    ".parquet": parquet.read,
    ".pdf": pdf.read,
    ".rtf": rtf.read,
    ".tsv": table.read_tsv,
    ".txt": text.read,
    ".wps": office.read_doc,
    ".zip": archive.read,
}
"""The reader of each suffix; `.gz` and `.zst` after any of them are unpacked first. An unknown suffix is tried as text."""

_DEFAULT: Final = Config()


def sources(paths: Iterable[str | os.PathLike[str]], config: Config = _DEFAULT) -> list[Source]:
    """The files to read, folders walked by relative path, hidden files and metadata tables left out.

    A path that does not exist is a source with a `problem`, which `documents` gives back as an `InputError`.
    """
    return walk(paths, config.read)


def documents(
    source: Source, config: Config = _DEFAULT, place: Place | None = None, *, start: int = 0
) -> Iterator[Document | InputError]:
    """The documents of a source, and an `InputError` for each that can't be read; raises only `MissingExtra`.

    The order is that of the file. The first `start`, documents and errors, are left out, and are not checked. A document's
    `source` is the source's name, with `#key` for one of many. `place` tells meanwhile how far the file is read.
    """
    if source.problem:
        yield InputError(source.name, source.problem, remark=source.remark)
        return
    nothing = True
    try:
        for number, found in enumerate(_unchanged(source, config.read, place)):
            made = checked(found, source.name, config.read) if number >= start else None
            nothing = False
            if made:
                yield made
        if nothing:
            yield InputError(source.name, "holds no documents")
    except MissingExtra:
        raise
    except Exception as error:
        # readers run libraries over hostile bytes: whatever comes out of them is a file that can't be read
        yield problem(source.name, error)


def _unchanged(source: Source, config: Read, place: Place | None) -> Iterator[Found | Fault]:
    """What a file holds; the last of it only if the file did not change meanwhile."""
    with opened(source.path, place) as stream:
        before = _written(stream)
        last: Found | Fault | None = None
        for found in contents(stream, os.path.basename(source.path), source.told, Reading(READERS, config)):
            if last is not None:
                yield last
            last = found
        if _written(stream) != before:
            raise PassingError("changed while it was read: run again when it is whole")
        if last is not None:
            yield last


def _written(stream: BinaryIO) -> tuple[int, int]:
    status = os.fstat(stream.fileno())
    return status.st_size, status.st_mtime_ns
