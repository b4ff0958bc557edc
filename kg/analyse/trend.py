"""How an entity rises and fades: its share of each period, and the bursts in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.analyse import bursts as kleinberg
from kg.analyse._rows import table
from kg.analyse.counts import Counts, Series
from kg.analyse.method import Method, counted

if TYPE_CHECKING:
    import pyarrow as pa

METHOD: Final = Method(
    "share of the {unit}s of each period that name it; mentions per 10,000 characters; state of Kleinberg's automaton "
    "for batched arrivals ({states} states, ratio {ratio:g}, gamma {gamma:g})",
    "{unit}s are independent draws, and those of one period are drawn alike",
    "Kleinberg 2003, Bursty and Hierarchical Structure in Streams, DMKD 7(4), section 4",
)


@dataclass(frozen=True, slots=True)
class Automaton:
    """The automaton that finds bursts: see `kg.analyse.bursts`."""

    states: int = 2
    ratio: float = 2.0
    gamma: float = 1.0


@dataclass(frozen=True, slots=True)
class Point:
    """An entity in a period, whose dates are `start` to `end`.

    `named` of the `units` name it, `share` of them (null where there are none); `count` mentions, `rate` per 10,000
    characters; `state` of the automaton, 0 without a burst.
    """

    period: str
    start: str
    end: str
    entity: str
    name: str
    count: int | float
    named: int | float
    units: int | float
    share: float | None
    rate: float | None
    state: int


@dataclass(frozen=True, slots=True)
class Burst:
    """Periods `first` to `last`, whose dates are `start` to `end`, spent in state `level` or above.

    `named` of `units` name it, `share` of them against `base` over all periods; `weight` in nats, the evidence.
    """

    entity: str
    name: str
    level: int
    first: str
    last: str
    start: str
    end: str
    periods: int
    named: int | float
    units: int | float
    share: float
    base: float
    weight: float


def series(counts: Counts, automaton: Automaton | None = None) -> pa.Table:
    """A row a `Point`: entity by entity in the order of the counts, each in time; periods without a document too."""
    automaton = automaton or Automaton()
    points = (point for one in counts.series for point in _points(one, counts, automaton))
    return _told(table(Point, points), counts, automaton)


def bursts(counts: Counts, automaton: Automaton | None = None) -> pa.Table:
    """A row a `Burst`, the heaviest first; raises `UsageError` for an automaton that cannot be."""
    automaton = automaton or Automaton()
    found = [burst for one in counts.series for burst in _bursts(one, counts, automaton)]
    found.sort(key=lambda burst: (-burst.weight, burst.entity, burst.start, burst.level))
    return _told(table(Burst, found), counts, automaton)


def _points(one: Series, counts: Counts, automaton: Automaton) -> Iterable[Point]:
    levels = kleinberg.states(
        one.named, counts.units, states=automaton.states, ratio=automaton.ratio, gamma=automaton.gamma
    )
    for place, period in enumerate(counts.axis.periods):
        mentions, named = one.mentions[place], one.named[place]
        units, characters = counts.units[place], counts.characters[place]
        share = named / units if units else None
        rate = 10_000 * mentions / characters if characters else None
        own = (period.name, period.start, period.end, one.entity, one.name)
        yield Point(*own, mentions, named, units, share, rate, levels[place])


def _bursts(one: Series, counts: Counts, automaton: Automaton) -> Iterable[Burst]:
    base = sum(one.named) / max(sum(counts.units), 1)
    for found in kleinberg.bursts(
        one.named, counts.units, levels=automaton.states, ratio=automaton.ratio, gamma=automaton.gamma
    ):
        within = slice(found.first, found.last + 1)
        first, last = counts.axis.periods[found.first], counts.axis.periods[found.last]
        named, units = sum(one.named[within]), sum(counts.units[within])
        yield Burst(
            *(one.entity, one.name, found.level, first.name, last.name, first.start, last.end),
            *(found.last - found.first + 1, named, units, named / units, base, round(found.weight, 6)),
        )


def _told(found: pa.Table, counts: Counts, automaton: Automaton) -> pa.Table:
    """The table with its method."""
    told = {"states": automaton.states, "ratio": automaton.ratio, "gamma": automaton.gamma, "unit": counts.unit}
    method = Method(METHOD.statistic.format(**told), METHOD.assumptions.format(**told), METHOD.source)
    fall = "falls" if counts.lost == 1 else "fall"
    lost = f"left out: {counted(counts.lost, 'documents')} that {fall} into no {counts.axis.by}" if counts.lost else ""
    return method.on(found, lost)
