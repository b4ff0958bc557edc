"""Silences: what was said often enough to be expected, and is said no longer.

The clock is the documents, not the days, so that a gap in the corpus is no silence. From its first use on, an entity
stands in k of the documents, the last of them after `span` documents; `after` documents follow without it. Were the
k - 1 later uses spread over all the documents that follow the first one by chance alone, they would all fall among the
earlier ones with the probability C(span - 1, k - 1) / C(span - 1 + after, k - 1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows, table
from kg.analyse.ledger import entries
from kg.analyse.method import Method
from kg.analyse.selection import Selection
from kg.analyse.subset import unweighed
from kg.analyse.written import after

if TYPE_CHECKING:
    import pyarrow as pa

METHOD: Final = Method(
    "probability that all uses fall before the silence when each later document may name it alike; "
    "q after Benjamini–Hochberg over all names used twice or more",
    "one rate since the first use; documents independent and of one kind; documents of the last use's date are no "
    "silence; undated ones are left out",
    "Solow 1993, Inferring Extinction from Sighting Data, Ecology 74(3), with documents for time",
    (
        "still_written: of the later documents those with its characters (within a longer name, or without quotation marks)",
    ),
)


NO_WEIGHTS: Final = "the probability is one of whole documents in their order"


@dataclass(frozen=True, slots=True)
class Silence:
    """An entity that the last `after` documents do not name.

    `documents` of the `span` documents from the first to the last use name it; at that rate, the first use apart,
    `expected` of the later ones would. `still_written` of these hold its characters though no mention: without the
    quotation marks by which it is known, or within a longer name. `probability` is that of none, `q` after Benjamini–Hochberg. The last use is
    given by date, title, document, sentence and text; `until` is the date of the last document.
    """

    name: str
    type: str
    kind: str
    documents: int
    span: int
    first: str
    last: str
    after: int
    still_written: int
    until: str
    expected: float
    probability: float
    q: float
    last_title: str
    last_attestation: str
    entity: str
    last_source: str
    last_document: str
    last_sentence: int


def silence(tables: Any, entities: Sequence[str] = (), selection: Selection | None = None, *, top: int = 0) -> pa.Table:
    """A row a `Silence`, the least probable first; entities used once, or in the latest documents, have none.

    `entities` are ids; none means all. `top` keeps as many rows; 0 all.
    """
    from kg.graph.association import benjamini_hochberg

    unweighed(tables, NO_WEIGHTS)
    selection = selection or Selection()
    days = rows(tables, selection.scope() + " select date, count(*) from texts where date <> '' group by date")
    clock = _Clock(dict(days))
    tested = [entry for entry in entries(tables, (), selection) if entry.documents > 1]
    figures = [clock.read(entry.first, entry.last, entry.documents) for entry in tested]
    adjusted = benjamini_hochberg([figure[3] for figure in figures]).tolist()
    found = [
        Silence(
            *(entry.name, entry.type, entry.kind, entry.documents, span, entry.first, entry.last, later, 0),
            *(clock.until, expected, chance, q, entry.last_title, entry.last_attestation),
            *(entry.entity, entry.last_source, entry.last_document, entry.last_sentence),
        )
        for entry, (span, later, expected, chance), q in zip(tested, figures, adjusted, strict=True)
        if later and (not entities or entry.entity in entities)
    ]
    found.sort(key=lambda row: (row.probability, -row.documents, row.entity))
    return METHOD.on(table(Silence, _checked(tables, selection, found[:top] if top else found)))


def _checked(tables: Any, selection: Selection, found: list[Silence]) -> list[Silence]:
    """The silences with the later documents that hold the characters all the same."""
    held = after(tables, selection, [(row.entity, row.name, row.last) for row in found])
    return [replace(row, still_written=held[row.entity]) for row in found]


class _Clock:
    """Dated documents as time: how many there are by each date."""

    def __init__(self, days: dict[str, int]) -> None:
        self.until = max(days, default="")
        self._before, total = {}, 0
        for day in sorted(days):
            self._before[day] = total
            total += days[day]
        self._days, self._total = days, total

    def read(self, first: str, last: str, documents: int) -> tuple[int, int, float, float]:
        """Documents from first to last use, and after it; uses expected there; the probability of none."""
        span = self._before[last] + self._days[last] - self._before[first]
        after = self._total - self._before[last] - self._days[last]
        return span, after, (documents - 1) / (span - 1) * after, probability(documents, span, after)


def probability(documents: int, span: int, after: int) -> float:
    """C(span - 1, k - 1) / C(span - 1 + after, k - 1) for k documents; 1 without a silence.

    >>> probability(5, 5, 0), round(probability(2, 2, 1), 4), round(probability(3, 10, 10), 4)
    (1.0, 0.5, 0.2105)
    """
    uses, earlier = documents - 1, span - 1
    if not after or not uses:
        return 1.0

    def ln(n: int) -> float:
        return math.lgamma(n + 1) - math.lgamma(n - uses + 1)

    return float(f"{math.exp(ln(earlier) - ln(earlier + after)):.12g}")
