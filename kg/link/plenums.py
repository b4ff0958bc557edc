"""Plenums of the Central Committee (三中全会) or the CCDI that the names leave without their term."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kg._numbers import chinese, value
from kg.extraction import Span
from kg.extraction.meetings.plenums import OTHER
from kg.lexicon import Lexicon, Meeting

NUMERAL: Final = "(?:[一二三四五六七八九十百零〇]+|[0-9]+)"
PARTY: Final = "(?:党的|中共|中国共产党|我们党的)?"
"""The Party before the name of one of its meetings."""

_CCDI = re.compile(f"(?:中央纪律检查委员会|中央纪委|中纪委)第?(?P<s>{NUMERAL})次(?:全体会议|全会)")
_BARE = re.compile("(?P<own>党的|中共中央|中共)?(?P<s>[一二三四五六七八九])中全会")
_OF_TERM = re.compile(f"{PARTY}第?({NUMERAL})届(?:中央委员会|中央)?((?:第?{NUMERAL}[次中][、和]?)+)(?:全体会议|全会)")
_OTHER = re.compile(OTHER)
_SESSIONS = re.compile(f"{NUMERAL}(?=[次中])")
_TERM = re.compile("中国共产党第(.+?)(?:届中央|次全国代表大会)")
_DAY = "[0-9一二三四五六七八九十]{1,3}"
_YEAR = re.compile(
    "(?P<year>[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3})年"
    f"(?![代度])(?:底|初|末|{_DAY}月(?:{_DAY}日)?(?:[至到—－-](?:{_DAY}月)?{_DAY}日)?)?(?!以|之[前后]|[来后前起]|至今|[到至—])，?"
    "(?:(?!学习|贯彻|落实|传达|宣传|按照|根据|精神|以来|[0-9一二三四五六七八九]年)[^，。；！？\n])*$"
)
"""A year in the clause, or right before it, with nothing between that tells of something else than the meeting."""
_CLAUSE = 50


def years(mentions: Iterable[tuple[str, Span]], text: str) -> list[int]:
    """The year that the text says before each plenum without its term, and 0 for all others.

    >>> text = "1978年12月召开的三中全会"
    >>> years([("三中全会", Span(11, 15, "MEETING", "event", ""))], text)
    [1978]
    """
    return [_year(text, span.start) if _open(name) else 0 for name, span in mentions]


def _year(text: str, start: int) -> int:
    year = _YEAR.search(text, max(0, start - _CLAUSE), start)
    return value(year["year"]) if year else 0


def _open(name: str) -> re.Match[str] | None:
    """The parts of the name of a plenum without its term."""
    return _BARE.fullmatch(name) or _CCDI.fullmatch(name)


def of_years(names: Sequence[str], years: Sequence[int], lexicon: Lexicon) -> dict[int, str]:
    """The plenum of its year for each place in `names` of which a year is told: its own name where the lexicon has none."""
    return {
        at: _of_year(_tail(name), year, lexicon) or name
        for at, (name, year) in enumerate(zip(names, years, strict=False))
        if year and _open(name)
    }


def _of_year(tail: str, year: int, lexicon: Lexicon) -> str:
    return next((m.name for m in _all(tail, lexicon) if m.start.startswith(str(year))), "")


def _all(tail: str, lexicon: Lexicon) -> list[Meeting]:
    return [
        meeting for meeting in lexicon.meetings.values() if _TERM.match(meeting.name) and meeting.name.endswith(tail)
    ]


def _tail(name: str) -> str:
    """How the full name ends of the plenum that an open name means."""
    ccdi = _CCDI.fullmatch(name)
    session = chinese((ccdi or _BARE.fullmatch(name) or {"s": ""})["s"])
    return f"届{'中央纪律检查委员会' if ccdi else '中央委员会'}第{session}次全体会议"


def without_term(names: list[str], known: dict[str, str], lexicon: Lexicon, date: str) -> dict[str, str]:
    """The plenums of which the names leave the term out, each with its full name, or an empty string."""
    open = [name for name, found in known.items() if not found and _open(name)]
    if not open:
        return {}
    terms = sorted({value(term[1]) for name in known.values() if (term := _TERM.match(name))}, reverse=True)
    result = {}
    for name in open:
        if _of_others(name, names):
            continue
        same = _same(name, names)
        first = sorted(same, key=lambda term: (-same[term], -term))
        told = [*first, *terms] if date else _only(first) or _only(terms)
        result[name] = _of_the_term(_tail(name), told, lexicon, date)
    return result


def _only(terms: list[int]) -> list[int]:
    """The terms, if they are one: of several none is told where no date can show which are still to come."""
    return terms if len(terms) == 1 else []


def _same(name: str, names: list[str]) -> Counter[int]:
    """The terms whose plenum of the same number is named with its term, and how often."""
    bare = _BARE.fullmatch(name)
    rows = (match.groups() for other in names if bare and (match := _OF_TERM.fullmatch(other)))
    return Counter(value(term) for term, row in rows if bare and value(bare["s"]) in map(value, _SESSIONS.findall(row)))


def _of_others(name: str, names: Iterable[str]) -> bool:
    """Whether the text names the plenum of that number of another party, so that nothing tells whose it is."""
    bare = _BARE.fullmatch(name)
    if not bare or bare["own"]:
        return False
    tail = f"{bare['s']}中全会"
    return any(other.endswith(tail) and _OTHER.match(other) for other in names)


def _of_the_term(tail: str, terms: list[int], lexicon: Lexicon, date: str) -> str:
    """The plenum with this `tail`: of the first of these terms that had held it, or the last at the date.

    A plenum that was held later than the document is not meant.
    """
    for term in terms:
        plenum = lexicon.meetings.get(f"中国共产党第{chinese(str(term))}{tail}")
        if plenum and (not date or _begun(plenum, date)):
            return plenum.name
    held = [m for m in _all(tail, lexicon) if date and _begun(m, date)]
    return max(held, key=lambda meeting: meeting.start).name if held else ""


def _begun(meeting: Meeting, date: str) -> bool:
    """Whether a meeting had begun by a date, or may have: a year or a month leaves it open."""
    return meeting.start[: len(date)] <= date
