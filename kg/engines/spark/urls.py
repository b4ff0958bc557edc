"""URLs as Hadoop's file systems write them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_PATTERN: Final = re.compile(r"([\\*?\[\]{}^])")
_LOCAL: Final = re.compile(r"file:/+")


def literal(url: str) -> str:
    r"""The URL with no character of it a pattern.

    >>> print(literal("hdfs://host/a/[b] c"))
    hdfs://host/a/\[b\] c
    """
    return _PATTERN.sub(r"\\\1", url)


def of(path: Path) -> str:
    """The URL of a path of this machine."""
    return f"file://{path.as_posix()}"


def local(url: str) -> Path | None:
    """The path of this machine that a URL names, or nothing.

    >>> local("file:///texts/a.txt") == local("file:/texts/a.txt") == Path("/texts/a.txt"), local("s3a://texts/a.txt")
    (True, None)
    """
    match = _LOCAL.match(url)
    return Path("/" + url[match.end() :]) if match else None
