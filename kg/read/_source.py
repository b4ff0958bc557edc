"""What readers take and give: files bounded in size, raw texts with their fields."""

from __future__ import annotations

import gzip
import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Fields = tuple[tuple[str, str], ...]
"""Metadata of a text: names and values, in order."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, the name its documents bear, its metadata; or the problem met in finding it."""

    path: str
    name: str
    metadata: Fields = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as a reader found it; `key` tells the records of one file apart ("" where a file is one text)."""

    text: str
    key: str = ""
    metadata: Fields = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that cannot be read; the reader goes on after it."""

    key: str
    reason: str


class Place:
    """How far a file has been read, in bytes as they lie on disk: a packed file counts as packed."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None

    def follow(self, file: BinaryIO) -> None:
        """Tell of this file from now on."""
        self._file = file

    @property
    def bytes(self) -> int:
        """The bytes read so far; 0 where nothing is open."""
        return 0 if self._file is None or self._file.closed else self._file.tell()


class RefusedError(Exception):
    """A whole file that cannot be read; its text is the reason, without the file's name."""


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than `limit` bytes, so that a small archive can't unpack without end."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        data = self._stream.read(len(memoryview(buffer)))
        self._given += len(data)
        if self._given > self._limit:
            raise RefusedError(f"unpacks to more than {self._limit} bytes (setting read.max_bytes)")
        memoryview(buffer)[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path, limit: int, place: Place | None = None) -> Iterator[io.BufferedReader]:
    """The bytes of a regular file, unpacked if it ends in `.gz`; raises `RefusedError` beyond `limit` unpacked.

    `place` tells how far it is read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise RefusedError("is not a regular file")
    with path.open("rb") as file:
        if place:
            place.follow(file)
        if path.suffix.lower() != ".gz":
            yield file
            return
        with gzip.GzipFile(fileobj=file) as packed:
            yield io.BufferedReader(_Bounded(packed, limit))  # type: ignore[arg-type]


def everything(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream; raises `RefusedError` where there are more than `limit`, or none."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise RefusedError(f"is larger than {limit} bytes (setting read.max_bytes)")
    if not data:
        raise RefusedError("is empty")
    return data


def sound(text: str) -> str:
    """`text` with lone surrogates, which no file can hold, as U+FFFD; the length stays.

    >>> sound("党\\udce5章")
    '党�章'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


def problem(name: str, error: Exception) -> InputError:
    """The error for a file, in one line without its path."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return InputError(name, " ".join(sound(str(reason)).split())[:200])
