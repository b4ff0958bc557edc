"""What readers take and give: streams bounded in size, raw texts with their fields, files within files."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gzip import BadGzipFile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.config import Read
from kg.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Fields = tuple[tuple[str, str], ...]
"""Metadata of a text: names and values, in order."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a file, and who says it (`metadata.tsv`)."""

    by: str = ""
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it is, the name its documents bear, its metadata; or the problem met in finding it.

    The problem is a `remark` where no text is missing for it, as in `InputError`.
    """

    path: str
    name: str
    told: Told = Told()
    problem: str = ""
    remark: bool = False

    @property
    def order(self) -> tuple[bool, str, str]:
        """What sources are sorted by: those of which something is said first, so that of copies one with metadata is kept,
        then by name."""
        return not self.told.fields, self.name, self.path


@dataclass(frozen=True, slots=True)
class Raw:
    """A text as a reader found it; `key` tells the records of one file apart ("" where a file is one text).

    `metadata` is what the file says of the text, and `told_by` in what (`<meta>`, `front matter`); `properties` is what
    the program noted that wrote the file, which says less than the text's own head. `left_out` is what is in the file
    and not in the text: where and what. `read_as` is how the file was read.
    """

    text: str
    key: str = ""
    metadata: Fields = ()
    told_by: str = "file"
    properties: Fields = ()
    left_out: Fields = ()
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file, to be read by its own name and content."""

    name: str
    data: bytes
    told: Told = Told()


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that cannot be read; the reader goes on after it. It is `passing`, or a `remark`, as `InputError` is."""

    key: str
    reason: str
    passing: bool = False
    remark: bool = False


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


_SMALL = 1 << 16


class RefusedError(Exception):
    """A whole file that cannot be read; its text is the reason, without the file's name."""


class PassingError(RefusedError):
    """The same, where another run may read it."""


class PassedError(RefusedError):
    """The same, where it is no text to read: a `remark` as in `InputError`."""


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
            raise too_much(self._limit)
        memoryview(buffer)[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: str | Path, place: Place | None = None) -> Iterator[BinaryIO]:
    """The bytes of a regular file; raises `RefusedError` for any other, which could be waited for without end.

    `place` tells how far it is read.
    """
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise RefusedError("is not a regular file")
    with open(path, "rb") as stream:
        if place:
            place.follow(stream)
        yield stream


def bounded(stream: BinaryIO, limit: int) -> io.BufferedReader:
    """The stream, which raises `RefusedError` after `limit` bytes."""
    return io.BufferedReader(_Bounded(stream, limit))


def too_much(limit: int) -> RefusedError:
    """The error for what unpacks to more than `limit` bytes."""
    return RefusedError(f"unpacks to more than {limit} bytes (setting read.max_bytes)")


def everything(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream; raises `RefusedError` where there are more than `limit`, or none."""
    data = _at_most(stream, limit + 1)
    if len(data) > limit:
        raise RefusedError(f"is larger than {limit} bytes (setting read.max_bytes)")
    if not data:
        raise RefusedError("is empty")
    return data


def _at_most(stream: BinaryIO, size: int) -> bytes:
    """So many bytes or all; room for a large file is made only where it is one."""
    data = stream.read(min(size, _SMALL))
    return data if len(data) < _SMALL else data + stream.read(size - len(data))


def text_bytes(stream: BinaryIO, config: Read) -> bytes:
    """All bytes of a stream that is one text; too many to be a text within the limits are not even read."""
    most = 4 * config.max_characters + 4
    if most >= config.max_bytes:
        return everything(stream, config.max_bytes)
    data = _at_most(stream, most + 1)
    if len(data) > most:
        raise RefusedError(f"is longer than {config.max_characters} characters (setting read.max_characters)")
    return data or everything(stream, config.max_bytes)


def seekable(stream: BinaryIO, limit: int) -> BinaryIO:
    """The stream, or its bytes where it can't be read from any place; raises as `everything` does."""
    return stream if stream.seekable() else io.BytesIO(everything(stream, limit))


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


def told(error: BaseException) -> str:
    """What an error says, in one line without the path of a file."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(sound(str(reason)).split())[:200]


def problem(name: str, error: Exception) -> InputError:
    """The error for a file, in one line without its path."""
    return InputError(name, told(error), passing=is_passing(error), remark=isinstance(error, PassedError))


def is_passing(error: BaseException) -> bool:
    """Whether what went wrong may go well another time: it was not the file but the machine."""
    machine = isinstance(error, (PassingError, MemoryError, OSError))
    return machine and not isinstance(error, BadGzipFile)
