"""Dates known to the day, the month or the year alone: compared as far as both are known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def lag(earlier: str, later: str) -> int:
    """Days from one date to another, as far as both are known: 0 where one may lie in the other.

    >>> lag("2021-10-13", "2021-10-15"), lag("2021", "2021-10-13"), lag("2020-12-31", "2021"), lag("2021-03", "2021-01")
    (2, 0, 366, -59)
    """
    size = min(len(earlier), len(later))
    return (_first(later[:size]) - _first(earlier[:size])).days


def span(first: str, last: str) -> tuple[date, date]:
    """The first day that one date may be, and the last that another may be.

    >>> [str(day) for day in span("2021", "2024-02")]
    ['2021-01-01', '2024-02-29']
    """
    end = _first(last if len(last) > 4 else f"{last}-12")
    return _first(first), end if len(last) > 7 else end.replace(day=monthrange(end.year, end.month)[1])


def _first(day: str) -> date:
    return date.fromisoformat((day + "-01-01")[:10])
