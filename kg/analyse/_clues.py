"""The words of a text itself that tell when it was written: days, plans, years, anniversaries, five-year plans, leaders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kg._numbers import value

NUMBER: Final = "(?:[0-9]{1,3}|[〇零一二三四五六七八九十百]{1,7})"
FOUR: Final = "(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})"
_DAY: Final = re.compile(f"(?P<y>{FOUR})年(?P<m>{NUMBER})月(?P<d>{NUMBER})日(?!起|前|之前|截止|施行|至)")
_LATER: Final = re.compile("(?:将[于在]|定于|(?<!截)[至到]|自|从)$")
_PAST: Final = re.compile(f"(?:过去的|回顾|截至)(?P<y>{FOUR})年|(?P<z>{FOUR})年(?:以来|(?:的)?工作回顾)")
_PLAN: Final = re.compile(
    f"(?P<y>{FOUR})年[^。，；\n]{{0,8}}?(?:工作安排|工作打算|工作任务|主要任务|总体要求|(?:主要)?预期目标|重点工作|工作要点|总体部署|总体思路|工作总体)"
)
_AIM: Final = re.compile(
    f"(?:力争|争取|确保|计划|预计|目标是|，|。|；)(?:到|至)(?P<y>{FOUR})年(?:底|末)?，?[^。；]{{0,40}}?(?:要|将|力争|争取|达到|基本|全面)"
)
_EVENT: Final = "|".join(
    (
        "中国共产党(?:成立|诞生)|建党|党的生日|我们党成立", "中华人民共和国成立|新中国成立|建国|国庆", "改革开放", "长征胜利",
        "抗日战争(?:暨世界反法西斯战争)?胜利|抗战胜利", "香港(?:回归|特别行政区)", "澳门(?:回归|特别行政区)", "五四运动", "辛亥革命",
        "人民代表大会(?:制度)?(?:成立|建立)|全国人民代表大会成立", "人民政协成立|人民政治协商会议成立", "人民解放军建军|建军|人民军队",
    )
)  # fmt: skip
_ANNIVERSARY: Final = re.compile(f"(?P<event>{_EVENT})[^。；，]{{0,6}}?(?P<n>{NUMBER})周年")
_NOW: Final = re.compile("(?:今年|今天)[^。；！\n]{0,24}$")
_TO_BE: Final = re.compile("(?:到|世纪)[^。；！\n]{0,16}$")
_EVENTS: Final = (
    ("共产党|建党|党的生日|我们党", 1921), ("中华人民共和国|新中国|建国|国庆", 1949), ("改革", 1978), ("长征", 1936), ("抗日|抗战", 1945),
    ("香港", 1997), ("澳门", 1999), ("五四", 1919), ("辛亥", 1911), ("人民代表大会", 1954), ("政协|政治协商", 1949), ("建军|军队", 1927),
)  # fmt: skip
_FIVE_YEARS: Final = re.compile(
    '今年是[^。；]{0,40}?[“"]?(?P<plan>二?十[一二三四五六]?五|[一二三四五六七八九]五)[”"]?(?:规划|计划|时期)?(?:实施)?的?(?:第(?P<n>[一二三四五])年|(?P<first>开局|起步|头一年)|(?P<last>收官|最后一年))'
)
_LEADER: Final = re.compile("以(?P<who>江泽民|胡锦涛|习近平)(?:同志)?为(?P<as>核心|总书记)的党中央")

_TERMS: Final = {
    ("江泽民", "核心"): ("1989-06-24", "2002-11-15"),
    ("胡锦涛", "总书记"): ("2002-11-15", "2012-11-15"),
    ("习近平", "总书记"): ("2012-11-15", "2016-10-27"),
    ("习近平", "核心"): ("2016-10-27", ""),
}
"""The days between which texts speak so of the Central Committee that leads: elections, and the Sixth Plenum of 2016."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What tells that a text was written from `earliest` or until `latest` (ISO days, "" for open), and where it stands."""

    rule: str
    earliest: str
    latest: str
    text: str
    start: int
    end: int


def of_words(text: str) -> Iterator[Clue]:
    """The clues of a text, rule by rule, each in the order of the text."""
    for rule in (_days, _plans, _years, _anniversaries, _five_years, _leaders):
        yield from rule(text)


def _days(text: str) -> Iterator[Clue]:
    """Days told of, which have passed."""
    for match in _DAY.finditer(text):
        told = _day(value(match["y"]), value(match["m"]), value(match["d"]))
        if told and not _LATER.search(text, max(0, match.start() - 4), match.start()):
            yield _clue("day", told, "", match)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # no day of the calendar
        return ""


def _plans(text: str) -> Iterator[Clue]:
    """The work of a year laid out: written in it, or late in the year before."""
    for match in _PLAN.finditer(text):
        year = value(match["y"])
        yield _clue("plan of the year", f"{year - 1}-10-01", f"{year}-12-31", match)


def _years(text: str) -> Iterator[Clue]:
    """Years looked back on, and years still to come."""
    for match in _PAST.finditer(text):
        yield _clue("year past", f"{value(match['y'] or match['z'])}-01-01", "", match)
    for match in _AIM.finditer(text):
        if "了" not in match.group():
            yield _clue("aim", "", f"{value(match['y'])}-12-31", match)


def _anniversaries(text: str) -> Iterator[Clue]:
    """今年是…一百周年; without 今年 it may be that it was being prepared."""
    for match in _ANNIVERSARY.finditer(text):
        floor = max(0, match.start() - 26)
        if _TO_BE.search(text, floor, match.start()):
            continue
        base = next(year for event, year in _EVENTS if re.search(event, match["event"]))
        year = base + value(match["n"])
        if _NOW.search(text, floor, match.start()):
            yield _clue("anniversary", f"{year}-01-01", f"{year}-12-31", match)
        else:
            yield _clue("anniversary", f"{year - 1}-01-01", "", match)


def _five_years(text: str) -> Iterator[Clue]:
    """今年是“十四五”开局之年."""
    for match in _FIVE_YEARS.finditer(text):
        plan = value(match["plan"].removesuffix("五"))
        first = 1981 + 5 * (plan - 6) if plan >= 6 else {1: 1953, 2: 1958, 3: 1966, 4: 1971, 5: 1976}[plan]
        year = first + (value(match["n"]) - 1 if match["n"] else 0 if match["first"] else 4)
        yield _clue("five-year plan", f"{year}-01-01", f"{year}-12-31", match)


def _leaders(text: str) -> Iterator[Clue]:
    """Who the Central Committee is said to be led by."""
    for match in _LEADER.finditer(text):
        if term := _TERMS.get((match["who"], match["as"])):
            yield _clue("leader", *term, match)


def _clue(rule: str, earliest: str, latest: str, match: re.Match[str]) -> Clue:
    return Clue(rule, earliest, latest, match.group(), match.start(), match.end())
