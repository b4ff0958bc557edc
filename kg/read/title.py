"""The title that a text carries at its head."""

from __future__ import annotations

import re
from typing import Final

TITLE_END: Final = re.compile(
    r"(?:报告|讲话|发言|致辞|致词|演讲|社论|公报|决定|决议|通知|意见|方案|条例|办法|规定|规则|准则|细则|章程|纲要|规划|计划"
    r"|公告|通告|通报|批复|函|说明|总结|要点|体会|提纲|讲稿|宣言|声明|贺信|贺词|献词|指示|法)"
    r"(?:\s*[（(][^（）()]{1,16}[）)])?\s*$"
)
"""How the title of a political text ends; the kind of text names itself last."""

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
