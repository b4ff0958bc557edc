"""Time cut into periods: days, months, years, decades, or the time from one session of a body to its next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError, unknown

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

PERIODS: Final = ("day", "month", "year", "decade", "session")

SERIES: Final = "全国人民代表大会会议"
"""Whose sessions cut the time where nothing else is said: the sessions of the National People's Congress."""

_PRECISION: Final = {"day": 10, "month": 7, "year": 4, "decade": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its `name`, and the first and last date in it; `end` is empty where it is still open."""

    name: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The periods from the first dated document to the last, none left out, and where each date falls."""

    by: str
    periods: tuple[Period, ...]
    place: dict[str, int]
    """Date → index into `periods`; a date too coarse for them, or before the first session, has none."""


def axis(dates: Iterable[str], by: str, lexicon: Lexicon | None = None, series: str = SERIES) -> Axis:
    """The axis of these dates. `session` needs a lexicon, which knows when the sessions of the series were.

    A session's period goes from its first day to the day before the next. A date known to the year (or month) alone
    falls to the last session that began in it or before, which for a report given to a session is that session.
    Raises `UsageError` for another cut, and for a series of which no session is dated.

    >>> found = axis(["2019-11-02", "2021", "2022-01-05"], "year")
    >>> [period.name for period in found.periods], found.place["2021"]
    (['2019', '2020', '2021', '2022'], 2)
    >>> [period.name for period in axis(["2019-11-02", "2021", "2020-01"], "month").periods]
    ['2019-11', '2019-12', '2020-01']
    """
    if by not in PERIODS:
        raise unknown("period", by, PERIODS)
    days = sorted({day for day in dates if day})
    if by == "session":
        return _sessions(days, lexicon, series)
    size = _PRECISION[by]
    fit = [day for day in days if len(day) >= size]
    if not fit:
        return Axis(by, (), {})
    keys = sorted({_key(day, by) for day in fit})
    periods = tuple(_range(keys[0], keys[-1], by))
    index = {period.start: number for number, period in enumerate(periods)}
    return Axis(by, periods, {day: index[_key(day, by)] for day in fit})


def _key(day: str, by: str) -> str:
    """The first date of the period of a date, as precise as the periods are."""
    return day[:3] + "0" if by == "decade" else day[: _PRECISION[by]]


def _range(first: str, last: str, by: str) -> Iterable[Period]:
    at = first
    while at <= last:
        if by == "decade":
            yield Period(f"{at}s", at, at[:3] + "9")
        else:
            yield Period(at, at, at)
        at = _next(at, by)


def _next(at: str, by: str) -> str:
    if by == "day":
        return (date.fromisoformat(at) + timedelta(days=1)).isoformat()
    if by == "month":
        year, month = divmod(int(at[:4]) * 12 + int(at[5:]), 12)
        return f"{year:04}-{month + 1:02}"
    return f"{int(at) + (10 if by == 'decade' else 1):04}"


def _sessions(days: Sequence[str], lexicon: Lexicon | None, series: str) -> Axis:
    """Periods from session to session; those before the first and after the last document are left out."""
    meetings = lexicon.meetings.values() if lexicon else ()
    held = sorted((meeting.start, meeting.name) for meeting in meetings if meeting.series == series and meeting.start)
    if not held:
        dated = {meeting.series for meeting in meetings if meeting.start and meeting.series}
        if series in dated or not dated:
            raise UsageError("periods by session need a lexicon with the dates of meetings")
        raise unknown("series of sessions", series, dated)
    found = {day: _at(day, [start for start, _ in held]) for day in days}
    found = {day: number for day, number in found.items() if number >= 0}
    if not found:
        return Axis("session", (), {})
    low, high = min(found.values()), max(found.values())
    ends = [*(_before(start) for start, _ in held[1:]), ""]
    periods = tuple(
        Period(name, start, end) for (start, name), end in zip(held[low : high + 1], ends[low : high + 1], strict=True)
    )
    return Axis("session", periods, {day: number - low for day, number in found.items()})


def _at(day: str, starts: Sequence[str]) -> int:
    """The last session that began on a date or before, as far as the date is known; -1 for none."""
    return bisect_right([start[: len(day)] for start in starts], day) - 1


def _before(day: str) -> str:
    """The day before a date; of one known to the year or month, that itself."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if len(day) == 10 else day
