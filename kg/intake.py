"""Documents as they come in: every text once, and a list of what was left out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import read
from kg.config import Config
from kg.copies import FIRST, NEAR, Copies, Verdict
from kg.entries import Entries, Entry, digest, entry, identifier
from kg.errors import InputError, KgError, UsageError
from kg.ledger import Ledger, Read
from kg.records import Document
from kg.sheets import Batch
from kg.sketches import sketched
from kg.tables.parts import Failure

if TYPE_CHECKING:
    import pyarrow as pa


_URL: Final = re.compile(r"[a-z][a-z0-9+.\-]+:/")
"""How a URL begins; a drive of Windows has one letter."""


_TOGETHER: Final = 256
_BYTES: Final = 3 << 18
"""So many documents, or bytes of text, are compared with the earlier ones together."""


class Double(NamedTuple):
    """A source whose text was there before, as the document `id`; `near`: not letter for letter."""

    id: str
    source: str
    near: bool


class Intake:
    """The documents of files and folders, in the order of their sources (`Source.order`).

    Of texts that are equal, or nearly so (setting `read.near_duplicates`), the first is kept; the sources of the others
    are noted with its id. `failures`, `doubles` and `duplicates` are complete once it has been iterated. What is
    written, a build in the folder `out` or a file of that name, is no input. Files that `ledger` knows are not read.
    """

    def __init__(
        self,
        paths: Iterable[str | Path] | str | Path,
        config: Config,
        *,
        out: Path | None,
        ledger: Ledger | None = None,
    ) -> None:
        self.failures: list[Failure] = []
        given = [paths] if isinstance(paths, (str, Path)) else paths
        self._paths = sorted({Path(path) for path in given})
        self._config = config
        self._out = out
        self._ledger = ledger
        self._doubles: list[Double] = []
        self._file, self._before = 0, 0
        self._place = read.Place()

    def __iter__(self) -> Iterator[Document]:
        return map(self.texts().document, chain.from_iterable(self.entries()))

    def entries(self) -> Iterator[Entries]:
        """The documents, some at a time, without their texts where these are not at hand: `texts` has them."""
        with Copies(self._config.read.near_duplicates) as copies:
            for batches, verdicts in self._read_all():
                for batch in batches:
                    self.failures += batch.failures
                    judge = partial(verdicts.judge, copies) if verdicts else copies.judge
                    yield self._first(batch.entries, judge(batch.entries.number, batch.sketches))

    def texts(self) -> Texts:
        """What has the texts of entries."""
        return Texts(self._sources, self._config, self._ledger)

    @property
    def sheets(self) -> Sequence[str]:
        """The sheets of the ledger on which the files are noted."""
        return self._ledger.names if self._ledger else ()

    def doubles(self) -> list[Double]:
        """The texts that were there before, by the id of the text kept and their source."""
        return sorted(self._doubles)

    def size(self) -> int:
        """Bytes of the files, as far as they can be told."""
        return sum(map(_size, self._sources))

    @property
    def place(self) -> int:
        """How many of these bytes have been read."""
        return self._before + self._place.bytes

    def duplicates(self) -> pa.Table:
        """The same as a table."""
        import pyarrow as pa

        from kg.tables.schemas import table_schema

        schema = table_schema("duplicates")
        return pa.table([[getattr(row, name) for row in self.doubles()] for name in schema.names], schema=schema)

    @cached_property
    def _sources(self) -> list[read.Source]:
        outside = _outside(self._out)
        found = (source for source in read.sources(self._paths, self._config) if outside(source.path))
        return sorted(found, key=lambda source: source.order)

    def _read_all(self) -> Iterator[Read]:
        if self._ledger:
            return self._ledger.read(self._sources, self._read, self._pass)
        return iter([Read(self._read(0, len(self._sources)))])

    def _read(self, start: int, end: int) -> Iterator[Batch]:
        """What is in these files, some hundred documents at a time, or fewer where they are long."""
        entries, failures, size = list[Entry](), list[InputError](), 0
        for found in self._items(start, end):
            if isinstance(found, InputError):
                failures.append(found)
                continue
            entries.append(found)
            size += found.bytes
            if len(entries) >= _TOGETHER or size >= _BYTES:
                yield self._batch(entries, failures)
                entries, failures, size = [], [], 0
        yield self._batch(entries, failures)

    def _items(self, start: int, end: int) -> Iterator[Entry | InputError]:
        """The documents that can be stored, and the faults of the others."""
        for file in range(start, end):
            for item, found in enumerate(items(self._sources[file], self._config, self._place)):
                yield found if isinstance(found, InputError) else entry(found, file, item)
            self._pass(file + 1)

    def _pass(self, file: int) -> None:
        """All files before this one are done with."""
        self._before += sum(_size(source) for source in self._sources[self._file : file])
        self._file, self._place = max(self._file, file), read.Place()

    def _batch(self, entries: list[Entry], failures: list[InputError]) -> Batch:
        texts = [entry.document.text for entry in entries if entry.document]
        sketches = sketched(texts) if self._config.read.near_duplicates else None
        passing = any(failure.passing for failure in failures)
        return Batch(Entries.of(entries), sketches, list(map(_failure, failures)), passing)

    def _first(self, entries: Entries, verdict: Verdict) -> Entries:
        """The entries whose text was not there before, nor one near to it."""
        first = verdict.kind == FIRST
        if first.all():
            return entries
        again = zip(verdict.of[~first].tolist(), entries.source[~first], verdict.kind[~first].tolist(), strict=True)
        self._doubles += [Double(identifier(of), source, near=kind == NEAR) for of, source, kind in again]
        return entries.where(first)


class Texts:
    """The texts of entries; a file is read once where they are asked for in order."""

    def __init__(self, sources: Sequence[read.Source], config: Config, ledger: Ledger | None = None) -> None:
        self._sources, self._config, self._ledger = sources, config, ledger
        self._file, self._next = -1, 0
        self._items: Iterator[Document | InputError] = iter(())

    def document(self, entry: Entry) -> Document:
        """The document of an entry; raises `InputError` where its file is gone or holds another by now."""
        if entry.document:
            return entry.document
        if entry.file != self._file or entry.item < self._next:
            self._file, self._next = entry.file, entry.item
            self._items = items(self._sources[entry.file], self._config, start=entry.item)
        found = next(islice(self._items, entry.item - self._next, None), None)
        self._next = entry.item + 1
        if isinstance(found, InputError):
            raise found
        if found is None or digest(found) != entry.digest:
            if self._ledger:
                self._ledger.forget()
            raise InputError(entry.source, "its text is another one; run again when it is whole", passing=True)
        return found


def located(paths: Iterable[str | Path]) -> list[str]:
    """The URLs among paths, sorted, each once; raises `UsageError` where others are given with them.

    >>> located(["s3a://texts/2021", "file:///texts"]), located(["texts", Path("C:/texts")])
    (['file:///texts', 's3a://texts/2021'], [])
    """
    given = {str(path) for path in paths}
    urls = {path for path in given if _URL.match(path)}
    if urls and urls != given:
        raise UsageError(
            f"{min(given - urls)}: a path of this machine beside {min(urls)}; write it as file:///…, or build twice"
        )
    return sorted(urls)


def items(
    source: read.Source, config: Config, place: read.Place | None = None, *, start: int = 0
) -> Iterator[Document | InputError]:
    """What `read.documents` gives, and what is wrong with a source that cannot be read; raises nothing."""
    try:
        yield from read.documents(source, config, place, start=start)
    except KgError as error:
        yield InputError(source.name, str(error))


def _failure(error: InputError) -> Failure:
    plain = error.source.encode("utf-8", "backslashreplace").decode()
    return Failure(plain, error.reason, error.remark)


def _size(source: read.Source) -> int:
    """Of a link or folder that was not read there are no bytes."""
    try:
        return 0 if source.problem else os.stat(source.path).st_size
    except OSError:
        return 0


def _outside(out: Path | None) -> Callable[[str], bool]:
    """Whether a path is not `out` (which is resolved already), nor within it."""
    if out is None:
        return lambda path: True

    @lru_cache(maxsize=1024)
    def apart(folder: str) -> bool:
        resolved = Path(folder).resolve()
        return out != resolved and out not in resolved.parents

    return lambda path: apart(os.path.dirname(path)) and os.path.realpath(path) != str(out)
