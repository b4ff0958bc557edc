"""python -m tests.quality.dating FOLDER [N]: how well texts of known date are dated from their words alone.

Of a folder with dates (metadata.tsv, or fields of .jsonl) N documents, evenly spread, are analysed as if undated.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median

from kg import read
from kg.analyse.dating import Interval, interval
from kg.annotate import annotate
from kg.config import Config
from kg.lexicon import load


@dataclass(frozen=True)
class Dating:
    """Of `documents`: how many lie inside their interval, have a beginning, have both ends; the median width in days."""

    documents: int
    inside: int
    begun: int
    closed: int
    width: float

    def __str__(self) -> str:
        share = self.inside / self.documents
        return (
            f"{self.documents} documents: {share:.1%} inside the interval; a beginning is told in "
            f"{self.begun / self.documents:.1%}, both ends in {self.closed / self.documents:.1%}, "
            f"which are then {self.width:.0f} days apart (median)"
        )


def measured(folder: Path, wanted: int = 10**9) -> Dating:
    lexicon, config = load(), Config()
    dated = [d for s in read.sources([folder], config) for d in read.documents(s, config) if d.date]
    found: list[tuple[str, Interval]] = []
    for document in dated[:: max(1, len(dated) // wanted)]:
        analysis = annotate(replace(document, date="", title="", source="x.txt"), lexicon, config)
        found.append((document.date, interval(analysis, lexicon)))
    closed = [got for _, got in found if got.earliest and got.latest]
    return Dating(
        len(found),
        sum(inside(day, got) for day, got in found),
        sum(bool(got.earliest) for _, got in found),
        len(closed),
        median([width(got) for got in closed] or [0]),
    )


def inside(day: str, found: Interval) -> bool:
    """Whether a date, as far as it is known, lies between the ends."""
    size = len(day)
    return found.earliest[:size] <= day and (not found.latest or day <= found.latest[:size])


def width(found: Interval) -> int:
    return (date.fromisoformat(found.latest) - date.fromisoformat(found.earliest)).days


if __name__ == "__main__":
    print(measured(Path(sys.argv[1]), *map(int, sys.argv[2:3])))
