"""A conference that recurs (中央经济工作会议, 两会) is the one held last when the document was written, or in the year named.

What the text says stays the mention's canonical name; the entity is the holding, so that each year's has its date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as Day
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kg.lexicon import Lexicon, Meeting

_YEAR: Final = re.compile("([12][0-9]{3})年(?!以来|之后|以后|工作的|经济工作的|的?任务的)")
_PLANNED: Final = re.compile("(?:部署|研究|安排|做好|谋划|分析)$")
_CLAUSE: Final = re.compile("[。；！？\n]")
_STUDIED: Final = re.compile("贯彻|落实|学习|传达|领会")
"""What is done after a meeting: its name then means none that is to come."""
REACH: Final = 24
"""Characters before a name in which a year is looked for."""
SOON: Final = 15
"""Days before a meeting in which its name means the coming one."""


def holding(name: str, before: str, date: str, lexicon: Lexicon) -> str:
    """The holding that a name means, or the name itself where that is open.

    `before` is the text before the name: the last year in its sentence decides, if there was one holding in it, and not
    after the document. Otherwise the
    last one at the document's `date` (ISO; a year or a month only decides where no holding lies within it), unless more
    time has passed since than usually between two of them.

    >>> lexicon = Lexicon(meetings={f"{y}年甲会议": Meeting(f"{y}年甲会议", series="甲会议", year=y, start=f"{y}-12-08") for y in (2020, 2021)})
    >>> holding("甲会议", "", "2021-03-05", lexicon), holding("甲会议", "2021年的", "", lexicon), holding("甲会议", "", "2021", lexicon)
    ('2020年甲会议', '2021年甲会议', '甲会议')
    """
    held = _held(lexicon).get(name)
    if not held:
        return name
    days = _days(date)
    if named := _named(before):
        found = next((meeting for meeting in held if meeting.year == named), None)
        return (
            found.name if found and not (days and found.start > (days[1] + timedelta(days=SOON)).isoformat()) else name
        )
    if not days:
        return name
    soon = 0 if _STUDIED.search(_CLAUSE.split(before)[-1]) else SOON
    first, last = (_last(held, day + timedelta(days=soon)) for day in days)
    return last.name if first and last and first is last and days[0].year - last.year <= _pause(held) else name


def _named(before: str) -> int:
    """The year that the text before a name gives it, or 0; a year that is planned for says nothing of when."""
    clause = _CLAUSE.split(before)[-1]
    years = [year for year in _YEAR.finditer(clause) if not _PLANNED.search(clause[: year.start()])]
    return int(years[-1][1]) if years else 0


@lru_cache(maxsize=4)
def _held(lexicon: Lexicon) -> Mapping[str, list[Meeting]]:
    """The holdings of each series that was held at most once in any year, in order; those without a date are left out."""
    series: dict[str, list[Meeting]] = {}
    for meeting in lexicon.meetings.values():
        if meeting.series and meeting.year and len(meeting.start) >= 7:
            series.setdefault(meeting.series, []).append(meeting)
    once = {name: held for name, held in series.items() if len({meeting.year for meeting in held}) == len(held)}
    return {name: sorted(held, key=lambda meeting: meeting.start) for name, held in once.items()}


def _days(date: str) -> tuple[Day, Day] | None:
    """The first and the last day that an ISO date can mean; None for no date.

    >>> _days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 28))
    """
    try:
        return Day.fromisoformat((date + "-01-01")[:10]), Day.fromisoformat((date + "-12-28"[len(date) - 4 :])[:10])
    except ValueError:
        return None


def _last(held: list[Meeting], day: Day) -> Meeting | None:
    """The last holding that had begun by a day."""
    bound = day.isoformat()
    begun = [meeting for meeting in held if meeting.start <= bound[: len(meeting.start)]]
    return begun[-1] if begun else None


def _pause(held: list[Meeting]) -> int:
    """The years that usually pass between two holdings, and no fewer than one; without two of them, any number.

    Where more have passed there may have been one that is not listed.
    """
    gaps = sorted(later.year - earlier.year for earlier, later in pairwise(held))
    return max(1, gaps[len(gaps) // 2]) if gaps else 9999
