"""python -m tests.quality.discovery CORPUS...: does `kg discover` find names that the lexicon had, once they are hidden?

A random fifth of the lexicon's slogans (by seed) is hidden and the corpus built without them. Recall: of the hidden
names that the whole lexicon finds in the corpus, how many are among the rows (by name or alias). Precision: of the
first hundred rows, how many are formulations; hidden names are, the others were judged by reading their sentences
(discovery_judged.tsv: yes, no, or neutral where careful readers could disagree, by the annotation guide).
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import kg
from kg.analyse.discovery import Discovery, discover
from kg.extraction.scan import plain
from kg.lexicon import Lexicon, load

JUDGED = Path(__file__).with_name("discovery_judged.tsv")
SHARE = 0.2
DEPTHS = (100, 1000, 3000, 20_000)
FREQUENCIES = (1, 3, 10)


def hide(lexicon: Lexicon, seed: int) -> tuple[Lexicon, list[str]]:
    """The lexicon without a random fifth of its slogans, and their names."""
    names = sorted(lexicon.slogans)
    hidden = set(random.Random(seed).sample(names, int(len(names) * SHARE)))
    rest = {name: slogan for name, slogan in lexicon.slogans.items() if name not in hidden}
    return dataclasses.replace(lexicon, slogans=rest, fingerprint=f"hidden-{seed}-{lexicon.fingerprint}"), sorted(
        hidden
    )


def mentioned(build: kg.Build) -> dict[str, int]:
    """The mentions of every known slogan."""
    return dict(
        build.query("select name, mentions from nodes where type = 'SLOGAN' and known and mentions > 0").fetchall()
    )


def places(rows: Sequence[Discovery], lexicon: Lexicon, hidden: Iterable[str]) -> dict[str, int]:
    """The place (from 1) of each hidden name among the rows, by name or alias; those not found are left out."""
    place = {plain(row.name): at for at, row in reversed(list(enumerate(rows, 1)))}
    writings = {name: (name, *lexicon.slogans[name].aliases) for name in hidden}
    found = {name: [place[plain(w)] for w in ws if plain(w) in place] for name, ws in writings.items()}
    return {name: min(at) for name, at in found.items() if at}


def recall(place: dict[str, int], counts: dict[str, int], hidden: Sequence[str]) -> list[tuple[int, int, list[int]]]:
    """For each least frequency: how many hidden names have it, and how many of them stand within each depth."""
    result = []
    for least in FREQUENCIES:
        often = [name for name in hidden if counts.get(name, 0) >= least]
        result.append(
            (least, len(often), [sum(place.get(name, 1 << 30) <= depth for name in often) for depth in DEPTHS])
        )
    return result


def judgements() -> dict[str, str]:
    """What was judged of names, by name without separators."""
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        return {plain(row["name"]): row["judged"] for row in csv.DictReader(stream, delimiter="\t")}


def verdicts(rows: Sequence[Discovery], place: dict[str, int], judged: dict[str, str]) -> list[str]:
    """hidden, yes, no, neutral or unjudged for each row."""
    hidden = set(place.values())
    return ["hidden" if at in hidden else judged.get(plain(row.name), "unjudged") for at, row in enumerate(rows, 1)]


def report(title: str, rows: Sequence[Discovery], found: list[str]) -> None:
    """Print the precision of the rows, and which of them nobody has judged."""
    count = {verdict: found.count(verdict) for verdict in ("hidden", "yes", "neutral", "no", "unjudged")}
    right, wrong = count["hidden"] + count["yes"], count["no"]
    print(f"{title}: {count}")
    print(
        f"  precision {right / max(right + wrong, 1):.2f} (neutral ones left out), {right / max(len(rows), 1):.2f} (wrong)"
    )
    for row, verdict in zip(rows, found, strict=True):
        if verdict == "unjudged":
            print(
                f"  unjudged: {row.name} ({row.count}/{row.documents}): {row.evidence[0].text if row.evidence else ''}"
            )


def main() -> None:
    """Build twice, discover twice, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--builds", type=Path, help="where the builds are kept; else they are temporary")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        measure(options.corpus, options.builds or Path(temporary), options.seed)


def measure(corpus: Sequence[Path], folder: Path, seed: int) -> None:
    """The figures for a corpus, printed."""
    lexicon = load()
    reduced, hidden = hide(lexicon, seed)
    full = kg.build(corpus, folder / "full", lexicon=lexicon, exports=())
    built = kg.build(corpus, folder / f"hidden-{seed}", lexicon=reduced, exports=())
    started = time.perf_counter(), time.process_time()
    rows = discover(built.tables, reduced, top=DEPTHS[-1], examples=1, floor=-100)
    print(f"discover: {time.perf_counter() - started[0]:.1f} s, {time.process_time() - started[1]:.1f} s of processor")
    place, counts = places(rows, lexicon, hidden), mentioned(full)
    print("hidden names with at least n mentions, and how many stand in the first k rows")
    print("n", "names", *(f"k={depth}" for depth in DEPTHS), sep="\t")
    for least, total, found in recall(place, counts, hidden):
        print(least, total, *(f"{n} ({n / max(total, 1):.2f})" for n in found), sep="\t")
    judged = judgements()
    report("first 100 with a fifth hidden", rows[:100], verdicts(rows[:100], place, judged))
    new = discover(full.tables, lexicon, top=100, examples=1)
    report("first 100 with the whole lexicon", new, verdicts(new, {}, judged))


if __name__ == "__main__":
    main()
