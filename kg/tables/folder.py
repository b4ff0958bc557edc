"""A build folder on disk: whose it is, who works in it, and files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from kg.errors import BuildError
from kg.tables.schemas import PARTED

MANIFEST: Final = "build.json"
LOCK: Final = ".kg-lock"
PREFIX: Final = ".kg-"
SUFFIX: Final = ".tmp"
PATIENCE: Final = 2.0
"""Seconds to wait for a lock: workers of a killed build hold it a moment longer."""


@contextmanager
def claimed(path: str | Path) -> Iterator[Path]:
    """The build folder at `path`, made if absent, held by this process alone until the end.

    Raises `BuildError` where the folder holds other things than a build, where another build works in it, and
    for whatever the file system refuses meanwhile (no space, no permission).
    """
    root = Path(path)
    try:
        _refuse_foreign(root)
        root.mkdir(parents=True, exist_ok=True)
        root = root.resolve()
        with (root / LOCK).open("a+b") as handle:
            _lock(handle, path)
            sweep(root)
            yield root
    except OSError as error:
        raise BuildError(f"{path}: {error.strerror or error}") from error


def _refuse_foreign(root: Path) -> None:
    if not root.exists() or any((root / name).is_file() for name in (LOCK, MANIFEST)):
        return
    if not root.is_dir():
        raise BuildError(f"{root}: is a file, not a folder for a build")
    if any(root.iterdir()):
        raise BuildError(f"{root}: holds files that are no build; choose an empty or a new folder")


def _lock(handle: IO[bytes], path: str | Path) -> None:
    """An exclusive lock that the system gives back when the process ends, however it ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except (BlockingIOError, PermissionError):
            if time.monotonic() > deadline:
                raise BuildError(f"{path}: in use by another build; wait for it to end") from None
            time.sleep(0.05)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends well, or vanishes."""
    temporary = temporary_file(path.parent)
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def temporary_file(folder: Path) -> Path:
    """A new empty file of unpredictable name; `sweep` removes it should it be left behind."""
    path = folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o666))
    return path


@contextmanager
def temporary_folder(root: Path) -> Iterator[Path]:
    """A new folder of unpredictable name in `root`, removed at the end."""
    path = root / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def sweep(root: Path) -> None:
    """Remove what a killed build left half-written; nothing else."""
    for folder in (root, *(root / table for table in PARTED)):
        for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
