"""How often the characters of a name stand in documents, mention or not, and how they come to be counted as one."""

from __future__ import annotations

from typing import Any, Final

from kg.analyse._rows import rows

OWN: Final = "into a lexicon of your own (kg build --lexicon FILE; kg lexicon check -h shows its form)"

STANDING: Final = """
select cast(coalesce(sum((length(d.text) - length(replace(d.text, ?, ''))) // length(?)), 0) as integer), count(*)
from documents d where contains(d.text, ?) and {where}
"""


def unquoted(name: str) -> str:
    """A name as it was asked for, without quotation marks and blanks around it.

    >>> unquoted(" “四个意识” ")
    '四个意识'
    """
    return name.strip().strip("“”‘’\"'「」『』《》").strip()


def standing(tables: Any, text: str, where: str = "true") -> tuple[int, int]:
    """How often a text of two characters or more stands in the documents, without overlaps, and in how many.

    `where` is a condition on the documents `d`.
    """
    if len(text) < 2:
        return 0, 0
    ((times, documents),) = rows(tables, STANDING.format(where=where), [text, text, text])
    return times, documents


def remedy(plain: str, *, known: bool = False) -> str:
    """How a name that stands in the texts comes to be counted; `known`: a lexicon of the build's has it."""
    from kg.lexicon import load

    lexicon = load()
    entry = lexicon.slogans.get(lexicon.canonical.get(plain, ""))
    if entry and not entry.bare:
        return f"the built-in lexicon finds it only in quotation marks; to count all, put it as a doctrine {OWN}"
    if entry and entry.headed:
        return (
            "the built-in lexicon finds it only in quotation marks or before a word for what it is (方针, 原则); to "
            f"count all, put it as a doctrine {OWN}"
        )
    if entry or plain in lexicon.meeting_names:
        return "the built-in lexicon has it, so they may be part of longer names"
    if known:
        return "the lexicon has it, so they may be part of longer names, or stand without quotation marks"
    return f"to count it, put it {OWN}"
