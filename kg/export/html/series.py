"""How often things stand in the texts of each period: what the time slider adds up.

A period is a day, a month or a year, the finest that gives a slider no more steps than `STEPS`. Counts of windows are
those from which `kg.graph.cooccurrence` makes the edges, so that the page can work out NPMI and G² of a span as the
graph has them of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.config import Config
from kg.graph import cooccurrence

STEPS: Final = {"day": (10, 60), "month": (7, 150), "year": (4, 400)}
"""The characters of an ISO date that name a period, and how many periods a slider may have."""

PRECISE: Final = 0.9
"""The share of the dated texts that must be dated as finely as the period; the others count as undated."""

UNDATED: Final = -1
"""The period of what has none."""

_DATES = "select date, count(*) from documents where date <> '' group by date order by date"

_BIN = "case when length(d.date) >= {width} then substr(d.date, 1, {width}) else '' end"

_MENTIONS = """
select m.entity, {bin} as bin, count(*) from mentions m join documents d on d.id = m.document
where list_contains($1, m.entity) group by 1, 2 order by 1, 2
"""

_COUNTS = """,
kept as materialized (
  select n.document, n.unit, n.entity
  from names n left join crowded c on c.document = n.document and c.unit = n.unit
  where c.document is null
),
dated as (select d.id as document, {bin} as bin from documents d),
every as (select distinct s.document, {unit} as unit from sentences s),
nodes as (select unnest($1::varchar[]) as entity),
pairs as (select unnest($2::varchar[]) as source, unnest($3::varchar[]) as target)
select '' as source, '' as target, bin, count(*) as windows
from every e join dated using (document) left join crowded c on c.document = e.document and c.unit = e.unit
where c.document is null group by bin
union all
select entity, '', bin, count(*) from kept join nodes using (entity) join dated using (document) group by entity, bin
union all
select p.source, p.target, t.bin, count(*)
from pairs p join kept a on a.entity = p.source
join kept b on b.entity = p.target and b.document = a.document and b.unit = a.unit
join dated t on t.document = a.document group by p.source, p.target, t.bin
order by 1, 2, 3
"""

Counts = dict[int, int]
Pair = tuple[str, str]


@dataclass(slots=True)
class Series:
    """Counts by period: `bins` names the periods in order; a `Counts` holds what is not 0, by index into `bins`.

    `mentions[entity]`, and for each kind of window `totals[window]` (all windows), `nodes[window][entity]`,
    `pairs[window][source, target]`. `documents` counts the texts of each period; `UNDATED` is a period too.
    """

    unit: str = ""
    bins: list[str] = field(default_factory=list)
    documents: Counts = field(default_factory=dict)
    mentions: dict[str, Counts] = field(default_factory=dict)
    totals: dict[str, Counts] = field(default_factory=dict)
    nodes: dict[str, dict[str, Counts]] = field(default_factory=dict)
    pairs: dict[str, dict[Pair, Counts]] = field(default_factory=dict)


def series(con: Any, config: Config, ids: Sequence[str], pairs: Sequence[Pair]) -> Series:
    """The counts of these entities and pairs of entities by period, from the views of a build."""
    found = Series()
    dates = con.execute(_DATES).fetchall()
    found.unit, width = unit(dates)
    found.bins = periods(sorted({date[:width] for date, _ in dates if len(date) >= width}), found.unit)
    place = {name: i for i, name in enumerate(found.bins)}
    bin = _BIN.format(width=width)
    counted = con.execute(f"select {bin} as bin, count(*) from documents d group by 1 order by 1").fetchall()
    found.documents = {place.get(name, UNDATED): count for name, count in counted}
    for entity, name, count in con.execute(_MENTIONS.format(bin=bin), [list(ids)]).fetchall():
        found.mentions.setdefault(entity, {})[place.get(name, UNDATED)] = count
    for window in config.graph.windows:
        _count(con, config, found, window, bin, place, ids, pairs)
    return found


def _count(
    con: Any, config: Config, found: Series, window: str, bin: str, place: Mapping[str, int],
    ids: Sequence[str], pairs: Sequence[Pair],
) -> None:  # fmt: skip
    """Add the counts of one kind of window."""
    head = cooccurrence.sql(cooccurrence.NAMES, window, config)
    text = head + _COUNTS.format(bin=bin, unit=cooccurrence.UNITS[window])
    arguments = [list(ids), [source for source, _ in pairs], [target for _, target in pairs]]
    totals: Counts = found.totals.setdefault(window, {})
    nodes = found.nodes.setdefault(window, {})
    ties = found.pairs.setdefault(window, {})
    for source, target, name, count in con.execute(text, arguments).fetchall():
        counts = ties.setdefault((source, target), {}) if target else nodes.setdefault(source, {}) if source else totals
        counts[place.get(name, UNDATED)] = count


def unit(dates: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """The period for texts of these dates (date, number of texts), and the characters of a date that name it.

    >>> unit([("2021-10-13", 1), ("2022-01-02", 3)])
    ('day', 10)
    >>> unit([("2021", 1), ("2022-01-02", 1)])
    ('year', 4)
    """
    total = sum(count for _, count in dates)
    for name, (width, most) in STEPS.items():
        precise = sum(count for date, count in dates if len(date) >= width)
        if precise >= PRECISE * total and len({date[:width] for date, _ in dates}) <= most:
            return name, width
    return "year", 4


def periods(names: Sequence[str], unit: str) -> list[str]:
    """The names of the periods with those that lie between them, so that a slider's steps are of equal length.

    Days are not filled in, nor what would be more than `STEPS` allows.

    >>> periods(["2021-11", "2022-01"], "month")
    ['2021-11', '2021-12', '2022-01']
    """
    if len(names) < 2 or unit == "day" or not all(name.replace("-", "").isdigit() for name in names):
        return list(names)
    step = 12 if unit == "month" else 1
    first, last = (_number(name, step) for name in (names[0], names[-1]))
    if last - first >= STEPS[unit][1]:
        return list(names)
    return [_name(number, step) for number in range(first, last + 1)]


def _number(name: str, step: int) -> int:
    return int(name[:4]) * step + (int(name[5:7]) - 1 if step == 12 else 0)


def _name(number: int, step: int) -> str:
    return f"{number // step:04}-{number % step + 1:02}" if step == 12 else f"{number:04}"
