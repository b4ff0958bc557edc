"""Meetings that a text names from where it stands (省委经济工作会议) are told apart by the place that the text is from."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.extraction.meetings.words import DIVISIONS, PROVINCES
from kg.link.local import full
from kg.records import Document

_PLACE: Final = re.compile(
    f"(?:{PROVINCES})(?:{DIVISIONS})?"
    "|(?:^|(?<=[年省_ （(])|(?<=中共))(?:(?![在关全各本我为把对从和市县区州]|国务院|中央|中共)[\u4e00-\u9fff]){1,5}?(?:自治州|自治县|市|县|州|区)"
    "(?![委长直级场民区]|.?座谈)"
)
_WORDS: Final = frozenset("城市 社区 地区 山区 园区 城区 辖区 灾区 校区 特区 新区 景区 牧区 林区 老区".split())
_RELATIVE: Final = re.compile("全?[省市县区州旗镇乡](?!场|政协)|全?自治区|全兵团|兵团|我[省市县区]")


def home(document: Document) -> str:
    """The place that a document is from, by its organ, title or file's name; empty where they tell none.

    >>> home(Document("doc:0", "2026_云南省.txt", "", title="2026年政府工作报告"))
    '云南省'
    """
    return _first(document.organ, document.title, document.source)


@lru_cache(maxsize=1)
def _first(*words: str) -> str:
    """The first place that is told, or an empty string."""
    for told in words:
        for found in _PLACE.finditer(told):
            if found.group() not in _WORDS and found.group()[-2:] not in _WORDS:
                return found.group()
    return ""


def told_apart(name: str, place: str) -> str:
    """The name of a meeting with the place, where the name alone could be that of any place; that of a local plenum or
    session in full.

    >>> told_apart("省委经济工作会议", "云南省"), told_apart("中央经济工作会议", "云南省")
    ('省委经济工作会议（云南省）', '中央经济工作会议')
    >>> told_apart("省委十届六次全会", "云南省"), told_apart("宁川市委六届三次全会", "")
    ('中国共产党云南省第十届委员会第六次全体会议', '中国共产党宁川市第六届委员会第三次全体会议')
    """
    if formal := full(name, place):
        return formal
    return f"{name}（{place}）" if place and relative(name) else name


def relative(name: str) -> bool:
    """Whether the name of a meeting alone could be that of any place."""
    return _RELATIVE.match(name) is not None
