"""What is told of a name that no entity has: names like it, and how often its characters stand in the texts all the same."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any, Final

from kg.analyse._rows import rows
from kg.analyse.method import counted

OWN: Final = "into a lexicon of your own (kg build --lexicon FILE; kg lexicon check -h shows its form)"

STANDING: Final = """
select cast(coalesce(sum((length(text) - length(replace(text, ?, ''))) // length(?)), 0) as integer), count(*)
from documents where contains(text, ?)
"""


def told(tables: Any, name: str, plain: str) -> str:
    """The message for `name`, which without its quotation marks is `plain`."""
    near = close(plain, [row[0] for row in rows(tables, "select distinct name from nodes order by name")])
    like = f"did you mean {', '.join(near)}?" if near else ""
    times, documents = standing(tables, plain)
    if times:
        stand = f"its characters stand {counted(times, 'times')} in {counted(documents, 'documents')}; {_remedy(plain)}"
        like = f"{like} The texts have no such name; {stand}" if near else f"the texts have no such name; {stand}"
    return f"unknown entity {name!r}: " + (like or "no name is like it" + _nowhere(plain))


def _nowhere(plain: str) -> str:
    return ", and its characters stand in no text" if len(plain) > 1 else ""


def standing(tables: Any, text: str) -> tuple[int, int]:
    """How often a text of two characters or more stands in the documents, without overlaps, and in how many."""
    if len(text) < 2:
        return 0, 0
    ((times, documents),) = rows(tables, STANDING, [text, text, text])
    return times, documents


def _remedy(plain: str) -> str:
    """How a name that stands in the texts comes to be counted."""
    from kg.lexicon import load

    lexicon = load()
    known = lexicon.slogans.get(lexicon.canonical.get(plain, ""))
    if known and not known.bare:
        return f"the built-in lexicon finds it only in quotation marks; to count all, put it as a doctrine {OWN}"
    if known and known.headed:
        return (
            "the built-in lexicon finds it only in quotation marks or before a word for what it is (方针, 原则); to "
            f"count all, put it as a doctrine {OWN}"
        )
    if known or plain in lexicon.meeting_names:
        return "the built-in lexicon has it, so they may be part of longer names"
    return f"to count it, put it {OWN}"


def close(name: str, known: Sequence[str], *, limit: int = 5) -> list[str]:
    """The names most like a name: those that hold it or are held by it, shortest first, then those spelt alike.

    >>> close("四个意", ["两个维护", "四个意识", "四个自信"])
    ['四个意识', '四个自信']
    """
    holding = [other for other in known if name and (name in other or (len(other) > 1 and other in name))]
    alike = difflib.get_close_matches(name, known, n=limit, cutoff=0.5)
    return list(dict.fromkeys([*sorted(holding, key=lambda other: (len(other), other)), *alike]))[:limit]
