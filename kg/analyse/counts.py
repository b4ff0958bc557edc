"""Who is named how often in each period: what trends, bursts and pictures over time are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows
from kg.analyse.periods import SERIES, Axis, axis
from kg.analyse.selection import Selection, chosen, total
from kg.analyse.subset import weighed
from kg.errors import unknown

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

UNITS: Final = ("document", "sentence")
"""What is counted as naming an entity or not."""

_TOTALS: Final = """
select t.date, count(*) as texts, {documents} as documents, {characters} as characters, {sentences} as sentences
from texts t left join (select document, count(*) as sentences from sentences group by document) s on s.document = t.id
where t.date <> '' group by t.date order by t.date
"""

_EACH: Final = """,
each as (
  select u.entity, any_value(u.name) as name, u.document, any_value(u.date) as date, any_value(u.weight) as weight,
    count(*) as uses, count(distinct u.sentence) as sentences
  from uses u where u.date <> '' group by u.entity, u.document
)
"""

_USES: Final = (
    _EACH
    + """
select e.entity, e.name, e.date, {uses} as count, {named} as documents, {naming} as sentences
from each e group by e.entity, e.name, e.date order by e.entity, e.date
"""
)

_TOP: Final = (
    _EACH
    + """
select e.entity from each e group by e.entity order by {named} desc, {uses} desc, e.entity limit ?
"""
)

_TERMS: Final = {
    "documents": "t.weight",
    "characters": "t.weight * t.characters",
    "sentences": "t.weight * s.sentences",
    "uses": "e.weight * e.uses",
    "named": "e.weight",
    "naming": "e.weight * e.sentences",
}


@dataclass(frozen=True, slots=True)
class Series:
    """One entity over the periods, in their order: its mentions, and the units that name it, an item each a period."""

    entity: str
    name: str
    mentions: list[int | float]
    named: list[int | float]


@dataclass(frozen=True, slots=True)
class Counts:
    """The periods, with their units (documents or sentences) and characters, and the series over them.

    `lost` documents are dated, but fall into no period. Where documents weigh unlike all counts but this one are sums of
    weights.
    """

    axis: Axis
    unit: str
    units: list[int | float]
    characters: list[int | float]
    series: list[Series]
    lost: int


def count(
    tables: Any,
    entities: Sequence[str] = (),
    selection: Selection | None = None,
    *,
    by: str = "year",
    unit: str = "document",
    top: int = 5,
    lexicon: Lexicon | None = None,
    meetings: str = SERIES,
) -> Counts:
    """The entities of these ids, in this order; with none the `top` in most dated documents, 0 for all.

    `by`, `lexicon` and `meetings` as in `kg.analyse.periods.axis`. Raises `UsageError` for an unknown cut or unit.
    """
    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    selection = selection or Selection()
    heavy = weighed(tables)
    sums = {name: total(term, weighed=heavy) for name, term in _TERMS.items()}
    totals = rows(tables, selection.scope(weighed=heavy) + _TOTALS.format(**sums))
    cut = axis([row[0] for row in totals], by, lexicon, meetings)
    if not entities and top:
        entities = [row[0] for row in rows(tables, selection.scope(weighed=heavy) + _TOP.format(**sums), [top])]
    units: list[int | float] = [0] * len(cut.periods)
    characters, lost = [*units], 0
    for day, texts, documents, size, sentences in totals:
        if day in cut.place:
            units[cut.place[day]] += sentences if unit == "sentence" else documents
            characters[cut.place[day]] += size
        else:
            lost += texts
    uses = rows(tables, selection.scope(chosen(entities), weighed=heavy) + _USES.format(**sums))
    names = dict(rows(tables, f"select n.id, n.name from nodes n where {chosen(entities)}")) if entities else {}
    return Counts(cut, unit, units, characters, _series(uses, cut, unit, entities, names), lost)


def only(counts: Counts, entities: Iterable[str]) -> Counts:
    """The counts of some of the entities, in the order given, each once."""
    held = {one.entity: one for one in counts.series}
    return replace(counts, series=[held[entity] for entity in dict.fromkeys(entities) if entity in held])


def _series(
    uses: Iterable[tuple[Any, ...]], cut: Axis, unit: str, entities: Sequence[str], names: Mapping[str, str]
) -> list[Series]:
    """A series for each of `entities`, used or not; without them for each that is used, by id."""
    size = len(cut.periods)
    asked = (entity for entity in dict.fromkeys(entities) if entity in names)
    found = {entity: Series(entity, names[entity], [0] * size, [0] * size) for entity in asked}
    for entity, name, day, mentions, documents, sentences in uses:
        one = found.setdefault(entity, Series(entity, name, [0] * size, [0] * size))
        if day in cut.place:
            one.mentions[cut.place[day]] += mentions
            one.named[cut.place[day]] += sentences if unit == "sentence" else documents
    return list(found.values())
