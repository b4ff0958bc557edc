"""Paths → sources: folders walked in a fixed order, metadata tables attached."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.config import Read
from kg.read import _metadata
from kg.read._source import Fields, RefusedError, Source, problem, sound


def walk(paths: Iterable[str | os.PathLike[str]], config: Read) -> list[Source]:
    """A source for each file, in the order of the arguments, a folder's files by relative path; none twice."""
    found: list[Source] = []
    seen: set[str] = set()
    for path in map(Path, paths):
        for source in _folder(path, config) if path.is_dir() else _file(path, config):
            real = os.path.realpath(source.path)
            if source.problem or real not in seen:
                found.append(source)
            seen.add(real)
    return found


def _file(path: Path, config: Read) -> list[Source]:
    if not path.exists():
        return [Source(str(path), sound(str(path)), problem="no such file or folder")]
    sources: list[Source] = []
    tables = _tables(path.parent, "", config, sources)
    name = sound(path.name)
    return [*sources, Source(str(path), name, tables.get(name, ()))]


def _folder(root: Path, config: Read) -> list[Source]:
    """The files of a folder and of those below it, by relative path; hidden ones and metadata tables left out."""
    sources: list[Source] = []
    tables: dict[str, Fields] = {}
    files: list[tuple[str, str]] = []
    for folder, entries in _descend(root, sources):
        prefix = _relative(folder, root)
        # a table nearer to a file overrides one above it
        tables |= _tables(folder, prefix, config, sources)
        files += ((prefix + sound(entry.name), entry.path) for entry in entries if entry.name not in _metadata.TABLES)
    sources += (Source(path, name, tables.get(name, ())) for name, path in files)
    if not sources:
        return [Source(str(root), sound(str(root)), problem="holds no files")]
    return sorted(sources, key=lambda source: source.name)


def _relative(folder: Path, root: Path) -> str:
    relative = sound(folder.relative_to(root).as_posix())
    return "" if relative == "." else f"{relative}/"


def _descend(root: Path, problems: list[Source]) -> Iterator[tuple[Path, list[os.DirEntry[str]]]]:
    """Each folder with its files, outermost first. Links to folders are not followed, nor links out of the root."""
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
        files = []
        for entry in visible:
            if entry.is_symlink() and not _inside(entry.path, home):
                name = _relative(folder, root) + sound(entry.name)
                problems.append(Source(entry.path, name, problem="is a link out of the folder: not followed"))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif not entry.is_dir():
                files.append(entry)
        yield folder, files


def _inside(path: str, home: str) -> bool:
    real = os.path.realpath(path)
    return (real + os.sep).startswith(home.rstrip(os.sep) + os.sep)


def _tables(folder: Path, prefix: str, config: Read, problems: list[Source]) -> dict[str, Fields]:
    """What the metadata tables of a folder say, by path relative to the root; a bad table becomes a problem."""
    found: dict[str, Fields] = {}
    for name in _metadata.TABLES:
        path = folder / name
        if not path.is_file():
            continue
        try:
            found |= {prefix + key: fields for key, fields in _metadata.table(path, config).items()}
        except (OSError, RefusedError) as error:
            problems.append(Source(str(path), prefix + name, problem=problem("", error).reason))
    return found
