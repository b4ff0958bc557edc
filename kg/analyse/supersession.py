"""Supersession: which slogans gave way to which, as the lexicon has it, held against the corpus."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows, table
from kg.analyse.counts import Counts, count
from kg.analyse.dates import lag
from kg.analyse.ledger import Entry, entries
from kg.analyse.method import Method
from kg.analyse.selection import Selection
from kg.analyse.subset import Weigher, weigher
from kg.records import entity_id

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.lexicon import Lexicon

METHOD: Final = Method(
    "lag in days from the last use of the old to the first of the new, below 0 where both are in use; order: the "
    "chance that a document with the new one is later than one with the old (Mann–Whitney U / mn, ties for half); "
    "crossover: the first year from which the new one stands in more documents than the old in every year with either",
    "the pairs are the lexicon's superseded_by and supersedes; documents count alike, copies too without --dedupe; undated ones are left out",
    "Mann and Whitney 1947, Ann. Math. Stat. 18(1); as an effect size Vargha and Delaney 2000, JEBS 25(2)",
)


@dataclass(frozen=True, slots=True)
class Succession:
    """An old slogan and the one that took its place: their documents and dates, `both` documents with both.

    `verdict`: `gave way` (the old one ends before the new one does, and the new one is later on the whole), `side by
    side`, `not yet` (the old one outlasts the new one), `old only`, `new only`. Figures are null, and dates empty,
    where one of them is not in the corpus.
    """

    old: str
    new: str
    verdict: str
    old_documents: int | Fraction
    old_first: str
    old_last: str
    new_documents: int | Fraction
    new_first: str
    new_last: str
    both: int | Fraction
    lag: int | None
    order: float | None
    crossover: str
    old_entity: str
    new_entity: str
    old_last_document: str
    new_first_document: str
    old_last_attestation: str
    new_first_attestation: str


def supersession(
    tables: Any, lexicon: Lexicon, entities: Sequence[str] = (), selection: Selection | None = None, *, top: int = 0
) -> pa.Table:
    """A row a `Succession` that the lexicon knows and of which the corpus has one end, by first use of the new one.

    `entities` are ids of which a pair has at least one; none means all. `top` keeps as many rows; 0 all.
    """
    selection = selection or Selection()
    pairs = [ends for ends in successions(lexicon) if not entities or set(ends) & set(entities)]
    ids = sorted({id for ends in pairs for id in ends})
    known = {entry.entity: entry for entry in (entries(tables, ids, selection) if ids else [])}
    dates = _dates(tables, selection, known)
    counts = count(tables, sorted(known), selection, by="year") if known else None
    weight = weigher(tables)
    found = [_succession(old, new, known, dates, counts, weight) for old, new in pairs if old in known or new in known]
    found.sort(key=lambda row: (row.new_first or "9", row.old_first, row.old, row.new))
    return METHOD.on(table(Succession, found[:top] if top else found), f"pairs in the lexicon: {len(pairs)}")


def successions(lexicon: Lexicon) -> list[tuple[str, str]]:
    """(old, new) by id, each once, in string order.

    >>> from kg.lexicon import Lexicon, Slogan
    >>> successions(Lexicon(slogans={"甲": Slogan("甲", "doctrine", superseded_by=("乙",))}))
    [('slogan:甲', 'slogan:乙')]
    """
    ends = {(slogan.name, new) for slogan in lexicon.slogans.values() for new in slogan.superseded_by}
    ends |= {(old, slogan.name) for slogan in lexicon.slogans.values() for old in slogan.supersedes}
    names = ((lexicon.canonical.get(old, old), lexicon.canonical.get(new, new)) for old, new in ends)
    return sorted({(entity_id("SLOGAN", old), entity_id("SLOGAN", new)) for old, new in names})


def alone(lexicon: Lexicon, entities: Sequence[str]) -> list[str]:
    """The names of the entities, given by id, of which the lexicon knows no succession.

    >>> from kg.lexicon import Lexicon, Slogan
    >>> alone(Lexicon(slogans={"甲": Slogan("甲", "doctrine", superseded_by=("乙",))}), ["slogan:乙", "slogan:丙"])
    ['丙']
    """
    known = {id for ends in successions(lexicon) for id in ends}
    return [id.partition(":")[2] for id in entities if id not in known]


Dates = Mapping[str, int | Fraction]
"""Dates, and how many documents have each, or what these weigh."""


def order(old: Dates, new: Dates) -> float | None:
    """The chance that one of the later dates is after one of the older; dates that may be the same count half.

    >>> order({"2001": 1, "2002": 1}, {"2002": 1, "2003": 1}), order({}, {"2001": 1})
    (0.875, None)
    """
    if not old or not new:
        return None
    won: int | Fraction = 0
    for length in sorted({len(one) for one in old}):
        for size, days, sums in _cut(new, length):
            for one, times in old.items():
                if len(one) == length:
                    low, high = bisect_left(days, one[:size]), bisect_right(days, one[:size])
                    won += times * (2 * sums[-1] - sums[high] - sums[low])
    return float(won / (2 * sum(old.values()) * sum(new.values())))


def _cut(dates: Dates, length: int) -> Iterable[tuple[int, list[str], list[int | Fraction]]]:
    """Dates as far as they and one of this length are both known: by that precision, in order, with running sums."""
    for size in sorted({min(len(day), length) for day in dates}):
        held = sorted((day[:size], count) for day, count in dates.items() if min(len(day), length) == size)
        yield size, [day for day, _ in held], list(accumulate((count for _, count in held), initial=0))


def _dates(tables: Any, selection: Selection, known: dict[str, Entry]) -> dict[str, dict[str, str]]:
    """Entity → document → date."""
    query = selection.scope() + " select distinct entity, document, date from uses where date <> '' order by all"
    found: dict[str, dict[str, str]] = {id: {} for id in known}
    for entity, document, day in rows(tables, query):
        if entity in found:
            found[entity][document] = day
    return found


def _succession(
    old: str,
    new: str,
    known: dict[str, Entry],
    dates: dict[str, dict[str, str]],
    counts: Counts | None,
    weight: Weigher,
) -> Succession:
    one, other = known.get(old), known.get(new)
    before, after = dates.get(old, {}), dates.get(new, {})
    later = order(_dated(before, weight), _dated(after, weight))
    return Succession(
        *(old.partition(":")[2], new.partition(":")[2], _verdict(one, other, later)),
        *((sum(map(weight, before)), one.first, one.last) if one else (0, "", "")),
        *((sum(map(weight, after)), other.first, other.last) if other else (0, "", "")),
        sum(weight(document) for document in before.keys() & after.keys()),
        lag(one.last, other.first) if one and other else None,
        later,
        _crossover(old, new, counts) if one and other and counts else "",
        *(old, new, one.last_document if one else "", other.first_document if other else ""),
        *(one.last_attestation if one else "", other.attestation if other else ""),
    )


def _dated(documents: Mapping[str, str], weight: Weigher) -> dict[str, int | Fraction]:
    """The dates of documents, and what those of each weigh."""
    found: dict[str, int | Fraction] = defaultdict(int)
    for document, day in documents.items():
        found[day] += weight(document)
    return found


def _verdict(old: Entry | None, new: Entry | None, later: float | None) -> str:
    if not old or not new or later is None:
        return "old only" if old else "new only"
    ahead = lag(old.last, new.last)
    if ahead > 0 and later > 0.5:
        return "gave way"
    return "not yet" if ahead < 0 else "side by side"


def _crossover(old: str, new: str, counts: Counts) -> str:
    """The first year from which the new one stands in more documents in every year with either; empty for none."""
    named = {one.entity: one.named for one in counts.series}
    found = ""
    for period, before, after in zip(counts.axis.periods, named[old], named[new], strict=True):
        if before or after:
            found = (found or period.name) if after > before else ""
    return found
