"""Which documents and which names an analysis looks at: what --from, --to, --level, --type and --kind choose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg.errors import UsageError, unknown
from kg.graph.schema import KINDS
from kg.records import LEVELS, TYPES
from kg.tables.query import literal

_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

# Dates may be known to the year or month only: they are compared as far as both are known, so that a document of
# 2021 is neither before nor after 2021-10.
_SINCE: Final = "substr({date}, 1, least(length({date}), {size})) >= substr({day}, 1, length({date}))"
_UNTIL: Final = "substr({date}, 1, least(length({date}), {size})) <= substr({day}, 1, length({date}))"


@dataclass(frozen=True, slots=True)
class Selection:
    """Documents from `start` to `end` (ISO dates, both included) at one of `levels`; names of `types` and `kinds`.

    What is empty sets no limit; with a date set, documents without one are out. A document dated to the year alone
    is in where its year is not wholly outside. Raises `UsageError` for what is no date, level, type or kind.

    >>> Selection(levels=("central", "province")).where("d")
    "d.level in ('central', 'province')"
    """

    start: str = ""
    end: str = ""
    levels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for day in (self.start, self.end):
            _check_date(day)
        if self.end and self.start[: len(self.end)] > self.end:
            raise UsageError(f"no date is from {self.start} and to {self.end}: the first is after the second")
        for what, values, choices in (
            ("level", self.levels, LEVELS),
            ("type", self.types, TYPES),
            ("kind", self.kinds, [kind for kind in KINDS if kind]),
        ):
            for value in values:
                if value not in choices:
                    raise unknown(what, value, choices)

    def where(self, documents: str = "documents") -> str:
        """The condition in SQL on the table of documents of this name."""
        column = f"{documents}.date"
        bounds = [(_SINCE, self.start), (_UNTIL, self.end)]
        dated = [rule.format(date=column, size=len(day), day=literal(day)) for rule, day in bounds if day]
        terms = [f"{column} <> ''", *dated] if dated else []
        return " and ".join([*terms, *_among(f"{documents}.level", self.levels)]) or "true"

    def scope(self, more: str = "", *, weighed: bool = False) -> str:
        """The head of a query: `texts`, the documents, and `uses`, the mentions in them, with `name` and `date`.

        `more` is a further condition on nodes `n`. Both have the `weight` of the document: 1, or where it is `weighed`
        what the table `weights` of a `kg.analyse.subset.Subset` says.
        """
        weight, weights = ("w.weight", " join weights w on w.document = d.id") if weighed else ("1", "")
        terms = [*_among("n.type", self.types), *_among("n.kind", self.kinds), *([more] if more else [])]
        return f"""with texts as (
  select d.id, d.source, d.title, d.date, d.speaker, d.organ, d.level, d.characters - d.masked as characters,
    {weight} as weight
  from documents d{weights} where {self.where("d")}
),
uses as (
  select m.entity, n.name, n.type, n.kind, m.document, m.sentence, m.start, d.source, d.date, d.weight
  from mentions m join nodes n on n.id = m.entity join texts d on d.id = m.document
  where {" and ".join(terms) or "true"}
)"""


def total(terms: str, *, weighed: bool = False) -> str:
    """The SQL of a sum that is a whole number, or of weights.

    >>> total("u.weight"), total("u.weight", weighed=True)
    ('cast(coalesce(sum(u.weight), 0) as bigint)', 'cast(round(coalesce(sum(u.weight), 0), 6) as double)')
    """
    found = f"coalesce(sum({terms}), 0)"
    return f"cast(round({found}, 6) as double)" if weighed else f"cast({found} as bigint)"


def chosen(ids: Sequence[str]) -> str:
    """The condition on nodes `n` that they are among these; none sets no limit."""
    return " and ".join(_among("n.id", ids))


def _among(column: str, values: Sequence[str]) -> list[str]:
    return [f"{column} in ({', '.join(map(literal, values))})"] if values else []


def _check_date(day: str) -> None:
    if not day:
        return
    try:
        if not _DATE.fullmatch(day):
            raise ValueError
        date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        raise UsageError(f"no date {day!r}: write 2021, 2021-10 or 2021-10-13") from None
