"""`kg` as a user types it, in this process: as quick as a call."""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from kg import cli


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def kg(*arguments: object, cwd: Path) -> Done:
    """The command in this process, as `kg.cli.main` runs it."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), chdir(cwd):
        code = cli._code(lambda: cli._command([str(argument) for argument in arguments]))
    return Done(code, out.getvalue(), err.getvalue())


def built(root: Path, said: Mapping[str, tuple[str, str]]) -> Path:
    """The folder `root`, with a build of one text a day: `said` has its level and what it says."""
    (root / "speeches").mkdir()
    lines = ["path\tdate\tlevel"]
    for day, (level, text) in said.items():
        (root / "speeches" / f"{day}.txt").write_text(f"{day}年的讲话\n同志们：\n{text}\n", encoding="utf-8")
        lines.append(f"{day}.txt\t{day}\t{level}")
    (root / "speeches" / "metadata.tsv").write_text("\n".join(lines), encoding="utf-8")
    done = kg("build", "speeches", "--quiet", "--engine", "serial", "--exports", "none", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    return root
