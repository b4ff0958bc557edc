"""Whole builds: time and memory of all processes, ten times the text, a little more text, two processes for one."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.records import Document
from tests.benchmarks import texts
from tests.benchmarks.extraction import _jieba
from tests.benchmarks.measure import Row, Run, cpu, least, most, python, run

MEGABYTE = 1_000_000
BUILD = """
import sys, kg
from kg import config
kg.build(sys.argv[4:], sys.argv[1], config.load(engine={"name": sys.argv[2], "jobs": int(sys.argv[3])}), exports=())
"""
WORK = """
import sys, time
from pathlib import Path
from kg import batches, config, engines, intake, lexicon
from kg.tables import arrow, parts
settings, names = config.Config(), lexicon.load()
documents = intake.Intake(sys.argv[3:], settings, out=Path(sys.argv[1]))
tasks = [arrow.batch(found.entries.document.tolist()) for found in parts.gather(documents.entries())]
def work(batch): return batches.annotate_batch(batch, names, settings).num_rows
start = time.perf_counter()
for _ in engines.engine(config.Engine("processes" if sys.argv[2] != "1" else "serial", int(sys.argv[2]))).run(work, tasks): pass
print(time.perf_counter() - start)
"""


def builds(size: int, times: int) -> Iterator[Row]:
    """The bars on builds of texts of `size` bytes (0: all there are) and of `times` as many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = texts.documents(size)
        weight = texts.write(found, folder / "one" / "000.jsonl")
        yield from _everything(folder, found, weight)
        yield from _two_processes(folder, weight)
        one = tables(folder, "one")
        yield from _more(folder, found, "one", one, len(found))
        for number in range(times):
            texts.write(texts.varied(found, number + 1), folder / "many" / f"{number:03}.jsonl")
        many = tables(folder, "many")
        yield from _many(one, many, times)
        yield from _more(folder, found, "many", many, len(found) * times)


def _everything(folder: Path, found: list[Document], weight: int) -> Iterator[Row]:
    """`kg build` with all files, against jieba.cut on as much text."""
    command = (
        sys.executable,
        "-m",
        "kg",
        "build",
        str(folder / "one"),
        "--out",
        str(folder / "all"),
        "--jobs",
        "2",
        "-q",
    )
    done = run(*command)
    shutil.rmtree(folder / "all")
    cut, sample = _jieba(), found[:: max(1, weight // (2 * MEGABYTE))]
    slow = cpu(lambda: cut(sample), 2) * weight / sum(map(texts.weight, sample))
    yield Row(
        f"kg build, {weight / MEGABYTE:.0f} MB, with the page, two processes",
        f"{done.cpu:.1f} CPU s, {done.wall:.1f} s",
        f"jieba.cut {slow:.1f} CPU s",
        **most(done.cpu / slow, 1 / 3),
    )
    megabytes = done.memory / MEGABYTE
    yield Row("the same: memory of all processes", f"{megabytes:.0f} MB", "800 MB", **most(megabytes / 800, 1))


def tables(folder: Path, name: str, out: str = "", jobs: int = 2) -> Run:
    """Build the tables of a folder of texts."""
    return python(BUILD, str(folder / (out or f"{name}-built")), "processes", str(jobs), str(folder / name))


def _two_processes(folder: Path, weight: int) -> Iterator[Row]:
    """Extraction alone on the clock, the best of two."""
    seconds = {
        jobs: min(float(python(WORK, str(folder / "none"), jobs, str(folder / "one")).out) for _ in range(2))
        for jobs in ("1", "2")
    }
    both = f"{seconds['2']:.1f} s", f"one {seconds['1']:.1f} s"
    yield Row("extraction, two processes against one", *both, **least(seconds["1"] / seconds["2"], 1.8))


def _many(one: Run, many: Run, times: int) -> Iterator[Row]:
    """Some times the text against once."""
    what = f"{times} times the text, tables only"
    bar = 1.05 * times
    yield Row(f"{what}: CPU", f"{many.cpu:.1f} s", f"once {one.cpu:.1f} s", **most(many.cpu / one.cpu, bar))
    yield Row(f"{what}: clock", f"{many.wall:.1f} s", f"once {one.wall:.1f} s", **most(many.wall / one.wall, bar))
    sizes = [each.memory / MEGABYTE for each in (many, one)]
    yield Row(
        f"{what}: memory", f"{sizes[0]:.0f} MB", f"once {sizes[1]:.0f} MB", **most(sizes[0] / max(sizes[1], 1), 1.3)
    )


def _more(folder: Path, found: list[Document], name: str, full: Run, number: int) -> Iterator[Row]:
    """One percent of new texts in a file of their own."""
    new = texts.varied(found, 97)[: max(1, number // 100)]
    texts.write(new, folder / name / "new.jsonl")
    done = tables(folder, name)
    for what, ours, whole in (("CPU", done.cpu, full.cpu), ("clock", done.wall, full.wall)):
        label = f"1 % of new documents ({len(new)}) to {number}: {what}"
        yield Row(label, f"{ours:.2f} s", f"all {whole:.1f} s", **most(ours / whole, 0.1))
