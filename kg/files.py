"""Files that are either whole or not there."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import UsageError

PREFIX: Final = ".kg-"
SUFFIX: Final = ".tmp"
"""What a temporary name begins and ends with."""

LOCK: Final = ".kg-lock"
"""The file that marks a folder as a build."""


def reason(error: OSError) -> str:
    """What the system says, in its own words; Arrow's hold the number and where it was met.

    >>> reason(OSError(28, "Error writing bytes to file. Detail: [errno 28] No space left on device"))
    'No space left on device'
    """
    return os.strerror(error.errno) if error.errno else error.strerror or str(error)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write what the user calls `path`; see `replacing`. Missing folders are made.

    What is no regular file (`/dev/stdout`, a pipe) is written to as it is. Raises `UsageError` where the file
    cannot be written.
    """
    try:
        if path.is_dir():
            raise UsageError(f"{path}: is a folder, not a file")
        if path.exists() and not path.is_file():
            yield path
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(Path(os.path.realpath(path))) as temporary:
            yield temporary
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {reason(error)}") from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends well, or vanishes; raises `OSError`."""
    temporary = temporary_file(path.parent)
    try:
        yield temporary
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def temporary_file(folder: Path) -> Path:
    """A new empty file of unpredictable name, with the rights that new files have here."""
    path = folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o666))
    return path


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A new folder that takes the place of `path` when the block ends well, or vanishes.

    Raises `UsageError` where `path` is a file or a folder that is not empty, for nothing of the user's is removed, and
    where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{path}: is there already; name a new or empty folder")
    temporary = target.parent / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    try:
        temporary.mkdir(parents=True)
        yield temporary
        if target.exists():
            target.rmdir()
        os.replace(temporary, target)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {reason(error)}") from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
