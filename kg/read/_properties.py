"""What programs note in the files that they write: titles and dates, of little weight."""

from __future__ import annotations

import re
from typing import Final

from kg.read._source import Fields

_NO_TITLE: Final = re.compile(
    r"(?i)(?:microsoft (?:word|powerpoint)\s*-.*|(?:powerpoint )?presentation|untitled\d*|无标题\d*|未命名\d*|(?:新建)?.{0,12}文档\s*\d*"
    r"|document\s*\d*|doc\d*|.*\.(?:docx?|wps|rtf|pdf|txt|html?)|标题|title)"
)


def properties(*, title: str | None = "", creator: str | None = "", created: str | None = "") -> Fields:
    """The properties that say something: no title that a program gave by itself, when nobody gave one.

    >>> properties(title="Microsoft Word - 文档1", creator="张三")
    (('creator', '张三'),)
    """
    plain = " ".join((title or "").split())
    pairs = (
        ("title", "" if _NO_TITLE.fullmatch(plain) else plain),
        ("creator", (creator or "").strip()),
        ("created", (created or "").strip()),
    )
    return tuple((name, value) for name, value in pairs if value)
