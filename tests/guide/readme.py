"""The Chinese README says what the English one says: code, and the figures of tables, are copied over.

`python3 -m tests.guide.readme` copies them; comments in code, heads and first columns of tables stay as translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
ENGLISH: Final = ROOT / "README.md"
CHINESE: Final = ROOT / "README.zh-CN.md"

CODE: Final = re.compile(r"^```\w*\n.*?^```$", re.DOTALL | re.MULTILINE)
TABLE: Final = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
COMMENT: Final = re.compile(r"(?<=\S)( +)# .*$")


def synced(english: str, chinese: str) -> str:
    """The Chinese text with the code and the figures of the English one; both have as many blocks and tables."""
    return _each(TABLE, _table, english, _each(CODE, _code, english, chinese))


def _each(
    pattern: re.Pattern[str], take: Callable[[list[str], list[str]], list[str]], english: str, chinese: str
) -> str:
    new = [match.group().splitlines() for match in pattern.finditer(english)]
    old = list(pattern.finditer(chinese))
    if len(new) != len(old):
        raise ValueError(f"{len(new)} blocks or tables in English, {len(old)} in Chinese")
    for lines, match in reversed(list(zip(new, old, strict=True))):
        end = "\n" * match.group().endswith("\n")
        chinese = (
            chinese[: match.start()] + "\n".join(take(lines, match.group().splitlines())) + end + chinese[match.end() :]
        )
    return chinese


def _code(new: list[str], old: list[str]) -> list[str]:
    """The new lines, with the old comments where the code is the same."""
    told = {COMMENT.sub("", line): line for line in old}
    return [told.get(COMMENT.sub("", line), line) for line in new]


def _table(new: list[str], old: list[str]) -> list[str]:
    """The new rows, with the old head and the old first cells while there are as many rows."""
    rows = [line.split("|") for line in new]
    if len(new) == len(old):
        rows = [[*before.split("|")[:2], *row[2:]] for before, row in zip(old, rows, strict=True)]
    return [old[0], *("|".join(row) for row in rows[1:])]


def sections(text: str) -> list[str]:
    """What stands under each heading, without code and tables."""
    return re.split("^#+ .*$", TABLE.sub("", CODE.sub("", text)), flags=re.MULTILINE)


def numbers(text: str) -> list[str]:
    """The numbers of a text, in string order, each once.

    >>> numbers("3,011 of 40; 40 % of 01")
    ['01', '3,011', '40']
    """
    return sorted(set(re.findall(r"\d+(?:[.,]\d+)*", text)))


if __name__ == "__main__":
    CHINESE.write_text(
        synced(ENGLISH.read_text(encoding="utf-8"), CHINESE.read_text(encoding="utf-8")), encoding="utf-8"
    )
