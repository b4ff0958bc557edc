"""Inputs that are hostile by their size, at full size: a million files, lines of 200 MB; what kg says, and what it takes.

A script that imports little: what it holds in memory itself would count as that of the processes that it starts.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from multiprocessing import Process
from pathlib import Path
from typing import NamedTuple

FILES = 1_000_000
LINE = 200 << 20
MEMORY = 4300
"""Megabytes that no case may take: what a file read in a process of its own is given, and kg."""


class Row(NamedTuple):
    """A case: how it ended, what was said last, the seconds on the clock, the megabytes at the peak."""

    case: str
    code: int
    said: str
    seconds: float
    megabytes: float
    wrong: bool


def rows(files: int = FILES, line: int = LINE) -> Iterator[Row]:
    """A row a case; files are made and removed again."""
    with tempfile.TemporaryDirectory(prefix="kg-scale-") as name:
        folder = Path(name)
        (folder / "more.toml").write_text(f"[read]\nmax_files = {2 * files}\nnear_duplicates = 0\n")
        many = _many(folder / "many", files)
        yield _row(f"{files:,} small files", folder, [many], r"holds more than 200000 files \(setting read.max_files\)")
        more = [many, "--config", folder / "more.toml", "--out", folder / "docs.jsonl"]
        yield _row(f"{files:,} small files, limit raised", folder, more, "", code=0)
        archive = folder / "a.zip"
        elsewhere = Process(target=_zip, args=(archive, files))  # it holds the list of them
        elsewhere.start()
        elsewhere.join()
        yield _row(f"{files:,} files in a .zip", folder, [archive], r"\(setting read.max_files\)")
        for suffix, write in LINES.items():
            path = folder / f"line{suffix}"
            write(path, line)
            said = r"setting read\.max_|the line is longer than \d+ bytes"
            yield _row(f"a line of {line >> 20} MB in a {suffix}", folder, [path], said)
            path.unlink()


def _many(folder: Path, files: int) -> Path:
    for number in range(files):
        place = folder / f"{number // 1000:04}"
        if not number % 1000:
            place.mkdir(parents=True)
        descriptor = os.open(place / f"{number % 1000:03}.txt", os.O_CREAT | os.O_WRONLY)
        os.write(descriptor, f"第{number}号：各村各户要把春耕备耕工作抓到底。".encode())
        os.close(descriptor)
    return folder


def _zip(path: Path, files: int) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(files):
            archive.writestr(f"{number}.txt", "甲。")


def _repeated(before: str, after: str, opened: Callable[[Path], object] | None = None) -> Callable[[Path, int], None]:
    def write(path: Path, size: int) -> None:
        piece = "要增强“四个意识”、做到“两个维护”，".encode() * 20_000
        with opened(path) if opened else path.open("wb") as handle:
            handle.write(before.encode())
            for _ in range(size // len(piece) + 1):
                handle.write(piece)
            handle.write(after.encode())

    return write


LINES: dict[str, Callable[[Path, int], None]] = {
    ".txt": _repeated("", ""),
    ".html": _repeated("<html><body><p>", "</p></body></html>"),
    ".csv": _repeated("text\n", "\n"),
    ".jsonl": _repeated('{"text": "', '"}\n'),
    ".rtf": _repeated("{\\rtf1 ", "}"),
    ".eml": _repeated("Subject: a\nMIME-Version: 1.0\n\n", "\n"),
    ".txt.gz": _repeated("", "", lambda path: gzip.open(path, "wb", compresslevel=1)),  # noqa: SIM115
}


def _row(case: str, folder: Path, arguments: list[object], said: str, *, code: int = 3) -> Row:
    command = [sys.executable, "-m", "kg", "read", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    started = time.monotonic()
    with (folder / "stderr").open("wb") as messages:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=messages, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = (folder / "stderr").read_text(encoding="utf-8").splitlines()
    last = lines[-1] if lines else ""
    megabytes = usage.ru_maxrss / 1024
    wrong = process.returncode != code or len(lines) > 2 or not re.search(said, last) or megabytes > MEMORY
    return Row(case, process.returncode, last.replace(str(folder) + os.sep, ""), seconds, megabytes, wrong)


def main() -> int:
    """Print the table; 0 if nothing came out wrong."""
    print("| case | exit code | what kg says | seconds | peak MB | wrong |\n|---|--:|---|--:|--:|--:|", flush=True)
    wrong = 0
    for row in rows():
        figures = f"{row.seconds:.1f} | {row.megabytes:.0f} | {int(row.wrong)}"
        print(f"| {row.case} | {row.code} | {row.said or 'read'} | {figures} |", flush=True)
        wrong += row.wrong
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
