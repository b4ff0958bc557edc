"""kg in one file, with its lexicon, for workers that have another version of it or none."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

STAMP: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it, so that the same files are the same bytes."""


@cache
def packed() -> Path:
    """The package in a folder of its own, until this process ends: Spark may need it for workers that come late."""
    folder = Path(tempfile.mkdtemp(prefix="kg-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return package(folder / "kg.zip")


def package(path: Path) -> Path:
    """Write the package as a zip that Python imports from."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in _files(files("kg"), "kg"):
            archive.writestr(zipfile.ZipInfo(name, STAMP), file.read_bytes(), zipfile.ZIP_DEFLATED)
    return path


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _files(item, f"{name}/{item.name}")
        elif item.is_file():
            yield f"{name}/{item.name}", item
