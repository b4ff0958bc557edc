"""Where the characters of a name stand though no mention was found: a check on what is said to be first, or silent.

A name may be recognised in quotation marks alone, or be part of a longer one; then its characters go on, or were there
before, without a mention.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import gt, lt
from typing import Any

from kg.analyse.selection import Selection

Wanted = Sequence[tuple[str, str, str]]
"""Ids, names and days."""


def before(tables: Any, selection: Selection, wanted: Wanted) -> dict[str, int]:
    """Id → dated documents of the selection before a day that hold the name."""
    return _count(tables, selection, wanted, lt)


def after(tables: Any, selection: Selection, wanted: Wanted) -> dict[str, int]:
    """Id → dated documents of the selection after a day that hold the name."""
    return _count(tables, selection, wanted, gt)


def _count(tables: Any, selection: Selection, wanted: Wanted, side: Callable[[str, str], bool]) -> dict[str, int]:
    """One pass over the texts for all names."""
    from ahocorasick_rs import AhoCorasick

    found = {id: 0 for id, _, _ in wanted}
    if not found:
        return found
    names = list(dict.fromkeys(name for _, name, _ in wanted))
    automaton = AhoCorasick(names)
    days: list[list[tuple[str, str]]] = [[] for _ in names]
    place = {name: number for number, name in enumerate(names)}
    for id, name, day in wanted:
        days[place[name]].append((id, day))
    texts = getattr(tables, "con", tables).sql(
        f"select d.date, d.text from documents d where d.date <> '' and {selection.where('d')}"
    )
    for date, text in texts.iter_rows():
        held = {match[0] for match in automaton.find_matches_as_indexes(text, overlapping=True)}
        for number in held:
            for id, day in days[number]:
                found[id] += side(date, day)
    return found
