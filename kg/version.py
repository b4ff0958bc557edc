"""Which version this is, and which extractor it holds."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__version__: Final = "0.1.0"

_LIBRARY = (
    *("__init__.py", "pipeline.py", "builds.py", "copies.py", "intake.py", "ledger.py", "near.py", "ordered.py"),
    *("sheets.py", "sketches.py", "stats.py", "estimate.py"),
)
_PROGRAM = ("__main__.py", "cli", "extracts.py", "readings.py", "terminal", "spacy.py")
_AFTER: Final = ("engines", "graph", "analyse", "plots", "export")
AROUND: Final = frozenset((*_LIBRARY, *_PROGRAM, *_AFTER, "read"))
"""What does not change how a document is annotated, or changes it only through the document itself."""


LIBRARIES: Final = (
    *("charset-normalizer", "defusedxml", "lxml", "lxml-html-clean", "pdfminer-six", "pdfplumber", "pyarrow"),
    *("striprtf", "trafilatura"),
)
"""What reads files beside this package; another version may read them in another way."""


@cache
def extractor() -> str:
    """16 hex digits of the code that annotates documents and writes them: another code, another extractor."""
    return _hashed(AROUND)


@cache
def reader() -> str:
    """16 hex digits of the code that reads files and tells copies apart, and of the libraries that it uses."""
    found = (f"{name} {_version(name)}" for name in LIBRARIES)
    return _hashed(frozenset((*_PROGRAM, *_AFTER)), sys.version, *found)


def _hashed(left: frozenset[str], *more: str) -> str:
    """A hash of the package's code without what is `left` out, and of more."""
    digest = hashlib.sha256("\n".join((__version__, *more)).encode())
    for name, data in _sources(files("kg"), left):
        digest.update(name.encode() + b"\0" + data.replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    """The version of a library; nothing where it is not there."""
    from importlib import metadata  # which takes longer to load than all of this

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _sources(root: Traversable, left: frozenset[str] = frozenset()) -> list[tuple[str, bytes]]:
    """The Python files under a folder by path, in sorted order, without what is `left` out of it."""
    found: list[tuple[str, bytes]] = []
    for item in sorted(root.iterdir(), key=lambda item: item.name):
        if item.name in left:
            continue
        if item.is_dir():
            found += [(f"{item.name}/{name}", data) for name, data in _sources(item)]
        elif item.name.endswith(".py"):
            found.append((item.name, item.read_bytes()))
    return found
