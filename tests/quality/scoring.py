"""Mentions against gold annotation: exact spans and types, neutral mentions neither right nor wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg import read
from kg.annotate import annotate
from kg.config import Config
from kg.lexicon import load
from kg.records import Mention


@dataclass(frozen=True)
class Figure:
    """How many gold mentions there are, how many were claimed, found, and given the right canonical name."""

    gold: int
    claimed: int
    found: int
    named: int

    @property
    def precision(self) -> float:
        return self.found / self.claimed if self.claimed else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def canonical(self) -> float:
        return self.named / self.found if self.found else 0.0


def figures(documents: Iterable[tuple[Path, list[Mention]]]) -> dict[str, Figure]:
    """The figures by type (slogans by kind) over pairs of a gold file and the mentions of its text."""
    gold, claimed, found, named = Counter(), Counter(), Counter(), Counter()
    for file, mentions in documents:
        rows = json.loads(file.read_text(encoding="utf-8"))["mentions"]
        sure = {key(row): row for row in rows if row["status"] == "gold"}
        unsure = [row for row in rows if row["status"] != "gold"]
        gold.update(group(row["type"], row["kind"]) for row in sure.values())
        for mention in mentions:
            row = sure.get((mention.type, mention.start, mention.end))
            if row:
                names = row["canonical"] if isinstance(row["canonical"], list) else [row["canonical"]]
                name = group(row["type"], row["kind"])
                claimed[name] += 1
                found[name] += 1
                named[name] += mention.canonical in names
            elif counts(mention, sure.values(), unsure):
                claimed[group(mention.type, mention.kind)] += 1
    return {name: Figure(gold[name], claimed[name], found[name], named[name]) for name in sorted({*gold, *claimed})}


def key(row: dict) -> tuple[str, int, int]:
    """What must be equal for a mention to be right."""
    return row["type"], row["start"], row["end"]


def group(type: str, kind: str | None) -> str:
    """The line of the table that a mention counts in."""
    return f"{type}.{kind}" if type == "SLOGAN" else type


def counts(mention: Mention, sure: Iterable[dict], unsure: Iterable[dict]) -> bool:
    """Whether a mention that is not in the gold is wrong rather than arguable."""
    return any(over(mention, row) for row in sure) or not any(over(mention, row) for row in unsure)


def over(mention: Mention, row: dict) -> bool:
    return row["type"] == mention.type and mention.start < row["end"] and row["start"] < mention.end


def scored(folder: Path) -> dict[str, Figure]:
    """The figures of a folder with `corpus/` and `gold/`, by the built-in lexicon."""
    lexicon, config = load(), Config()
    found = {}
    for source in read.sources([folder / "corpus"], config):
        for document in read.documents(source, config):
            found[Path(source.name).stem] = list(annotate(document, lexicon, config).mentions)
    golds = sorted((folder / "gold").glob("*.gold.json"))
    return figures((gold, found[gold.name.removesuffix(".gold.json")]) for gold in golds)


def table(found: dict[str, Figure]) -> str:
    """The figures as a table in Markdown."""
    rows = ["| | gold | precision | recall | F1 | canonical name |", "|---|--:|--:|--:|--:|--:|"]
    for name, f in found.items():
        rows.append(f"| {name} | {f.gold} | {f.precision:.3f} | {f.recall:.3f} | {f.f1:.3f} | {f.canonical:.3f} |")
    return "\n".join(rows)
