"""Files → documents: one module a format, found by suffix.

`sources` names the files, `documents` reads one of them; nothing that a file holds makes either raise.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from kg.config import Config, Read
from kg.dates import iso_date
from kg.errors import InputError
from kg.read import docx, html, jsonl, table, text
from kg.read._metadata import arranged
from kg.read._source import Fault, Fields, Raw, RefusedError, Source, opened, problem, sound
from kg.read._walk import walk
from kg.read.title import head_title
from kg.records import Document

__all__ = ["READERS", "Source", "document", "documents", "head_title", "iso_date", "sources"]

Reader = Callable[[BinaryIO, Read], Iterator[Raw | Fault]]

READERS: Final[dict[str, Reader]] = {
    ".csv": table.read_csv,
    ".docx": docx.read,
    ".htm": html.read,
    ".html": html.read,
    ".jsonl": jsonl.read,
    ".md": text.read,
    ".tsv": table.read_tsv,
    ".txt": text.read,
}
"""The reader of each suffix; `.gz` after any of them is unpacked first. An unknown suffix is tried as text."""

_STREAMED: Final = (".jsonl",)
_DEFAULT: Final = Config()


def sources(paths: Iterable[str | os.PathLike[str]], config: Config = _DEFAULT) -> list[Source]:
    """The files to read, folders walked by relative path, hidden files and metadata tables left out.

    A path that does not exist is a source with a `problem`, which `documents` gives back as an `InputError`.
    """
    return walk(paths, config.read)


def documents(source: Source, config: Config = _DEFAULT) -> Iterator[Document | InputError]:
    """The documents of a source, and an `InputError` for each that can't be read; raises only `MissingExtra`.

    The order is that of the file. A document's `source` is the source's name, with `#key` for one of many.
    """
    if source.problem:
        yield InputError(source.name, source.problem)
        return
    nothing = True
    try:
        for found in _raw(Path(source.path), config.read):
            yield _checked(found, source, config.read)
            nothing = False
        if nothing:
            yield InputError(source.name, "holds no documents")
    except (OSError, EOFError, zlib.error, RefusedError) as error:
        yield problem(source.name, error)


def document(text: str, *, source: str = "", **metadata: str) -> Document:
    """The document of a text. `metadata` fills the fields of its name, after `arranged`; others go to `extra`.

    >>> document("增强“四个意识”。", source="a.txt", date="2021年10月").date
    '2021-10'
    """
    return _document(text, source, tuple(metadata.items()))


def _raw(path: Path, config: Read) -> Iterator[Raw | Fault]:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    packed = suffixes[-1:] == [".gz"]
    suffix = ((suffixes[:-1] if packed else suffixes) or [""])[-1]
    if suffix not in _STREAMED and path.stat().st_size > config.max_bytes:
        raise RefusedError(f"is larger than {config.max_bytes} bytes (setting read.max_bytes)")
    with opened(path, config.max_bytes) as stream:
        if suffix in READERS:
            yield from READERS[suffix](stream, config)
            return
        try:
            yield from text.read(stream, config)
        except RefusedError as error:
            raise RefusedError(f"{error}; known suffixes: {' '.join(READERS)}") from None


def _checked(found: Raw | Fault, source: Source, config: Read) -> Document | InputError:
    name = f"{source.name}#{sound(found.key)}" if found.key else source.name
    if isinstance(found, Fault):
        return InputError(name, found.reason)
    if not found.text or found.text.isspace():
        return InputError(name, "holds nothing but white space")
    if len(found.text) > config.max_characters:
        return InputError(name, f"is longer than {config.max_characters} characters (setting read.max_characters)")
    if "\x00" in found.text:
        return InputError(name, "is binary (it holds NUL characters)")
    # what is said of one record says more than what is said of its whole file; what a file says of itself, less
    groups = (found.metadata, source.metadata) if found.key else (source.metadata, found.metadata)
    return _document(sound(found.text), name, *groups)


def _document(text: str, source: str, *groups: Fields) -> Document:
    known, extra = arranged(*groups)
    known.setdefault("title", head_title(text))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=f"doc:{digest[:16]}", source=source, text=text, extra=extra, **known)
