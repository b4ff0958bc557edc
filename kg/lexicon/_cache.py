"""The parsed lexicon kept as JSON beside the user's other caches, by content: TOML is slow to parse, JSON is not.

A cache that can't be read or written costs time and nothing else; what it holds is checked by its own hash.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.files import replacing

Stanzas = dict[str, Any]
"""The stanzas of one file by table, as TOML or JSON gives them."""


def cached(data: bytes, make: Callable[[bytes], Stanzas]) -> Stanzas:
    """What `make` gives for these bytes, from the cache if it is there."""
    key = hashlib.sha256(data).hexdigest()[:32]
    try:
        file = folder() / f"lexicon-{key}.json"
    except RuntimeError:  # no home
        return make(data)
    found = _read(file)
    if found is None:
        found = make(data)
        _write(file, found)
    return found


def folder() -> Path:
    """Where caches go on this system; `KG_CACHE` overrides."""
    if named := os.environ.get("KG_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tifa-kg"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "tifa-kg"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tifa-kg"


def _read(file: Path) -> Stanzas | None:
    try:
        digest, _, body = file.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        found: Stanzas = json.loads(body)
    except (OSError, ValueError):
        return None
    return found


def _write(file: Path, stanzas: Stanzas) -> None:
    try:
        body = json.dumps(stanzas, ensure_ascii=False, separators=(",", ":")).encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as temporary:
            temporary.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    except (OSError, TypeError):  # TypeError: a TOML date, which no field of the lexicon is
        return
