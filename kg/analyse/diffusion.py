"""Diffusion: how long a slogan takes from the centre down to the county.

A first use is the earliest in this corpus, and what a voice (a level, organ or speaker) said between two of its
documents is not known. Two voices are compared on a slogan only where the later one has documents by the day that the
earlier one says it, and others without it from that day on: then it does follow, and is not only heard later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows, table
from kg.analyse.dates import lag, span
from kg.analyse.method import Method, counted
from kg.analyse.selection import Selection, chosen
from kg.analyse.subset import unweighed
from kg.records import LEVELS

if TYPE_CHECKING:
    import pyarrow as pa

LAGS: Final = Method(
    "days from the first use at the centre, and at the nearest level above with a use, to the first use at a level",
    "levels are those of the metadata; a lag of dates known to the year or month is one as far as both are known; "
    "comparable: the later of the two has documents by the day of the earlier use, and others without it from then on",
)

_FIRSTS: Final = """,
placed as (
  select u.entity, u.name, t.{voice} as voice, u.date, u.document, u.sentence, t.title, t.source,
    row_number() over (
      partition by u.entity, t.{voice} order by u.date, u.source, u.document, u.sentence, u.start
    ) as place
  from uses u join texts t on t.id = u.document where u.date <> '' and t.{voice} <> ''
)
select p.entity, p.name, p.voice, p.date, p.document, p.sentence, p.title, p.source, s.text
from placed p join sentences s on s.document = p.document and s.index = p.sentence
where p.place = 1 order by p.entity, p.date, p.voice
"""

_SPREAD: Final = """
select u.entity, cast(count(distinct u.document) as integer) from uses u join texts t on t.id = u.document
where u.date <> '' and t.level <> '' group by u.entity
"""

_HEARD: Final = """
select distinct t.{voice}, t.date from texts t where t.date <> '' and t.{voice} <> '' order by all
"""


NO_WEIGHTS: Final = "lags are between dates, which no weight changes"


TOGETHER: Final = 0.5
"""Voices that have documents together for a smaller share of their time than this can hardly be compared."""

TOLD: Final = 8
"""So many voices are told of by name."""


@dataclass(frozen=True, slots=True)
class First:
    """The first use of an entity by a voice: document (its id, title and source), sentence (index) and its text."""

    entity: str
    name: str
    voice: str
    date: str
    document: str
    sentence: int
    title: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Lag:
    """A slogan's first use at a level, and the days it lags behind the `centre` and behind the level `above`.

    A negative lag leads. Lags are null where there is no such use. `not_yet` is the date of the level's last document
    before, or empty: the first use lies between. `comparable` tells whether the later of the two, this level and the
    centre (or the level above, without a use there), has documents by the earlier use, and without it from then on.
    """

    name: str
    level: str
    first: str
    not_yet: str
    lag_from_centre: int | None
    above: str
    lag_from_above: int | None
    comparable: bool
    title: str
    attestation: str
    entity: str
    source: str
    document: str
    sentence: int


def lags(tables: Any, entities: Sequence[str] = (), selection: Selection | None = None, *, top: int = 0) -> pa.Table:
    """A row a `Lag`, slogan by slogan from the level at the top down; slogans at one level alone are left out.

    Of `entities` (ids) the notes of the table say which are left out, and why; of all only how many.

    Slogans with a lag that is comparable come first, then those at most levels, then by their earliest use. `top` keeps
    as many slogans; 0 all. First uses are those in the documents of the selection: what was said before its dates is
    not looked at (`kg.analyse.ledger.first` does).
    """
    unweighed(tables, NO_WEIGHTS)
    selection = selection or Selection()
    heard = Heard(tables, selection, "level")
    every = grouped(firsts(tables, entities, selection, "level"))
    groups = [group for group in every if len(group) > 1]
    told = _left_out(tables, entities, selection, every)
    groups.sort(key=lambda group: (-len(group), min(use.date for use in group), group[0].entity))
    slogans = sorted((list(_descent(group, heard)) for group in groups), key=lambda rows: not any(map(_compares, rows)))
    return LAGS.on(table(Lag, (row for rows in slogans[: top or None] for row in rows)), *heard.notes(), *told)


def _left_out(
    tables: Any, entities: Sequence[str], selection: Selection, every: Sequence[Sequence[First]]
) -> list[str]:
    """Which of the entities have no lag, and why; where none are given, how many."""
    single = {group[0].entity: group[0] for group in every if len(group) == 1}
    if not entities:
        return [f"left out: {counted(len(single), 'names')} at one level only"] if single else []
    spread = dict(rows(tables, selection.scope(chosen(list(single))) + _SPREAD)) if single else {}
    told = [
        f"{use.name} stands at one level only: {use.voice}, {counted(spread[id], 'documents')}"
        for id, use in single.items()
    ]
    placed = {use.entity for group in every for use in group}
    nowhere = "；".join(id.partition(":")[2] for id in entities if id not in placed)
    return [*told, f"in no dated document of a known level: {nowhere}" if nowhere else ""]


def firsts(tables: Any, entities: Sequence[str], selection: Selection, voice: str) -> list[First]:
    """The first use of every entity by every voice, by entity, then in time; `voice` is a column of documents."""
    query = selection.scope(chosen(entities)) + _FIRSTS.format(voice=voice)
    return [First(*row) for row in rows(tables, query)]


class Heard:
    """The dates of the documents of each voice, in order."""

    def __init__(self, tables: Any, selection: Selection, voice: str) -> None:
        self.days: dict[str, list[str]] = defaultdict(list)
        self._since = selection.start
        for name, day in rows(tables, selection.scope() + _HEARD.format(voice=voice)):
            self.days[name].append(day)

    def notes(self) -> list[str]:
        """From when to when each voice (of many, those with most dates) has dated documents, and what came before."""
        told = ", ".join(f"{name} {self.days[name][0]} to {self.days[name][-1]}" for name in self._most())
        more = len(self.days) - len(self._most())
        spans = f"dated documents: {told}{f', and {more:,} more' if more else ''}" if told else ""
        before = (
            f"first uses are those since {self._since}: what was said before is not looked at" if self._since else ""
        )
        return [spans, before]

    def apart(self) -> list[tuple[str, str]]:
        """The voices of `notes` two by two where both have documents for less than `TOGETHER` of the time that either has."""
        return [pair for pair in combinations(self._most(), 2) if self._together(*pair) < TOGETHER]

    def _most(self) -> list[str]:
        """Levels from the top; other voices by how many dates they have."""
        rank = {level: place for place, level in enumerate(LEVELS)}
        return sorted(self.days, key=lambda name: (rank.get(name, len(rank)), -len(self.days[name]), name))[:TOLD]

    def _together(self, one: str, other: str) -> float:
        """The share of the time that either of two voices covers in which both have documents."""
        (first, last), (second, end) = (span(days[0], days[-1]) for days in (self.days[one], self.days[other]))
        both = (min(last, end) - max(first, second)).days + 1
        return max(both, 0) / ((max(last, end) - min(first, second)).days + 1)

    def not_yet(self, use: First) -> str:
        """The date of the voice's last document before a first use, which cannot name it; empty for none."""
        days = self.days[use.voice]
        before = reversed(days[: bisect_left(days, use.date)])
        return next((day for day in before if lag(day, use.date) > 0), "")

    def comparable(self, one: First, other: First) -> bool:
        """Whether the later of two voices is heard by the day of the earlier use, and without it from then on."""
        earlier, later = (one, other) if lag(one.date, other.date) >= 0 else (other, one)
        silent, heard = self.not_yet(later), self.days[later.voice][0]
        return silent != "" and lag(heard, earlier.date) >= 0 and lag(earlier.date, silent) >= 0


def grouped(firsts: Iterable[First]) -> list[list[First]]:
    """The first uses entity by entity, each group in the order given."""
    groups: dict[str, list[First]] = defaultdict(list)
    for use in firsts:
        groups[use.entity].append(use)
    return list(groups.values())


def _descent(group: Sequence[First], heard: Heard) -> Iterable[Lag]:
    """The rows of one slogan, from the highest level."""
    uses = sorted(group, key=lambda use: LEVELS.index(use.voice))
    centre = uses[0] if uses[0].voice == LEVELS[0] else None
    for above, use in zip([None, *uses], uses, strict=False):
        leader = centre or above
        yield Lag(
            name=use.name,
            level=use.voice,
            first=use.date,
            not_yet=heard.not_yet(use),
            lag_from_centre=lag(centre.date, use.date) if centre and use is not centre else None,
            above=above.voice if above else "",
            lag_from_above=lag(above.date, use.date) if above else None,
            comparable=leader is None or leader is use or heard.comparable(leader, use),
            title=use.title,
            attestation=use.text,
            entity=use.entity,
            source=use.source,
            document=use.document,
            sentence=use.sentence,
        )


def _compares(row: Lag) -> bool:
    """Whether the row has a lag, and one that says something."""
    return row.comparable and (row.lag_from_centre, row.lag_from_above) != (None, None)
