"""The lexicon for other programs: JSON, CSV, SKOS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.export.lexicon import csv, json, skos
from kg.lexicon import Lexicon

LEXICON_EXPORTERS: Final[dict[str, Callable[[Lexicon, Path], None]]] = {
    "csv": csv.write,
    "json": json.write,
    "skos": skos.write,
}
"""Format → the function that writes a lexicon in it."""
