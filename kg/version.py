"""Which version this is, and which extractor it holds."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__version__: Final = "0.1.0"

_LIBRARY = (
    *("__init__.py", "pipeline.py", "builds.py", "intake.py", "near.py", "sketches.py", "stats.py", "estimate.py"),
    "engines",
)
_PROGRAM = ("__main__.py", "cli", "extracts.py", "readings.py", "terminal", "spacy.py")
AROUND: Final = frozenset((*_LIBRARY, *_PROGRAM, "read", "graph", "analyse", "plots", "export"))
"""What does not change how a document is annotated, or changes it only through the document itself."""


@cache
def extractor() -> str:
    """16 hex digits of the code that annotates documents and writes them: another code, another extractor."""
    digest = hashlib.sha256(__version__.encode())
    for name, data in _sources(files("kg"), AROUND):
        digest.update(name.encode() + b"\0" + data.replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


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
