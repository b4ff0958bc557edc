"""Spark against processes on one machine: its start, what it costs beside the work, and where it starts to pay.

Both have two tasks at once and read the same files; each is measured on two sizes, so that what a build costs once and
what it costs for each megabyte come apart. What is measured is processor time, of all processes, for the clock tells
what else a machine does. Everything beyond is computed from these lines, and said to be so.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks import texts
from tests.benchmarks.measure import ROOT, Row, _family

MEGABYTE = 1_000_000
CORES = (4, 16, 64)
"""Clusters for which the size is computed from which on they are faster than one machine with two processes."""

PAUSE = 0.1
TICK = os.sysconf("SC_CLK_TCK")

START = """
from kg.config import Engine
from kg.engines.spark.session import Session
Session(Engine("spark", jobs=2)).close()
"""
BUILD = """
import sys, kg
from kg import config
kg.build(sys.argv[3], sys.argv[1], config.load(engine={"name": sys.argv[2], "jobs": 2}), exports=())
"""
DOCUMENTS = """
import sys
from pathlib import Path
from kg import config, lexicon, pipeline
from kg.engines import engine
from kg.tables import folder
settings = config.load(engine={"name": sys.argv[2], "jobs": 2})
with folder.claimed(sys.argv[1]) as root, engine(settings.engine) as work:
    pipeline.documents(sys.argv[3], root, work, lexicon.load(), settings, pipeline.Silent())
"""


@dataclass(frozen=True)
class Line:
    """Processor seconds of a build: `once`, and for every megabyte of text."""

    once: float
    slope: float

    @classmethod
    def through(cls, sizes: list[float], seconds: list[float]) -> Line:
        """The line through two measurements; nothing takes less than no time."""
        slope = max((seconds[1] - seconds[0]) / (sizes[1] - sizes[0]), 1e-9)
        return cls(max(seconds[0] - slope * sizes[0], 0.0), slope)

    def at(self, size: float) -> float:
        """Seconds for so many megabytes."""
        return self.once + self.slope * size


def spark(size: int) -> Iterator[Row]:
    """The documents alone and whole builds, of about a quarter of `size` bytes of text and of all of it."""
    if find_spec("pyspark") is None:
        yield Row("Spark", "not installed (extra spark)")
        return
    yield Row("Spark: a session on this machine, begun and ended", f"{_processor(START):.1f} CPU s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = _written(folder, size)
        for what, code in (("documents", DOCUMENTS), ("documents and graph", BUILD)):
            here, there = (_line(folder, code, engine, sizes) for engine in ("processes", "spark"))
            yield Row(
                f"Spark, {sizes[1]:.0f} MB: {what}",
                f"{there.once:.1f} + {there.slope:.2f} CPU s a MB",
                f"processes {here.once:.1f} + {here.slope:.2f}",
                there.at(sizes[1]) / here.at(sizes[1]),
            )
        yield from _pays(here, there)


def _written(folder: Path, size: int) -> list[float]:
    """Two folders of texts, in files of four; their megabytes."""
    whole = texts.documents(size)
    found = {"quarter": whole[::4], "whole": whole}
    files = {name: [(each[n::4], folder / name / f"{n}.jsonl") for n in range(4)] for name, each in found.items()}
    return [sum(texts.write(each, path) for each, path in files[name]) / MEGABYTE for name in found]


def _line(folder: Path, code: str, engine: str, sizes: list[float]) -> Line:
    place = "file://{}" if engine == "spark" else "{}"
    seconds = []
    for name in ("quarter", "whole"):
        with tempfile.TemporaryDirectory() as out:
            seconds.append(_processor(code, f"{out}/build", engine, place.format(folder / name)))
    return Line.through(sizes, seconds)


def _processor(code: str, *arguments: str) -> float:
    """Processor seconds of Python code in a fresh process and of all that it starts.

    Spark ends its Python workers in a way that no parent is told of, so all processes are looked at while they run.
    """
    taken: dict[int, float] = {}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as err:
        process = subprocess.Popen([sys.executable, "-c", code, *arguments], stderr=err, env=environment)
        while process.poll() is None:
            taken |= {pid: max(seconds, taken.get(pid, 0.0)) for pid in _family(process.pid) if (seconds := _used(pid))}
            time.sleep(PAUSE)
        err.seek(0)
        if process.returncode:
            raise RuntimeError(err.read().decode(errors="replace"))
    return sum(taken.values())


def _used(pid: int) -> float:
    """Processor seconds of a process so far, its children not among them."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def _pays(here: Line, there: Line) -> Iterator[Row]:
    """From how much text on a cluster is faster, if no processor waits for another: computed, not measured."""
    for cores in CORES:
        gain = here.slope / 2 - there.slope / cores
        least = (there.once / 2 - here.once / 2) / gain if gain > 0 else None
        yield Row(
            f"extrapolated: {cores} cores of Spark are faster than 2 processes",
            "never" if least is None else f"from {max(least, 0):.0f} MB",
            f"100 GB: {here.slope * 1e5 / 2 / 3600:.1f} h → {there.slope * 1e5 / cores / 3600:.1f} h",
        )


def main() -> None:
    """Print the section alone."""
    from tests.benchmarks.measure import shown

    print(shown(spark(36_000_000)))


if __name__ == "__main__":
    main()
