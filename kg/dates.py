"""Dates as Chinese texts write them: where they stand, and what they are in ISO.

Pure and without context: 今年, 去年 and a day without its year are no dates here. Written by hand, for general date
parsers take numerals out of words (一带一路) and fill in days that nobody wrote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Precision = Literal["year", "month", "day"]

FIRST: Final = 1800
LAST: Final = 2199
"""Years beyond these are taken for numbers."""

_PRECISIONS: Final[tuple[Precision, ...]] = ("year", "month", "day")
_LENGTHS: Final = (4, 7, 10)
_DIGITS: Final = str.maketrans("〇○◯零一二三四五六七八九元正", "000012345678911")
_ZERO: Final = "〇○◯零"
_GAP: Final = r"[ \t\u3000]{0,3}"
_YEAR: Final = (
    rf"(?:[0-9]{{4}}|[{_ZERO}一二三四五六七八九]{{4}}|民国{_GAP}(?:[0-9]{{1,2}}|元|[一二三四五六七八九十]{{1,3}}))"
)
_SMALL: Final = rf"(?:[0-9]{{1,2}}|[{_ZERO}一二三四五六七八九十廿卅]{{1,3}})"
_MONTH: Final = rf"(?:{_SMALL}|元|正)"
_TO: Final = r"(?:[-~—–―至到、]|——)"
_DATE: Final = re.compile(
    rf"(?<![0-9.,])(?P<from>{_YEAR}){_GAP}{_TO}{_GAP}(?=[0-9]{{4}}{_GAP}年)"
    rf"|(?<![0-9.,{_ZERO}一二三四五六七八九十百千万])(?P<year>{_YEAR}){_GAP}年"
    rf"(?:{_GAP}(?P<month>{_MONTH}){_GAP}月(?:份|{_GAP}(?P<day>{_SMALL}){_GAP}[日号])?)?"
    r"|(?<![0-9A-Za-z.\-/])(?P<iso>[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?|[0-9]{4}/[0-9]{1,2}(?:/[0-9]{1,2})?"
    r"|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2})(?!(?!T[0-9])[0-9A-Za-z]|[.\-/][0-9])"
    r"|(?<![0-9A-Za-z.\-/])(?P<solid>(?:1[89]|2[01])[0-9]{6})(?![0-9A-Za-z]|[.\-/][0-9])"
)
_UNTIL: Final = re.compile(
    rf"{_GAP}{_TO}{_GAP}(?P<span>(?:(?P<month>{_MONTH}){_GAP}月)?(?:{_GAP}(?P<day>{_SMALL}){_GAP}[日号])?)"
)
_TIME: Final = re.compile(r"(?:[T ]+[0-9]{1,2}:.{0,30}| *[0-9]{1,2}[:时].{0,30})?", re.DOTALL)
_BARE: Final = re.compile(r"([0-9]{4})(?:[-/.]?([0-9]{2})|[-/.]([0-9]))?")

_NARROW: Final = str.maketrans("０１２３４５６７８９－／．～", "0123456789-/.~")
_WIDE: Final = re.compile("[０-９－／．～]")
_FOUR: Final = re.compile("[0-9]{4}")


class Date(NamedTuple):
    """A date in a text: the half-open span of its wording, its ISO form, and how much of a date that is."""

    start: int
    end: int
    iso: str
    precision: Precision


def find(text: str) -> list[Date]:
    """The dates of a text, in order, none over another; years from 1800 to 2199.

    Years in digits (also full-width) or Chinese numerals, months and days in either, with 年月日 or as `2021-10-13`,
    `2021/10`, `2021.10.13`, `20211013`; 民国 years as Western ones. The end of a range takes the year, or year and
    month, from its beginning. What is no day of the calendar is left out.

    >>> [(d.iso, d.precision) for d in find("二〇二一年十月十三日至14日，一带一路，2020年1月，（1998年）")]
    [('2021-10-13', 'day'), ('2021-10-14', 'day'), ('2020-01', 'month'), ('1998', 'year')]
    """
    text = _narrow(text)
    # most texts and lines hold no date at all
    return list(_found(text)) if "年" in text or _FOUR.search(text) else []


def iso_date(value: str) -> str:
    """A date alone, with or without a time of day, as ISO to the precision that it has; "" for anything else.

    >>> iso_date("2021年10月13日"), iso_date("2021/10"), iso_date("二〇二一年十月十三日"), iso_date("13.10.2021")
    ('2021-10-13', '2021-10', '2021-10-13', '')
    """
    return _alone(value[:200])


@lru_cache(maxsize=4096)
def _alone(value: str) -> str:
    """The same for a short value; many texts are of one day."""
    value = unicodedata.normalize("NFKC", value).strip()
    if match := _BARE.fullmatch(value):
        return _iso(match[1], match[2] or match[3])
    match = _DATE.match(value)
    if match is None or match["from"] or not _TIME.fullmatch(value, match.end()):
        return ""
    return _read(match)


def _narrow(text: str) -> str:
    """Full-width digits and marks as ASCII, character for character."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def _found(text: str) -> Iterator[Date]:
    at = 0
    while match := _DATE.search(text, at):
        at = match.end()
        iso = _read(match)
        if not iso:
            continue
        end = match.end("from") if match["from"] else match.end()
        yield _date(match.start(), end, iso)
        if match["year"]:
            for further in _until(text, end, iso):
                yield further
                at = further.end


def _until(text: str, at: int, iso: str) -> Iterator[Date]:
    """The ends of a range, or the further days of a list, that say less than its beginning."""
    while match := _UNTIL.match(text, at):
        year, *rest = iso.split("-")
        if not match["span"] or (match["day"] and not match["month"] and not rest):
            return
        iso = _iso(year, match["month"] or (rest[0] if rest else ""), match["day"] or "")
        if not iso or len(match["span"]) < 2 or text[match.end() : match.end() + 1] == "年":
            return
        at = match.end()
        yield _date(match.start("span"), at, iso)


def _date(start: int, end: int, iso: str) -> Date:
    return Date(start, end, iso, _PRECISIONS[_LENGTHS.index(len(iso))])


def _read(match: re.Match[str]) -> str:
    if match["iso"]:
        return _iso(*re.split(r"[-/.]", match["iso"]))
    if match["solid"]:
        return _iso(match["solid"][:4], match["solid"][4:6], match["solid"][6:])
    return _iso(match["from"] or match["year"], match["month"] or "", match["day"] or "")


def _iso(year: str, month: str | None = "", day: str | None = "") -> str:
    """Year, month and day in any numerals as ISO, or "" where there is no such date."""
    parts = [_year(year), *(_number(part) for part in (month, day) if part)]
    try:
        whole = date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    return whole.isoformat()[: _LENGTHS[len(parts) - 1]] if FIRST <= parts[0] <= LAST else ""


def _year(numeral: str) -> int:
    if numeral.startswith("民国"):
        return 1911 + _number(numeral.removeprefix("民国").strip())
    return int(numeral.translate(_DIGITS))


def _number(numeral: str) -> int:
    """0 to 99 in digits or Chinese numerals; 0 for what is no such numeral.

    >>> [_number(numeral) for numeral in ("7", "十", "十三", "三十一", "廿五", "卅", "二〇", "十十")]
    [7, 10, 13, 31, 25, 30, 20, 0]
    """
    plain = numeral.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = plain.rpartition("十")
    try:
        return (int(tens.translate(_DIGITS) or "1") * 10 if ten else 0) + int(ones.translate(_DIGITS) or "0")
    except ValueError:
        return 0
