"""Dates known to the day, the month or the year alone: compared as far as both are known."""

from __future__ import annotations

from datetime import date


def lag(earlier: str, later: str) -> int:
    """Days from one date to another, as far as both are known: 0 where one may lie in the other.

    >>> lag("2021-10-13", "2021-10-15"), lag("2021", "2021-10-13"), lag("2020-12-31", "2021"), lag("2021-03", "2021-01")
    (2, 0, 366, -59)
    """
    size = min(len(earlier), len(later))
    return (_first(later[:size]) - _first(earlier[:size])).days


def _first(day: str) -> date:
    return date.fromisoformat((day + "-01-01")[:10])
