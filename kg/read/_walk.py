"""Paths → sources: folders walked in a fixed order, metadata tables attached."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.config import Read
from kg.errors import InputError
from kg.files import LOCK
from kg.read import _metadata
from kg.read._names import told_apart
from kg.read._source import RefusedError, Source, Told, problem, sound

PASSED: Final = "is a build of kg, no folder of texts: passed over"


def walk(paths: Iterable[str | os.PathLike[str]], config: Read) -> list[Source]:
    """A source for each file, in the order of the arguments, a folder's files by relative path; none twice."""
    found: list[tuple[Source, str]] = []
    seen: set[str] = set()
    tables = Tables(config)
    crowd = Crowd(config.max_files)
    for path in map(Path, paths):
        folder = os.path.isdir(path)
        home = os.path.abspath(path if folder else path.parent)
        for source in _folder(path, tables, crowd) if folder else _file(path, tables):
            real = os.path.realpath(source.path)
            if source.problem or real not in seen:
                found.append((source, home))
            seen.add(real)
    return told_apart(found)


def _file(path: Path, tables: Tables) -> list[Source]:
    try:
        os.stat(path)
    except (OSError, ValueError) as error:
        missing = isinstance(error, (FileNotFoundError, NotADirectoryError))
        reason = "no such file or folder" if missing else problem("", error).reason
        return [Source(str(path), sound(str(path)), problem=reason)]
    sources: list[Source] = []
    fields = tables.of(path.parent, "", sources)
    name = sound(path.name)
    return [*sources, Source(str(path), name, fields.get(name, Told()))]


def _folder(root: Path, tables: Tables, crowd: Crowd) -> list[Source]:
    """The files of a folder and of those below it, by relative path; hidden ones and metadata tables left out."""
    sources: list[Source] = []
    fields: dict[str, Told] = {}
    files: list[tuple[str, str]] = []
    for folder, entries in _descend(root, sources):
        prefix = _relative(folder, root)
        # a table nearer to a file overrides one above it
        found = tables.of(folder, prefix, sources)
        fields |= {prefix + key: values for key, values in found.items()}
        files += ((prefix + sound(entry.name), entry.path) for entry in entries if entry.name not in _metadata.TABLES)
        crowd.count(len(entries), root)
    sources += (Source(path, name, fields.get(name, Told())) for name, path in files)
    unmatched = _metadata.unmatched(fields, {source.name for source in sources})
    sources += (Source(str(root / table), table, problem=reason, remark=True) for table, reason in unmatched)
    if all(source.remark and source.problem != PASSED for source in sources):
        return [Source(str(root), sound(str(root)), problem="holds no files")]
    return sorted(sources, key=lambda source: source.name)


def _relative(folder: Path, root: Path) -> str:
    relative = sound(folder.relative_to(root).as_posix())
    return "" if relative == "." else f"{relative}/"


def _descend(root: Path, problems: list[Source]) -> Iterator[tuple[Path, list[os.DirEntry[str]]]]:
    """Each folder with its files, outermost first. Links to folders are not followed, nor links out of the root.

    A build of kg is no text: one below the root is passed over, as hidden files are.
    """
    home = os.path.realpath(root)
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                visible = sorted((e for e in entries if not e.name.startswith(".")), key=lambda entry: entry.name)
        except OSError as error:
            name = _relative(folder, root) or sound(str(root))
            problems.append(Source(str(folder), name, problem=problem("", error).reason))
            continue
        if os.path.lexists(folder / LOCK):
            if folder == root:
                problems.append(Source(str(folder), sound(str(root)), problem="is a build of kg, no folder of texts"))
            else:
                problems.append(Source(str(folder), _relative(folder, root)[:-1], problem=PASSED, remark=True))
            continue
        files = []
        for entry in visible:
            if entry.is_symlink() and not _inside(entry.path, home):
                name = _relative(folder, root) + sound(entry.name)
                problems.append(Source(entry.path, name, problem="is a link out of the folder: not followed"))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif not os.path.isdir(entry.path):  # not entry.is_dir(), which raises for a link to itself
                files.append(entry)
        yield folder, files


class Crowd:
    """The files of all folders together; refuses more than `most`, before memory is full of their names."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._files = 0

    def count(self, files: int, root: Path) -> None:
        """Count further files; raises `InputError` beyond the limit."""
        self._files += files
        if self._files > self._most:
            raise InputError(sound(str(root)), f"holds more than {self._most} files (setting read.max_files)")


def _inside(path: str, home: str) -> bool:
    real = os.path.realpath(path)
    return (real + os.sep).startswith(home.rstrip(os.sep) + os.sep)


class Tables:
    """The metadata tables of folders, each read once."""

    def __init__(self, config: Read) -> None:
        self._config = config
        self._known: dict[str, dict[str, Told]] = {}

    def of(self, folder: Path, prefix: str, problems: list[Source]) -> dict[str, Told]:
        """What the tables of a folder say, by path relative to it; a bad table becomes a problem, but only once."""
        real = os.path.realpath(folder)
        if real not in self._known:
            self._known[real] = self._read(folder, prefix, problems)
        return self._known[real]

    def _read(self, folder: Path, prefix: str, problems: list[Source]) -> dict[str, Told]:
        found: dict[str, Told] = {}
        for name in _metadata.TABLES:
            path = folder / name
            if not os.path.isfile(path):
                continue
            try:
                table = _metadata.table(path, self._config)
                found |= table.told
                said = (Source(str(path), prefix + name, problem=remark, remark=True) for remark in table.remarks)
                problems += said
            except (OSError, RefusedError) as error:
                problems.append(Source(str(path), prefix + name, problem=problem("", error).reason))
        return found
