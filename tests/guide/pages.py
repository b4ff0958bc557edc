"""What the pages of the guide show: fenced blocks, and how their commands are run."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from kg import cli

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "notebooks" / "guide"

FENCE = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"^:caption: (?P<file>\S+)\n\n", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the file that it is to be where it has a caption."""

    language: str
    text: str
    file: str = ""


def page(name: str) -> str:
    """The text of a page."""
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a Markdown text, in order.

    >>> blocks("```sh\\nkg --version\\n```")
    [Block(language='sh', text='kg --version\\n', file='')]
    """
    found = []
    for match in FENCE.finditer(text):
        body, caption = match["body"], NAMED.match(match["body"])
        found.append(
            Block(
                match["info"].split()[-1],
                body[caption.end() :] if caption else body,
                caption["file"] if caption else "",
            )
        )
    return found


def commands(text: str) -> Iterator[list[str]]:
    """The commands of a block of shell, a quoted argument may go over lines.

    >>> list(commands('kg a "b\\nc"  # why\\nkg d > e'))
    [['kg', 'a', 'b\\nc'], ['kg', 'd', '>', 'e']]
    """
    waiting = ""
    for line in text.splitlines():
        waiting += line
        try:
            words = shlex.split(waiting, comments=True)
        except ValueError:
            waiting += "\n"
            continue
        waiting = ""
        if words:
            yield words


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def run(words: list[str]) -> Done:
    """A command of `kg` in this process and folder, as `kg.cli.main` runs it; `> FILE` at its end takes what it prints."""
    assert words[0] == "kg", words
    arguments, file = (words[1:-2], words[-1]) if words[-2:-1] == [">"] else (words[1:], "")
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli._code(lambda: cli._command(arguments))
    if file:
        Path(file).write_text(out.getvalue(), encoding="utf-8")
    return Done(code, out.getvalue(), err.getvalue())
