"""What files held when a build read them, without the texts: one that has not changed is not read again.

Neighbouring files are noted on one sheet, named by their names, their metadata and their bytes, and by the code that
reads them. Where a sheet ends depends on these files alone, as with parts. Which of its texts are copies of earlier ones
is noted beside it, by the texts of the sheets before it: where these are the same, they are not compared again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kg.copies import Verdicts
from kg.files import temporary_file
from kg.read import Source, State, is_still, state
from kg.sheets import Batch, Writer, found
from kg.tables.folder import LEDGER
from kg.tables.parts import COPIES, SHEET, ends

MOST_BYTES: Final = 1 << 22
MOST_FILES: Final = 8192
"""Bytes and files after which a sheet ends; a file of as many bytes has one to itself."""


class Sheet(NamedTuple):
    """Neighbouring files, of which `first` is the place of the first, and the state of each; unnamed: not to be kept."""

    name: str
    first: int
    sources: Sequence[Source]
    states: Sequence[State | None]


class Read(NamedTuple):
    """The documents of neighbouring files, and what is known of which of them are copies; nothing is to be noted of None."""

    batches: Iterator[Batch]
    verdicts: Verdicts | None = None


Reads = Callable[[int, int], Iterator[Batch]]
"""Reads the files from one place to another."""


class Ledger:
    """The sheets of the build at `root`; `tag` stands for the code and the settings that read.

    `names` are those of the sheets that hold what was asked for.
    """

    def __init__(self, root: Path, tag: str) -> None:
        self._folder = root / LEDGER
        self._tag = tag
        self._forgotten = False
        """Whether what was noted turned out not to be so."""
        self.names: list[str] = []

    def read(self, sources: Sequence[Source], read: Reads, passed: Callable[[int], None]) -> Iterator[Read]:
        """The documents of files, from the sheets where they are noted; other files are read, and noted.

        Each `Read` is to be used up, and its verdicts asked for, before the next. `passed` is told the place of the
        file before which none has to be read any more.
        """
        before = hashlib.sha256(self._tag.encode())
        for sheet in sheets(sources, self._tag):
            path = self._folder / f"{sheet.name}.parquet"
            here = before.copy()
            here.update(sheet.name.encode())
            copies = self._folder / f"{here.hexdigest()[:16]}{COPIES}"
            verdicts = Verdicts.read(copies)
            yield Read(self._batches(path, sheet, read, passed), verdicts)
            if sheet.name and path.exists():
                self.names.append(path.name)
            if not self._forgotten:
                self._folder.mkdir(exist_ok=True)
                verdicts.write(copies)
                self.names.append(copies.name)
            before.update(verdicts.digest())

    def _batches(self, path: Path, sheet: Sheet, read: Reads, passed: Callable[[int], None]) -> Iterator[Batch]:
        """The documents of a sheet, from its file or from those that it is of."""
        end = sheet.first + len(sheet.sources)
        batches = read(sheet.first, end)
        if not sheet.name:
            yield from batches
        elif noted := found(path, sheet.first):
            passed(end)
            yield from _sound(path, noted, batches)
        else:
            yield from self._note(path, sheet, batches)

    def forget(self) -> None:
        """Remove all sheets: what one of them says is not so."""
        self._forgotten = True
        for path in self._folder.glob("*.parquet"):
            if SHEET.fullmatch(path.name):
                path.unlink()

    def _note(self, path: Path, sheet: Sheet, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches, and a sheet of them, unless another run could find something else in its files."""
        self._folder.mkdir(exist_ok=True)
        temporary = temporary_file(self._folder)
        try:
            writer = Writer(temporary, sheet.first)
            with writer:
                for batch in batches:
                    writer.write(batch)
                    yield batch
            if not writer.passing and all(map(is_still, sheet.sources, sheet.states)):
                os.replace(temporary, path)
            else:
                path.unlink(missing_ok=True)  # that of a former run, if there is one, is damaged
        finally:
            temporary.unlink(missing_ok=True)


def sheets(sources: Sequence[Source], tag: str) -> Iterator[Sheet]:
    """Neighbouring files together: a sheet ends after a file by the digest of its bytes, and around a long file."""
    first, size = 0, 0
    states: list[State | None] = []
    for place, now in enumerate(map(state, sources)):
        length = now.size if now else 0
        if states and length >= MOST_BYTES:
            yield _sheet(sources, first, states, tag)
            first, size, states = place, 0, []
        states.append(now)
        size += length
        if size >= MOST_BYTES or len(states) >= MOST_FILES or (now and ends(int(now.digest[:16], 16), length)):
            yield _sheet(sources, first, states, tag)
            first, size, states = place + 1, 0, []
    if states:
        yield _sheet(sources, first, states, tag)


def _sheet(sources: Sequence[Source], first: int, states: list[State | None], tag: str) -> Sheet:
    """The sheet of these files; unnamed where one of them cannot be read."""
    chosen = sources[first : first + len(states)]
    digest = hashlib.sha256(tag.encode())
    for source, now in zip(chosen, states, strict=True):
        told = source.told.by, source.told.fields
        known = source.name, os.path.basename(source.path), told, now and now.digest
        digest.update(json.dumps(known).encode("ascii"))
    return Sheet("" if None in states else digest.hexdigest()[:16], first, chosen, states)


def _sound(path: Path, noted: Iterator[Batch], read: Iterator[Batch]) -> Iterator[Batch]:
    """The batches of a sheet; where its file turns out to be damaged it is removed, and the rest is `read`."""
    import pyarrow as pa

    given = 0
    try:
        for batch in noted:
            yield batch
            given += len(batch.entries)
    except (OSError, pa.ArrowException):
        path.unlink(missing_ok=True)
    else:
        return
    for batch in read:
        yield batch.after(given)
        given = max(0, given - len(batch.entries))
