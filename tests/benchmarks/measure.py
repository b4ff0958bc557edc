"""How time and memory are measured, and the rows of the table."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.tables.render import table

ROOT = Path(__file__).parents[2]
PAUSE = 0.1
"""Seconds between two looks at the memory of a process and its children."""


@dataclass(frozen=True)
class Row:
    """What was measured, beside what it is held against; `ratio` is the figure that the bar speaks of."""

    what: str
    ours: str
    against: str = ""
    ratio: float | None = None
    bar: str = ""
    holds: bool | None = None


@dataclass(frozen=True)
class Run:
    """What a process and its children took: seconds on the clock and of processors, bytes at the peak, its stdout.

    `memory` is the sum over all of them, a shared page counted once; 0 where the system does not tell.
    """

    wall: float
    cpu: float
    memory: int
    out: str


def least(ratio: float, bar: float) -> dict[str, Any]:
    """The columns of a row whose ratio is to be `bar` at least."""
    return {"ratio": ratio, "bar": f"≥ {bar:.3g}", "holds": ratio >= bar}


def most(ratio: float, bar: float) -> dict[str, Any]:
    """The columns of a row whose ratio is to be `bar` at most."""
    return {"ratio": ratio, "bar": f"≤ {bar:.3g}", "holds": ratio <= bar}


def cpu(function: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of a call: the least of several, for whatever else runs only adds."""
    found = []
    gc.collect()
    for _ in range(times):
        start = time.process_time()
        function()
        found.append(time.process_time() - start)
    return min(found)


def run(*command: str, env: dict[str, str] | None = None) -> Run:
    """Run a command to its end; raises `RuntimeError` with its stderr where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(env or {})}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, env=environment)
        peak: list[int] = [0]
        watch = threading.Thread(target=_watch, args=(process, peak), daemon=True)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.join()
        out.seek(0)
        err.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)[:200]}: {err.read().decode(errors='replace')}")
        return Run(wall, usage.ru_utime + usage.ru_stime, peak[0], out.read().decode())


def python(code: str, *arguments: str, env: dict[str, str] | None = None) -> Run:
    """Run Python code in a fresh process."""
    return run(sys.executable, "-c", code, *arguments, env=env)


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.returncode is None:
        peak[0] = max(peak[0], sum(map(_size, _family(process.pid))))
        time.sleep(PAUSE)


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    found, rest = [], [pid]
    while rest:
        found.append(rest.pop())
        rest += [int(child) for path in _tasks(found[-1]) for child in _read(path / "children").split()]
    return found


def _tasks(pid: int) -> list[Path]:
    """The folders of a process's threads; none where it has just ended."""
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def _size(pid: int) -> int:
    """The bytes of a process, what it shares with others in parts."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def shown(rows: Iterable[Row]) -> str:
    """The rows as a text table."""
    names = ("what", "kg", "against", "ratio", "bar", "holds")
    cells: list[Sequence[Any]] = [
        (row.what, row.ours, row.against, "" if row.ratio is None else f"{row.ratio:.3g}", row.bar, _said(row.holds))
        for row in rows
    ]
    return "\n".join(table(names, [tuple(cell) for cell in cells]))


def _said(holds: bool | None) -> str:
    return "" if holds is None else "yes" if holds else "NO"
