"""A build folder on disk: whose it is, who works in it, and what a killed build left in it."""

from __future__ import annotations

import os
import platform
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from kg.errors import BuildError
from kg.files import LOCK, PREFIX, SUFFIX, reason
from kg.tables.schemas import PARTED

MANIFEST: Final = "build.json"
COUNTS: Final = "counts"
"""The folder of what is counted for each part; no table, for only the sums mean something."""

LEDGER: Final = "ledger"
"""The folder of what the files held when they were read."""

LEFT: Final = (f"{PREFIX}*{SUFFIX}", f"{PREFIX}*.part")
"""What a killed build leaves: files and folders of its own, and half-written exports."""

PATIENCE: Final = 2.0
"""Seconds to wait for a lock: workers of a killed build hold it a moment longer."""


_PAUSE: Final = 0.05
_TRIES: Final = 20
"""Locks taken in turn after which a file system is taken for one that cannot tell files apart."""
_SIGNED: Final = re.compile(r"process \d+ on [\w.-]+")
"""What a lock says of the build that holds it."""


@contextmanager
def claimed(path: str | Path, files: Sequence[str] = (), folders: Sequence[str] = ()) -> Iterator[Path]:
    """The build folder at `path`, made if absent, held by this process alone until the end; `files` and `folders` will be
    written in it.

    What a killed build left half-written is removed first, what a lost worker left when all went well.
    A folder made here in which nothing else is made is taken away again; after a `BuildError` also one that holds only
    what was noted of files, for there was no document in them.

    Raises `BuildError` where the folder holds other things than a build, or one where a file or folder of a build
    should be, where another build works in it, where its name is no UTF-8, and for whatever the file system refuses
    meanwhile (no space, no permission).
    """
    root = Path(path)
    try:
        refuse_unspeakable(root)
        _refuse_foreign(root)
        _refuse_in_the_way(root, files, folders)
        with _held(root) as (handle, new):
            root = root.resolve()
            try:
                _sign(handle)
                sweep(root)
                yield root
                sweep(root)  # a worker that was lost may have left a file half-written
            except BuildError:
                if new:
                    _forsake(root, LEDGER)
                raise
            finally:
                handle.truncate(0)
                if new:
                    _forsake(root)
    except OSError as error:
        raise BuildError(f"{_refused(error, root) or path}: {reason(error)}") from error


def _forsake(root: Path, *useless: str) -> None:
    """Remove a new folder in which nothing was made but folders that are `useless`."""
    if root.exists() and {path.name for path in root.iterdir()} <= {LOCK, *useless}:
        with suppress(OSError):  # Windows keeps a file that is open
            for name in useless:
                shutil.rmtree(root / name, ignore_errors=True)
            (root / LOCK).unlink()
            root.rmdir()


def seen(root: Path) -> None:
    """Raise `BuildError` where the claimed folder cannot be seen: a worker may be another machine."""
    if not (root / LOCK).exists():
        raise BuildError(f"{root}: not seen from {platform.node()}; give a folder that all machines have at one path")


def _refuse_foreign(root: Path) -> None:
    try:
        names = {path.name for path in root.iterdir()}
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise BuildError(f"{root}: is a file, not a folder for a build") from None
    if names and names.isdisjoint((LOCK, MANIFEST)):
        raise BuildError(f"{root}: holds files that are no build; choose an empty or a new folder")


def _refuse_in_the_way(root: Path, files: Sequence[str], folders: Sequence[str]) -> None:
    """Refuse a file where a build has a folder, and a folder where it has a file, before any work is done."""
    for name in (COUNTS, LEDGER, *PARTED, *folders):
        if os.path.lexists(root / name) and not (root / name).is_dir():
            raise BuildError(f"{root / name}: is in the way, for a build has a folder there; move it away")
    for name in (LOCK, MANIFEST, *files):
        if (root / name).is_dir():
            raise BuildError(f"{root / name}: is in the way, for a build has a file there; move it away")


def remove(path: Path) -> None:
    """Remove a file or folder of a build, if it is there; of a link only the link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def vacate(path: Path) -> None:
    """Remove a folder of a build that a new one is to take the place of; a file is replaced as it is written."""
    if path.is_dir():
        remove(path)


def _refused(error: OSError, root: Path) -> Path | None:
    """The path that the file system refused, within `root` or else, where it is not one that a user never sees."""
    names = [Path(name) for name in (error.filename2, error.filename) if isinstance(name, (str, Path))]
    path = next((name for name in names if root in name.parents), names[-1] if names else None)
    hidden = path and any(part.startswith(PREFIX) and part.endswith(SUFFIX) for part in path.parts)
    return None if hidden else path


def refuse_unspeakable(root: Path) -> None:
    """Raise `BuildError` for a path that is no UTF-8: Parquet and DuckDB take no other."""
    full = str(root.resolve())
    try:
        full.encode()
    except UnicodeEncodeError:
        plain = full.encode("utf-8", "backslashreplace").decode()
        raise BuildError(f"{plain}: the path is no UTF-8; choose another folder") from None


@contextmanager
def _held(root: Path) -> Iterator[tuple[IO[bytes], bool]]:
    """The lock of the folder, held, and whether the folder was made here."""
    deadline, held = time.monotonic() + PATIENCE, 0
    while True:
        new = not root.exists()
        try:
            root.mkdir(parents=True, exist_ok=True)
            handle = (root / LOCK).open("a+b")
        except (FileNotFoundError, FileExistsError):
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)  # whoever made the folder takes it away again
            continue
        with handle:
            _lock(handle, root)
            held += 1
            if _there(handle, root / LOCK) or (held > _TRIES and (root / LOCK).exists()):
                yield handle, new
                return


def _there(handle: IO[bytes], path: Path) -> bool:
    """Whether the open file is the one at `path`: who held the lock before may have taken its folder away."""
    try:
        return os.path.samestat(os.fstat(handle.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _lock(handle: IO[bytes], path: Path) -> None:
    """An exclusive lock that the system gives back when the process ends, however it ends."""
    deadline = time.monotonic() + PATIENCE
    handle.seek(0)  # Windows locks the byte that comes next
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
                raise BuildError(f"{path}: in use by another build{_signed(handle)}; wait for it to end") from None
            time.sleep(_PAUSE)


def _sign(handle: IO[bytes]) -> None:
    """Note in the lock who holds it."""
    handle.truncate(0)  # a killed build could not
    handle.write(f"process {os.getpid()} on {platform.node()}".encode())
    handle.flush()


def _signed(handle: IO[bytes]) -> str:
    """Who holds the lock, in brackets, as far as it can be told."""
    with suppress(OSError):  # Windows lets no other process read what is locked
        handle.seek(0)
        if found := _SIGNED.fullmatch(handle.read(300).decode(errors="replace")):
            return f" ({found[0]})"
    return ""


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
    """Remove what a killed build or worker left half-written; nothing else."""
    for folder in (root, root / COUNTS, root / LEDGER, *(root / table for table in PARTED)):
        for left in (path for pattern in LEFT for path in folder.glob(pattern)):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
