"""How often things stand in the texts of each period: what the time slider adds up.

A period is a day, a month or a year, the finest that gives a slider no more steps than `STEPS`. Counts of windows are
those from which `kg.graph.cooccurrence` makes the edges, so that the page can work out NPMI and G² of a span as the
graph has them of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kg.config import Config
from kg.export.html import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS: Final = {"day": (10, 60), "month": (7, 150), "year": (4, 400)}
"""The characters of an ISO date that name a period, and how many periods a slider may have."""

PRECISE: Final = 0.9
"""The share of the dated texts that must be dated as finely as the period; the others count as undated."""

UNDATED: Final = -1
"""The period of what has none."""

_DATES = "select date, count(*) from documents group by date order by date"

Counts = dict[int, int]
Pair = tuple[int, int]
Name = TypeVar("Name", str, Pair)


@dataclass(slots=True)
class Series:
    """Counts by period: `bins` names the periods in order; a `Counts` holds what is not 0, by index into `bins`.

    `mentions[entity]`, and for each kind of window `totals[window]` (all windows), `nodes[window][entity]`,
    `pairs[window][source, target]` (places in the ids). `documents` counts the texts of each period; `UNDATED` is a period too.
    """

    unit: str = ""
    bins: list[str] = field(default_factory=list)
    documents: Counts = field(default_factory=dict)
    mentions: dict[str, Counts] = field(default_factory=dict)
    totals: dict[str, Counts] = field(default_factory=dict)
    nodes: dict[str, dict[str, Counts]] = field(default_factory=dict)
    pairs: dict[str, dict[Pair, Counts]] = field(default_factory=dict)


def series(con: Any, config: Config, ids: Sequence[str], pairs: Sequence[Pair]) -> Series:
    """The counts of these entities and pairs of them (places in `ids`) by period, from the views of a build."""
    import numpy as np

    found = Series()
    texts = [(date or "", count) for date, count in con.execute(_DATES).fetchall()]
    found.unit, width = unit(dates := [row for row in texts if row[0]])
    found.bins = periods(sorted({date[:width] for date, _ in dates if len(date) >= width}), found.unit)
    period = {name: i for i, name in enumerate(found.bins)}
    for date, count in texts:
        bin = period.get(date[:width], UNDATED)
        found.documents[bin] = found.documents.get(bin, 0) + count
    sources, targets = np.array(pairs, np.int64).reshape(-1, 2).T
    mentions, counts = windows.count(con, config, windows.Names(ids, sources, targets, found.bins), width)
    found.mentions = _counts(ids, mentions)
    for window in config.graph.windows:
        found.totals[window] = _counts([window], counts[window].totals).get(window, {})
        found.nodes[window] = _counts(ids, counts[window].names)
        found.pairs[window] = _counts(pairs, counts[window].pairs)
    return found


def _counts(names: Sequence[Name], table: NDArray[np.int64]) -> dict[Name, Counts]:
    """What is not 0 of the rows of a table, by the name of the row; its first column is that of `UNDATED`."""
    import numpy as np

    found: dict[Name, Counts] = {}
    rows, columns = np.nonzero(table)
    for row, column, count in zip(rows.tolist(), columns.tolist(), table[rows, columns].tolist(), strict=True):
        found.setdefault(names[row], {})[column + UNDATED] = count
    return found


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
