"""What files held when a build read them, without the texts: one that has not changed is not read again.

Neighbouring files are noted on one sheet, named by their names, their metadata and their bytes, and by the code that
reads them. Where a sheet ends depends on these files alone, as with parts.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final, NamedTuple

from kg.files import temporary_file
from kg.read import Source, State, is_still, state
from kg.sheets import Batch, Writer, found
from kg.tables.folder import LEDGER
from kg.tables.parts import Failure, ends

MOST_BYTES: Final = 1 << 22
MOST_FILES: Final = 8192
"""Bytes and files after which a sheet ends; a file of as many bytes has one to itself."""

RECORDS: Final = frozenset((".jsonl", ".csv", ".tsv"))
"""Suffixes of files that hold many texts as records of their own."""


class Sheet(NamedTuple):
    """Neighbouring files, of which `first` is the place of the first, and the state of each; unnamed: not to be kept."""

    name: str
    first: int
    sources: Sequence[Source]
    states: Sequence[State | None]


Reads = Callable[[int, int], Iterator[Batch]]
"""Reads the files from one place to another."""


class Ledger:
    """The sheets of the build at `root`; `tag` stands for the code and the settings that read.

    `names` are those of the sheets that hold what was asked for.
    """

    def __init__(self, root: Path, tag: str) -> None:
        self._folder = root / LEDGER
        self._tag = tag
        self.names: list[str] = []

    def batches(
        self, sources: Sequence[Source], read: Reads, passed: Callable[[int], object] = bool
    ) -> Iterator[Batch]:
        """The documents of files, from the sheets where they are noted; other files are read, and noted.

        `passed` is told the place of the file before which none has to be read any more.
        """
        for sheet in sheets(sources, self._tag):
            end = sheet.first + len(sheet.sources)
            if not sheet.name:
                yield from read(sheet.first, end)
                continue
            path = self._folder / f"{sheet.name}.parquet"
            if noted := found(path, sheet.first):
                passed(end)
            yield from noted or self._note(path, sheet, read(sheet.first, end))
            if path.exists():
                self.names.append(path.name)

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
            if _is_settled(sheet, writer.failures):
                os.replace(temporary, path)
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


def _is_settled(sheet: Sheet, failures: Iterable[Failure]) -> bool:
    """Whether another run would find the same: the files are what they were, and only records of theirs are broken.

    Of other faults (no memory, too much time) the next run may find none.
    """
    lists = {source.name for source in sheet.sources if not RECORDS.isdisjoint(PurePath(source.path).suffixes)}
    if any(failure.source.rpartition("#")[0] not in lists for failure in failures):
        return False
    return all(map(is_still, sheet.sources, sheet.states))
