"""The title that a text carries at its head."""

from __future__ import annotations

import re
from typing import Final

from kg._titles import TITLE_END

_STOP: Final = re.compile(r"[。！？；：:!?,，]")
_LINES: Final = 12


def head_title(text: str) -> str:
    """The first line if it is surely a title: short, no stop in it, ending in the name of a kind of text; else "".

    Looked for in the first lines only, and no further than the first line with a stop, for there the body begins.

    >>> head_title("在全市工作会议上的讲话\\n同志们：\\n今天开会。")
    '在全市工作会议上的讲话'
    >>> head_title("同志们：\\n今天开会。")
    ''
    """
    for line in text[:2000].split("\n")[:_LINES]:
        line = line.strip()
        if _STOP.search(line):
            return ""
        if 6 <= len(line) <= 60 and TITLE_END.search(line):
            return line
    return ""
