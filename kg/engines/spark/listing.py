"""URLs → sources: what files there are, under the names that they would have on this machine.

The rules for names, order and metadata tables are those of `kg.read`: it walks a copy of the tree in which every
file but the metadata tables is empty.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.engines.spark import urls as names
from kg.read import Source

if TYPE_CHECKING:
    from kg.engines.spark.session import Session

METADATA: Final = r"/metadata\.(tsv|csv)$"
HIDDEN: Final = "is hidden to Spark (its name begins with _ or .)"

Walk = Callable[[Iterable[Path]], list[Source]]


@dataclass(frozen=True, slots=True)
class Found:
    """A source whose `path` is a URL, and the bytes of its file."""

    source: Source
    size: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The sources in the order of their names, and the files and folders that they are in, none within another."""

    found: list[Found]
    roots: list[str]


def listed(session: Session, urls: Iterable[str], out: Path, walk: Walk) -> Listing:
    """The files at URLs (folders, files, patterns), but for those of the build in `out`.

    What begins with `_` or `.` is hidden to Spark, so it is not listed. A URL that names nothing is a source with a
    `problem`.
    """
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as folder, session.explained():
        copy = _Copy(session, Path(folder), out)
        for url in urls:
            copy.add(url)
        found = sorted(copy.found(walk), key=lambda item: item.source.order)
        return Listing(found, _outermost(copy.roots))


def _outermost(roots: Iterable[str]) -> list[str]:
    """Of files and folders those that are in no other.

    >>> _outermost(["s3a://a/b", "s3a://a/b/c.txt", "s3a://a/bc", "s3a://a/b"])
    ['s3a://a/b', 's3a://a/bc']
    """
    every = sorted(set(roots))
    return [root for root in every if not any(root.startswith(other.rstrip("/") + "/") for other in every)]


class _Copy:
    """The tree of empty files, and which URL each stands for."""

    def __init__(self, session: Session, folder: Path, out: Path) -> None:
        self._session, self._folder, self._out = session, folder, out
        self._urls: dict[str, tuple[str, int]] = {}
        self.roots: list[str] = []
        self._problems: list[Found] = []

    def add(self, url: str) -> None:
        roots = _roots(self._session, url)
        if not roots:
            self._problems.append(_problem(url, "no such file or folder"))
        for root, folder in roots:
            files = _files(self._session, root)
            if not folder and not files:
                self._problems.append(_problem(root, HIDDEN))
                continue
            self._make(root, files)
            self._tables(root)

    def _make(self, root: str, files: dict[str, int]) -> None:
        if list(files) != [root]:
            self._at(root).mkdir(parents=True, exist_ok=True)
        for url, size in files.items():
            if not self._inside(url):
                path = self._at(url)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch()
                self._urls[str(path)] = url, size
        self._urls[str(self._at(root))] = self._urls.get(str(self._at(root)), (root, 0))
        self.roots.append(root)

    def _tables(self, root: str) -> None:
        frame = _loaded(self._session, root).where(f"path rlike '{METADATA.replace(chr(92), chr(92) * 2)}'")
        for row in frame.select("path", "content").collect():
            if str(self._at(row.path)) in self._urls:
                self._at(row.path).write_bytes(row.content)

    def _at(self, url: str) -> Path:
        """Where a URL lies in the copy: its folders are those above it, for these may tell files apart."""
        place, _, path = re.sub(r"^([^:]+:)/+", r"\1//", url).partition("//")
        return self._folder / place.rstrip(":") / path

    def _inside(self, url: str) -> bool:
        path = names.local(url)
        return path is not None and self._out in (path.resolve(), *path.resolve().parents)

    def found(self, walk: Walk) -> list[Found]:
        """The sources of the copy, with the URLs for which its files stand."""
        made = list(self._problems)
        for source in walk([self._at(root) for root in self.roots]):
            url, size = self._urls.get(source.path, (source.name, 0))
            name = url if source.name == source.path else source.name
            made.append(Found(replace(source, path=url, name=name), 0 if source.problem else size))
        return made


def _problem(url: str, problem: str) -> Found:
    return Found(Source(url, url, problem=problem), 0)


def _roots(session: Session, url: str) -> list[tuple[str, bool]]:
    """What a URL or pattern names, as Hadoop writes it, and whether it is a folder."""
    hadoop = session.context._jvm.org.apache.hadoop.fs
    path = hadoop.Path(url)
    files = path.getFileSystem(session.context._jsc.hadoopConfiguration())
    found = [files.getFileStatus(path)] if files.exists(path) else files.globStatus(path) or []
    return [(status.getPath().toString(), status.isDirectory()) for status in found]


def _files(session: Session, root: str) -> dict[str, int]:
    """The bytes of every file under a root by URL, listed by Spark; it makes no row of a file without a byte."""
    frame = _loaded(session, root)
    listed = frame.select("path", "length").toArrow()
    sizes = dict(zip(listed["path"].to_pylist(), listed["length"].to_pylist(), strict=True))
    every = frame._jdf.inputFiles()
    if len(every) > len(sizes):
        hadoop, net = session.context._jvm.org.apache.hadoop.fs, session.context._jvm.java.net
        for url in every:
            sizes.setdefault(hadoop.Path(net.URI(url)).toString(), 0)
    return sizes


def _loaded(session: Session, *roots: str) -> Any:
    reader = session.spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return reader.load([names.literal(root) for root in roots])
