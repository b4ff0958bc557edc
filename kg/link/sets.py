"""Meetings made of meetings: 二十届二中、三中全会, 十九届历次全会, the two sessions of a year, a congress of one term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.lexicon import Lexicon
from kg.link.full import full

_ROW: Final = re.compile(
    "(?P<lead>.*届.*?)(?P<row>第?[一二三四五六七八九十]+[次中](?:[、和]第?[一二三四五六七八九十]+[次中])+)(?P<noun>全体会议|全会|会议)"
)
_EVERY: Final = re.compile("中国共产党第(?P<term>.+)届中央委员会历次全体会议")
_CONGRESS: Final = re.compile("第.+届全国人民代表大会")
_SESSIONS: Final = re.compile("(?P<year>[0-9]{4})年全国两会")
TWO_SESSIONS: Final = ("全国人民代表大会会议", "中国人民政治协商会议全国委员会全体会议")
"""The series that the two sessions of a year are of."""


def members(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The canonical names of the meetings that a name stands for, in order; empty where it is one meeting.

    >>> members("党的二十届二中、三中全会", Lexicon())
    ('中国共产党第二十届中央委员会第二次全体会议', '中国共产党第二十届中央委员会第三次全体会议')
    """
    if row := _ROW.fullmatch(name):
        names = (full(row["lead"] + number + row["noun"]) for number in re.split("[、和]", row["row"]))
        return tuple(found for found in names if found)
    return tuple(_listed(name, lexicon))


def _listed(name: str, lexicon: Lexicon) -> Iterator[str]:
    """The meetings of the lexicon that the name of a set, a congress or the two sessions of a year covers."""
    meetings = lexicon.meetings
    if every := _EVERY.fullmatch(name):
        prefix = f"中国共产党第{every['term']}届中央委员会第"
        yield from (other for other in meetings if other.startswith(prefix))
    elif _CONGRESS.fullmatch(name):
        yield from (other for other in meetings if re.fullmatch(f"{name}第.+次会议", other))
    elif sessions := _SESSIONS.fullmatch(name):
        year = sessions["year"]
        yield from (m.name for m in meetings.values() if m.series in TWO_SESSIONS and m.start[:4] == year)
