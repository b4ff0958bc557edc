"""Spark against processes on one machine: its start, what it costs beside the work, and where it starts to pay.

Both have two tasks at once and read the same files; each is measured on two sizes, so that what a build costs once and
what it costs for each megabyte come apart. Everything beyond that is computed from these slopes, and said to be so.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import texts
from tests.benchmarks.measure import Row, python

MEGABYTE = 1_000_000
CORES = (4, 16, 64)
"""Clusters for which the size is computed from which on they are faster than one machine with two processes."""

START = """
import time; start = time.perf_counter()
from kg.config import Engine
from kg.engines.spark.session import Session
opened = Session(Engine("spark", jobs=2)); print(time.perf_counter() - start); opened.close()
"""
BUILD = """
import json, sys, kg
from kg import config
built = kg.build(sys.argv[3], sys.argv[1], config.load(engine={"name": sys.argv[2], "jobs": 2}), exports=())
print(json.dumps({stage.name: stage.wall for stage in built.stats.stages}))
"""


@dataclass(frozen=True)
class Line:
    """Seconds of a build: `once`, and for every megabyte of text."""

    once: float
    slope: float

    @classmethod
    def through(cls, sizes: tuple[float, float], seconds: tuple[float, float]) -> Line:
        """The line through two measurements; nothing takes less than no time."""
        slope = max((seconds[1] - seconds[0]) / (sizes[1] - sizes[0]), 1e-9)
        return cls(max(seconds[0] - slope * sizes[0], 0.0), slope)


def spark(size: int) -> Iterator[Row]:
    """Builds of about a quarter of `size` bytes of text, and of all of it."""
    start = python(START)
    yield Row("Spark: a session on this machine", f"{float(start.out):.1f} s, {start.cpu:.1f} CPU s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = _written(folder, size)
        lines = {}
        for engine, place in (("processes", "{}"), ("spark", "file://{}")):
            taken = [_taken(folder, engine, place, which) for which in ("quarter", "whole")]
            for stage in ("documents", "graph"):
                lines[engine, stage] = Line.through(sizes, (taken[0][stage], taken[1][stage]))
            lines[engine, "CPU"] = Line.through(sizes, (taken[0]["CPU"], taken[1]["CPU"]))
    yield from _compared(sizes, lines)
    yield from _pays(lines)


def _written(folder: Path, size: int) -> tuple[float, float]:
    """Two folders of texts; their megabytes."""
    whole = texts.documents(size)
    quarter = whole[::4]
    made = []
    for name, found in (("quarter", quarter), ("whole", whole)):
        made.append(
            sum(texts.write(found[number::4], folder / name / f"{number}.jsonl") for number in range(4)) / MEGABYTE
        )
    return made[0], made[1]


def _taken(folder: Path, engine: str, place: str, name: str) -> dict[str, float]:
    """Seconds of each stage of a build, and processor seconds of all processes."""
    done = python(BUILD, str(folder / f"{name}-{engine}"), engine, place.format(folder / name))
    return {**json.loads(done.out), "CPU": done.cpu}


def _compared(sizes: tuple[float, float], lines: dict[tuple[str, str], Line]) -> Iterator[Row]:
    for stage in ("documents", "graph", "CPU"):
        ours, theirs = lines["spark", stage], lines["processes", stage]
        unit = "CPU s, all stages" if stage == "CPU" else f"s, {stage}"
        yield Row(
            f"Spark, {sizes[1]:.0f} MB: {unit}",
            f"{ours.once:.1f} + {ours.slope:.3f} a MB",
            f"processes {theirs.once:.1f} + {theirs.slope:.3f} a MB",
            (ours.once + ours.slope * sizes[1]) / (theirs.once + theirs.slope * sizes[1]),
        )


def _pays(lines: dict[tuple[str, str], Line]) -> Iterator[Row]:
    """From how much text on a cluster is faster, if its work divides by its cores: computed, not measured."""
    here, there = (_whole(lines, engine) for engine in ("processes", "spark"))
    for cores in CORES:
        gain = here.slope - there.slope * 2 / cores
        least = (there.once - here.once) / gain if gain > 0 else None
        yield Row(
            f"extrapolated: {cores} cores of Spark are faster than 2 processes",
            "never" if least is None else f"from {max(least, 0):.0f} MB",
            f"at 100 GB {here.slope * 1e5 / 3600:.1f} h → {there.slope * 1e5 / 3600 * 2 / cores:.1f} h",
        )


def _whole(lines: dict[tuple[str, str], Line], engine: str) -> Line:
    stages = [lines[engine, stage] for stage in ("documents", "graph")]
    return Line(sum(line.once for line in stages), sum(line.slope for line in stages))


def main() -> None:
    """Print the section alone."""
    from tests.benchmarks.measure import shown

    print(shown(spark(36_000_000)))


if __name__ == "__main__":
    main()
