"""How many entries a lexicon has, by what they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.lexicon._rules import CONFIDENCE, DOMAINS, KINDS, LEVELS
from kg.lexicon.entries import GROUPS, Lexicon


@dataclass(frozen=True, slots=True)
class Count:
    """`entries` of one table whose `by` is `value`; `share` is their part of the table's entries."""

    table: str
    by: str
    value: str
    entries: int
    share: float


UNKNOWN: Final = "(not known)"

FACTS: Final = ("parts", "english", "pinyin", "since", "raised_at", "raised_by", "source")
"""Fields of a slogan of which it is counted how many entries have them."""


def _decade(date: str) -> str:
    return f"{date[:3]}0s" if date else UNKNOWN


BY: Final[Mapping[str, Mapping[str, Callable[[Any], str]]]] = {
    "slogan": {
        "kind": lambda entry: entry.kind,
        "domain": lambda entry: entry.domain,
        "decade": lambda entry: _decade(entry.since),
        "level": lambda entry: entry.level,
        "confidence": lambda entry: entry.confidence,
    },
    "meeting": {
        "decade": lambda entry: _decade(entry.start),
        "confidence": lambda entry: entry.confidence,
    },
    "body": {"level": lambda entry: entry.level or UNKNOWN},
}
"""What the entries of a table are counted by."""

ORDER: Final = {value: at for at, value in enumerate((*KINDS, *DOMAINS, *LEVELS, *CONFIDENCE))}


def count(lexicon: Lexicon) -> list[Count]:
    """The entries of each table in all, then by what `BY` names, in the order of the format's own lists.

    >>> from kg.lexicon import Slogan
    >>> [c.entries for c in count(Lexicon(slogans={"六稳": Slogan("六稳", "numeric")})) if c.by == "kind"]
    [1]
    """
    rows: list[Count] = []
    for table, group in GROUPS.items():
        entries = list(getattr(lexicon, group).values())
        rows.append(Count(table, "all", "", len(entries), 1.0))
        for by, key in BY.get(table, {}).items():
            found = Counter(map(key, entries))
            rows += [_row(table, by, value, found) for value in sorted(found, key=_order)]
        if table == "slogan":
            has = Counter({fact: sum(bool(getattr(entry, fact)) for entry in entries) for fact in FACTS})
            rows += [Count(table, "has", fact, has[fact], has[fact] / max(1, len(entries))) for fact in FACTS]
    return rows


def _row(table: str, by: str, value: str, found: Counter[str]) -> Count:
    return Count(table, by, value, found[value], found[value] / found.total())


def _order(value: str) -> tuple[int, str]:
    return ORDER.get(value, len(ORDER)), value
