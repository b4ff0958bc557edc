"""What is told of a name that no entity has: names like it, and how often its characters stand in the texts all the same."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from kg.analyse._rows import rows
from kg.analyse._standing import remedy, standing
from kg.analyse.method import counted


def told(tables: Any, name: str, plain: str) -> str:
    """The message for `name`, which without its quotation marks is `plain`."""
    nodes = [row[0] for row in rows(tables, "select distinct name from nodes order by name")]
    near = close(plain, nodes)
    absent = [] if any(_hold(plain, other) for other in near) else _in_lexicon(plain)
    like = f"did you mean {', '.join(near)}?" if near else ""
    if absent:
        like = f"the lexicon has {', '.join(absent)}, which no text names."
    times, documents = standing(tables, plain)
    if times:
        stand = f"its characters stand {counted(times, 'times')} in {counted(documents, 'documents')}; {remedy(plain)}"
        like = f"{like} The texts have no such name; {stand}" if like else f"the texts have no such name; {stand}"
    return f"unknown entity {name!r}: " + (like or "no name is like it" + _nowhere(plain))


def _nowhere(plain: str) -> str:
    return ", and its characters stand in no text" if len(plain) > 1 else ""


def _in_lexicon(plain: str) -> list[str]:
    """The names of the built-in lexicon that hold a text of two characters or more."""
    from kg.lexicon import load

    if len(plain) < 2:
        return []
    lexicon = load()
    return close(plain, [name for name in (*lexicon.slogans, *lexicon.meetings) if plain in name])


def _hold(name: str, other: str) -> bool:
    """Whether the one name holds the other."""
    return bool(name) and (name in other or (len(other) > 1 and other in name))


def close(name: str, known: Sequence[str], *, limit: int = 5) -> list[str]:
    """The names most like a name: those that hold it or are held by it, shortest first, then those spelt alike.

    >>> close("四个意", ["两个维护", "四个意识", "四个自信"])
    ['四个意识', '四个自信']
    """
    holding = [other for other in known if _hold(name, other)]
    alike = difflib.get_close_matches(name, known, n=limit, cutoff=0.5)
    return list(dict.fromkeys([*sorted(holding, key=lambda other: (len(other), other)), *alike]))[:limit]
