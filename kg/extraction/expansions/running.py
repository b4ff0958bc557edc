"""Members that running text takes up in turn, behind the name: 一是…二是…, or sentences that each begin with what it counts."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extraction.expansions.place import REACH, Place
from kg.extraction.expansions.reading import akin
from kg.extraction.lists import Pair
from kg.extraction.spelt import groups

_NUMBERS = "一二三四五六七八九十"
_MOST = len(_NUMBERS)
_NEAR = re.compile("[”’]?[^。！？，：；\n]{0,24}[。：，\n]")
_PART = re.compile("[^，；。：:！？\n—]+")
_SENTENCE = re.compile("[^；。：！？\n]+")
_GAP = re.compile("[—：:，、\\s]*")
_LONG, _CLOSE, _SHORT = 40, 4, 3
_ITEM = "(?:^|[。；：\n])\\s*(?:[—－-]+|[（(]?[0-9一二三四五六七八九十]{1,3}[)）.．、是要]+)?\\s*"
"""How an item begins: on a line or in a sentence of its own, with a dash or a number or without."""


def ordered(place: Place) -> list[Pair]:
    """“三个到位”：一是甲，…；二是乙，…；三是丙。 Or: “四重保障”：一重保障—甲；二重保障—乙；…"""
    text, count = place.text, max(place.counts, default=0)
    near = _NEAR.match(text, place.span.end)
    if not 2 <= count <= _MOST or not near or text.find(_NUMBERS[0], near.end(), near.end() + _LONG) < 0:
        return []
    own = _own(place.name)
    linked = near.group()[-1] in "：，"
    for mark in (*own, "{}是", "{}要") if linked or len(place.name) > _SHORT else own:
        pairs = _in_order(place, near.end(), count, mark)
        if pairs and akin(place, pairs) and (linked or mark in own or _counted(place, pairs)):
            return pairs
    return []


def _counted(place: Place, pairs: list[Pair]) -> bool:
    """Whether each member ends in the noun that the name counts, which no colon tells to be its own (三项机制。一是甲机制；…)."""
    return all(place.text.endswith(place.name[-2:], *pair) for pair in pairs)


def _own(name: str) -> tuple[str, ...]:
    """What a name itself counts by, before its noun: 四重医疗保障 → …重保障."""
    if len(name) < 3 or name[0] not in _NUMBERS + "两" or name[1] in "个大":
        return ()
    return ("第{}步",) if name[1] == "步" else (f"{{}}{name[1]}{name[-2:]}",)


def _in_order(place: Place, at: int, count: int, marker: str) -> list[Pair]:
    """The members behind the numbers from one to `count`, each with the marker, if no further number follows."""
    text, found = place.text, list[Pair]()
    first = _LONG if len(marker) > _SHORT else _SHORT + _CLOSE
    for number in _NUMBERS[:count]:
        mark = text.find(marker.format(number), at, at + (REACH if found else first))
        if mark > 0 and text[mark - 1] == "第":
            return []
        gap = _GAP.match(text, mark + len(marker) - 1) if mark >= 0 else None
        part = _PART.match(text, gap.end()) if gap else None
        if not part:
            return []
        found.append(part.span())
        at = part.end()
    more = _NUMBERS[count : count + 1]
    return [] if more and text.find(marker.format(more), at, at + REACH) >= 0 else found


def repeated(place: Place) -> list[Pair]:
    """做到“八个聚焦”：聚焦甲，…。聚焦乙，…。: as many items as promised, each beginning with what the name counts."""
    text, wanted = place.text, groups(place.name)
    near = _NEAR.match(text, place.span.end)
    if len(wanted) != 1 or len(wanted[0].content) < 2 or wanted[0].count < 2 or not near:
        return []
    stop = near.end() + wanted[0].count * 2 * REACH
    if text.find(wanted[0].content, near.end(), stop) < 0:
        return []
    begin = _begun(wanted[0].content)
    first = begin.match(text, near.end() - 1) or begin.match(text, near.end())
    if not first:
        return []
    items = [item.end() for item in begin.finditer(text, first.start(), stop)]
    pairs = [match.span() for at in items if (match := _SENTENCE.match(text, at, at + REACH))]
    pairs = [_short(text, *pair) for pair in pairs]
    return pairs if len(pairs) == wanted[0].count else []


@lru_cache(maxsize=1 << 10)
def _begun(content: str) -> re.Pattern[str]:
    """How an item begins that goes on with what a name counts."""
    return re.compile(f"{_ITEM}(?={re.escape(content)})")


def _short(text: str, start: int, end: int) -> Pair:
    """An item, or its first clause where it is long."""
    comma = text.find("，", start, end)
    return (start, comma) if end - start > _LONG and comma > 0 else (start, end)
