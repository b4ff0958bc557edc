"""A stream → the texts in it: packing taken off, the reader of its kind found, files within it read in turn."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from kg.config import Read
from kg.read import _kinds
from kg.read._source import Fault, Member, PassedError, Raw, RefusedError, Told, is_passing, sound, told, too_much

Reader = Callable[[BinaryIO, Read], Iterator[Raw | Fault | Member]]


@dataclass(frozen=True, slots=True)
class Found:
    """A text, and who says what of it: of two that name one field the earlier is believed."""

    raw: Raw
    told: tuple[Told, ...]


@dataclass(slots=True)
class _Spent:
    """What the files within one file have come to so far."""

    bytes: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file needs: the readers by suffix, the limits, how deep it is and what was spent."""

    readers: Mapping[str, Reader]
    config: Read
    depth: int = 0
    spent: _Spent = field(default_factory=_Spent)

    def within(self, member: Member) -> Reading:
        """The same for a file within it; raises `RefusedError` beyond a limit."""
        config = self.config
        self.spent.bytes += len(member.data)
        self.spent.files += 1
        if self.spent.bytes > config.max_bytes:
            raise too_much(config.max_bytes)
        if self.spent.files > config.max_files:
            raise RefusedError(f"holds more than {config.max_files} files (setting read.max_files)")
        return dataclasses.replace(self, depth=self.depth + 1)


def contents(stream: BinaryIO, name: str, said: Told, reading: Reading) -> Iterator[Found | Fault]:
    """The texts of a stream of that name; `said` is what others say of it.

    What is said of one record says more than what is said of its whole file; what a file says of itself, less.
    """
    config = _decoding(reading.config, said)
    plain, name = _kinds.unpacked(stream, name, config.max_bytes, config.max_depth)
    plain_stream, kind = _kinds.kind(plain, name, config.max_bytes)
    suffix = PurePosixPath(name).suffix.lower()
    claimed = suffix if suffix != kind and suffix in reading.readers else ""
    for found in _by_kind(plain_stream, kind, reading.readers, config, claimed):
        if isinstance(found, Raw):
            own = Told(found.told_by, found.metadata)
            yield Found(found, (own, said) if found.key else (said, own))
        elif isinstance(found, Member):
            yield from _member(found, said, reading)
        else:
            yield found


def _decoding(config: Read, said: Told) -> Read:
    """The settings with the encoding that is said of the file; that of the command line or settings goes before."""
    encoding = dict(said.fields).get("encoding", "").strip()
    return dataclasses.replace(config, encoding=encoding) if encoding and not config.encoding else config


def _by_kind(
    stream: BinaryIO, kind: str, readers: Mapping[str, Reader], config: Read, claimed: str
) -> Iterator[Raw | Fault | Member]:
    """What the reader of the kind finds; `claimed` is a suffix of another kind, which the content does not bear out."""
    if kind in readers and not (claimed and kind == ".txt"):
        yield from readers[kind](stream, config)
        return
    try:
        yield from readers[".txt"](stream, config)
    except RefusedError as error:
        # what has no known suffix is read as text where it is one
        tried = f"tried as text, for {kind} is none of {' '.join(readers)}"
        why = f"it does not begin as {claimed} does" if claimed else tried
        raise RefusedError(f"{error}; {why}") from None


def _member(member: Member, said: Told, reading: Reading) -> Iterator[Found | Fault]:
    """The texts of a file within a file; one at fault does not stop the rest, a limit does."""
    within = reading.within(member)
    name = sound(member.name)
    if within.depth > reading.config.max_depth:
        yield Fault(name, f"lies more than {reading.config.max_depth} archives deep (setting read.max_depth)")
        return
    stream = cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, io.BytesIO(member.data))))
    try:
        nothing = True
        for found in contents(stream, name, member.told, within):
            nothing = False
            yield _prefixed(found, name, said)
        if nothing:
            yield Fault(name, "holds no documents")
    except Exception as error:
        yield Fault(name, told(error), is_passing(error), remark=isinstance(error, PassedError))


def _prefixed(found: Found | Fault, name: str, said: Told) -> Found | Fault:
    if isinstance(found, Fault):
        return dataclasses.replace(found, key=f"{name}#{found.key}" if found.key else name)
    key = f"{name}#{found.raw.key}" if found.raw.key else name
    return Found(dataclasses.replace(found.raw, key=key), (*found.told, said))
