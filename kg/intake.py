"""Documents as they come in: every text once, and a list of what was left out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg import read
from kg.config import Config
from kg.errors import InputError, KgError, UsageError
from kg.near import Near
from kg.records import Document
from kg.tables.parts import Failure

if TYPE_CHECKING:
    import pyarrow as pa


_URL: Final = re.compile(r"[a-z][a-z0-9+.\-]+:/")
"""How a URL begins; a drive of Windows has one letter."""


_TOGETHER: Final = 256
_CHARACTERS: Final = 1 << 18
"""So many documents, or characters of text, are compared with the earlier ones together."""


class Double(NamedTuple):
    """A source whose text was there before, as the document `id`; `near`: not letter for letter."""

    id: str
    source: str
    near: bool


class Intake:
    """The documents of files and folders, in sorted order.

    Of texts that are equal, or nearly so (setting `read.near_duplicates`), the first is kept; the sources of the others
    are noted with its id. `failures`, `doubles` and `duplicates` are complete once it has been iterated. What is
    written, a build in the folder `out` or a file of that name, is no input.
    """

    def __init__(self, paths: Iterable[str | Path] | str | Path, config: Config, *, out: Path | None) -> None:
        self.failures: list[Failure] = []
        given = [paths] if isinstance(paths, (str, Path)) else paths
        self._paths = sorted({Path(path) for path in given})
        self._config = config
        self._out = out
        self._doubles: list[Double] = []
        self._read = 0
        self._place = read.Place()

    def __iter__(self) -> Iterator[Document]:
        seen: set[int] = set()
        percent = self._config.read.near_duplicates
        with Near(percent) if percent else nullcontext() as near:
            for batch in _batches(self._documents()):
                numbers = [int(document.id.removeprefix("doc:"), 16) for document in batch]
                pairs = list(zip(numbers, batch, strict=True))
                new = {number: document.text for number, document in pairs if number not in seen}
                earlier = near.earlier(new) if near else {}
                for number, document in pairs:
                    if number in seen:
                        self._doubles.append(Double(document.id, document.source, near=False))
                    elif number in earlier:
                        self._doubles.append(Double(f"doc:{earlier[number]:016x}", document.source, near=True))
                    else:
                        seen.add(number)
                        yield document

    def doubles(self) -> list[Double]:
        """The texts that were there before, by the id of the text kept and their source."""
        return sorted(self._doubles)

    def size(self) -> int:
        """Bytes of the files, as far as they can be told."""
        return sum(map(_size, self._sources))

    @property
    def place(self) -> int:
        """How many of these bytes have been read."""
        return self._read + self._place.bytes

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
        return sorted(found, key=lambda source: (source.name, source.path))

    def _documents(self) -> Iterator[Document]:
        """The documents that can be stored; the faults of the others become failures."""
        for source in self._sources:
            for item in items(source, self._config, self._place):
                if isinstance(item, InputError):
                    self._fail(item.source, item.reason)
                else:
                    yield item
            self._read, self._place = self._read + _size(source), read.Place()

    def _fail(self, source: str, reason: str) -> None:
        plain = source.encode("utf-8", "backslashreplace").decode()
        self.failures.append(Failure(plain, reason))


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


def items(source: read.Source, config: Config, place: read.Place | None = None) -> Iterator[Document | InputError]:
    """The documents of a source, and what is wrong with those that cannot be read; raises nothing."""
    try:
        yield from read.documents(source, config, place)
    except KgError as error:
        yield InputError(source.name, str(error))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents, some hundreds at a time, or fewer where they are long."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= _TOGETHER or size >= _CHARACTERS:
            yield batch
            batch, size = [], 0
    yield batch


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
