"""The lexicon as one JSON object: its format's version, its fingerprint, and a list of entries a table."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from kg.files import whole
from kg.lexicon import FORMAT, GROUPS, Lexicon


def write(lexicon: Lexicon, path: Path) -> None:
    """Write `{"format": 1, "fingerprint": …, "slogan": [{"name": …}, …], "meeting": […], …}`; empty fields are left out."""
    tables = {table: [_given(entry) for entry in getattr(lexicon, group).values()] for table, group in GROUPS.items()}
    document = {"format": FORMAT, "fingerprint": lexicon.fingerprint, **tables}
    with whole(path) as temporary:
        temporary.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _given(entry: object) -> dict[str, object]:
    """The fields of an entry that say something."""
    values = dataclasses.asdict(entry)  # type: ignore[call-overload]
    return {name: value for name, value in values.items() if value not in ("", (), 0)}
