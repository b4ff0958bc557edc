"""Whether a file is what it was."""

from __future__ import annotations

import hashlib
import os
from typing import NamedTuple

from kg.read._source import RefusedError, Source, opened


class State(NamedTuple):
    """A digest of a file's bytes, how many they are, and what the file system says of the file."""

    digest: str
    size: int
    marks: tuple[int, ...]


def state(source: Source) -> State | None:
    """The state of a file; nothing where it cannot be read. What was only remarked in finding it stands for itself."""
    if source.remark:
        return State(hashlib.sha256(source.problem.encode()).hexdigest(), 0, ())
    if source.problem:
        return None
    try:
        with opened(source.path) as stream:
            status = os.fstat(stream.fileno())
            return State(hashlib.file_digest(stream, "sha256").hexdigest(), status.st_size, _marks(status))  # type: ignore[arg-type]
    except (OSError, RefusedError):
        return None


def is_still(source: Source, before: State | None) -> bool:
    """Whether nothing was written to a file since."""
    if source.remark:
        return True
    try:
        status = os.stat(source.path)
    except OSError:
        return False
    return before is not None and _marks(status) == before.marks


def _marks(status: os.stat_result) -> tuple[int, ...]:
    """Which file it is, how long, and when it or what is known of it was changed."""
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
