"""A large graph made up for the purpose: what every step takes, and whether twice the edges take twice the time."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import ROOT, Row, run

STEPS = ("counts", "edges", "load", "backbone", "centralities", "communities", "graphml")
"""Each runs alone in a process, so that its memory is its own."""


def graphs(edges: int) -> Iterator[Row]:
    """Time and memory of every step on a graph of about so many co-occurrences, and on one of half as many."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        found = []
        for size in (edges // 2, edges):
            root = Path(folder) / str(size)
            script = str(ROOT / "tests" / "benchmarks" / "made_up.py")
            runs = {step: run(sys.executable, script, step, str(root), str(size)) for step in ("texts", *STEPS)}
            found.append(
                (json.loads(runs["edges"].out), {s: float(json.loads(r.out)["cpu"]) for s, r in runs.items()}, runs)
            )
    (half, before, _), (whole, after, runs) = found
    yield Row("graph made up", f"{whole['nodes']:,} entities, {whole['rows']:,} edges", f"half: {half['rows']:,} edges")
    growth = whole["rows"] / max(half["rows"], 1)
    for step in STEPS:
        size = f"{after[step]:.2f} CPU s, {runs[step].memory / 1e6:.0f} MB"
        ratio = after[step] / max(before[step], 0.01)
        bar = {"bar": f"≤ {growth**1.5:.2g}", "holds": ratio <= growth**1.5} if before[step] > 0.2 else {}
        yield Row(f"graph: {step}", size, f"half: {before[step]:.2f} CPU s", ratio, **bar)
