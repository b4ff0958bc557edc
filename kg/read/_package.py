"""Packages of XML (.docx, .epub): their parts, parsed without entities and bounded in size."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from kg.config import Read
from kg.errors import MissingExtra
from kg.read._kinds import refuse_crowd
from kg.read._source import RefusedError, seekable, too_much

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Package:
    """The parts of a package; all that is read of it together is at most `limit` bytes."""

    def __init__(self, archive: zipfile.ZipFile, what: str, limit: int) -> None:
        self._archive = archive
        self._what = what
        self._limit = limit
        self._names = set(archive.namelist())
        self._read = 0

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def data(self, name: str) -> bytes:
        """The bytes of a part; raises `RefusedError` beyond the limit."""
        with self._archive.open(name) as part:
            data = part.read(self._limit - self._read + 1)
        self._read += len(data)
        if self._read > self._limit:
            raise too_much(self._limit)
        return data

    def xml(self, name: str) -> Element:
        """A part, parsed; raises `RefusedError` for no sound XML and for a document type, which could hold entities."""
        try:
            from defusedxml.ElementTree import ParseError, fromstring
        except ImportError:
            raise MissingExtra("defusedxml", "formats") from None
        data = self.data(name)
        try:
            return fromstring(data, forbid_dtd=True)  # type: ignore[no-any-return]
        except (ParseError, ValueError, LookupError):
            raise RefusedError(f"is a damaged {self._what} ({name} is no sound XML)") from None


@contextmanager
def opened(stream: BinaryIO, what: str, config: Read) -> Iterator[Package]:
    """The package in a stream; raises `RefusedError` where it is none, is damaged, encrypted or lacks a part."""
    whole = seekable(stream, config.max_bytes)
    refuse_crowd(whole)
    try:
        with zipfile.ZipFile(whole) as archive:
            yield Package(archive, what, config.max_bytes)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError):
        raise RefusedError(f"is no {what} (damaged, encrypted, or of another format)") from None


def resolved(base: str, target: str) -> str:
    """The name of a part that another one points to.

    >>> resolved("word/document.xml", "notes.xml"), resolved("a/b/c.opf", "../d.xhtml"), resolved("a.xml", "/word/x.xml")
    ('word/notes.xml', 'a/d.xhtml', 'word/x.xml')
    """
    if target.startswith("/"):
        return target.removeprefix("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
