"""Mentions against gold annotation: exact spans and types, neutral mentions neither right nor wrong.

A `Claim` is what a mention and what a peer claims have in common.
"""

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
from kg.records import Analysis
from tests.quality.peers import PEERS, Claim


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


def figures(documents: Iterable[tuple[Path, list[Claim]]]) -> dict[str, Figure]:
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


def counts(mention: Claim, sure: Iterable[dict], unsure: Iterable[dict]) -> bool:
    """Whether a mention that is not in the gold is wrong rather than arguable."""
    return any(over(mention, row) for row in sure) or not any(over(mention, row) for row in unsure)


def over(mention: Claim, row: dict) -> bool:
    return row["type"] == mention.type and mention.start < row["end"] and row["start"] < mention.end


@dataclass(frozen=True)
class Scores:
    """The figures of `kg` by type, of each peer by type, and those of `kg` for expansions and predicates."""

    figures: dict[str, Figure]
    peers: dict[str, dict[str, Figure]]
    relations: dict[str, Figure]


def scored(folder: Path) -> Scores:
    """The scores of a folder with `corpus/` and `gold/`, or with texts and gold side by side, by the built-in lexicon."""
    lexicon, config = load(), Config()
    texts, golds = (folder / "corpus", folder / "gold") if (folder / "gold").is_dir() else (folder, folder)
    files = {gold.name.removesuffix(".gold.json"): gold for gold in sorted(golds.glob("*.gold.json"))}
    found: dict[str, Analysis] = {}
    for source in read.sources([texts], config):
        for document in read.documents(source, config):
            if Path(source.name).stem in files:
                found[Path(source.name).stem] = annotate(document, lexicon, config)
    pairs = [(gold, found[name]) for name, gold in files.items()]
    return Scores(
        figures((gold, list(analysis.mentions)) for gold, analysis in pairs),
        {
            name: figures((gold, peer(analysis.document.text)) for gold, analysis in pairs)
            for name, peer in PEERS.items()
        },
        relations(pairs),
    )


def relations(pairs: Iterable[tuple[Path, Analysis]]) -> dict[str, Figure]:
    """The figures for the gold's expansions (slogan and members exact) and predicates.

    Of predicates the gold lists only what two readings agree on, so that only those it lists are claimed. An expansion
    counts once for each document; `neutral_expansions`, by slogan and members, are neither right nor wrong.
    """
    gold, claimed, found = Counter(), Counter(), Counter()
    for file, analysis in pairs:
        rows = json.loads(file.read_text(encoding="utf-8"))
        named = {row["start"] for row in rows["mentions"] if row["type"] == "SLOGAN" and row["status"] == "gold"}
        verbs = {(mention.start, mention.verb) for mention in analysis.mentions if mention.type == "SLOGAN"}
        wanted = {(row["at"], row["verb"]) for row in rows.get("predicates", []) if row["at"] in named}
        gold["predicates"] += len(wanted)
        found["predicates"] += len(wanted & verbs)
        sure, unsure = (unfolded(rows.get(key, [])) for key in ("expansions", "neutral_expansions"))
        lists = {(expansion.slogan, expansion.members) for expansion in analysis.expansions} - unsure
        gold["expansions"] += len(sure)
        claimed["expansions"] += len(lists)
        found["expansions"] += len(sure & lists)
    return {name: Figure(gold[name], claimed[name], found[name], 0) for name in sorted(gold)}


def unfolded(rows: Iterable[dict]) -> set[tuple[str, tuple[str, ...]]]:
    return {(row["slogan"], tuple(row["members"])) for row in rows}


def table(scores: Scores) -> str:
    """The scores as a table in Markdown."""
    heads = ["", "gold", "precision", "recall", "F1", "canonical name", *(f"F1 of {name}" for name in scores.peers)]
    rows = ["| " + " | ".join(heads) + " |", "|---|" + "--:|" * (len(heads) - 1)]
    for name, f in scores.figures.items():
        cells = [name, str(f.gold), *(f"{value:.3f}" for value in (f.precision, f.recall, f.f1, f.canonical))]
        for peer in scores.peers.values():
            cells.append(f"{peer[name].f1:.3f}" if name in peer else "–")
        rows.append("| " + " | ".join(cells) + " |")
    for name, f in scores.relations.items():
        values = (f.precision, f.recall, f.f1) if f.claimed else (None, f.recall, None)
        cells = [name, str(f.gold), *("–" if value is None else f"{value:.3f}" for value in values), "–"]
        rows.append("| " + " | ".join([*cells, *["n/a"] * len(scores.peers)]) + " |")
    return "\n".join(rows)
