"""Files that are either whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import UsageError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to in the same folder, moved over `path` when the block ends well, removed when it does not.

    Missing folders are made. Raises `UsageError` where the file cannot be written.
    """
    temporary = path.with_name(f".kg-export-{os.getpid()}.part")
    try:
        if path.is_dir():
            raise UsageError(f"export {path}: is a folder, not a file")
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"export {path}: {error.strerror or error}") from None
