"""Lists in running text: the members between two places, by the marks that give the number wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_OPEN, _CLOSE = "（“《(‘［[", "）”》)’］]"
_PLAIN = ("；;", "、", "+＋", "，,")
MARKS = (*_PLAIN, "、和", "、，", "、，和", "和", "、，；和与及")
_COUNTS = {mark: value for value, mark in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}

Pair = tuple[int, int]


@lru_cache(maxsize=1 << 14)
def promised(name: str) -> tuple[int, ...]:
    """How many members the numerals of a name may promise, the likeliest first; empty if it holds none.

    The numerals add up (三上门两加强) or count the same members twice over (四讲四有); 六个一 promises six.

    >>> promised("三上门两加强"), promised("四讲四有"), promised("六个一"), promised("十二条"), promised("高质量发展")
    ((5, 3), (8, 4), (6,), (12,), ())
    """
    values: list[int] = []
    at = 0
    while at < len(name):
        value = _COUNTS.get(name[at], 0)
        if name[at] == "十" and at + 1 < len(name) and name[at + 1] in "一二三四五六七八九":
            value, at = 10 + _COUNTS[name[at + 1]], at + 1
        values += [value] if value else []
        at += 1
    if name.endswith("个一"):
        values.pop()
    return tuple(dict.fromkeys((sum(values), max(values)))) if values and max(values) > 1 else tuple(values[:1])


def members(
    text: str, start: int, end: int, counts: tuple[int, ...] = (), *, marks: Sequence[str] = MARKS
) -> list[Pair]:
    """The members of the list `text[start:end]`: as many as one of `counts`, or, without counts, two or more.

    `marks` are the separators to try in turn, each a set of characters.

    >>> line = "上门服务、上门宣讲，加强管理"
    >>> [line[a:b] for a, b in members(line, 0, len(line), (3,))]
    ['上门服务', '上门宣讲', '加强管理']
    >>> members(line, 0, len(line), (4,))
    []
    """
    lists = [split(text, start, end, mark) for mark in marks]
    for count in counts:
        if count == 1:
            return [pair] if (pair := trim(text, start, end))[0] < pair[1] else []
        for pairs in lists:
            if len(pairs) == count:
                return pairs
    if counts:
        return []
    return next((pairs for pairs in lists[: len(_PLAIN)] if len(pairs) > 1), [])


def split(text: str, start: int, end: int, marks: str) -> list[Pair]:
    """The trimmed pieces of `text[start:end]` between any of `marks`, those in brackets and quotation marks left alone."""
    bounds = [start, *(bound for at in outside(text, start, end, marks) for bound in (at, at + 1)), end]
    pairs = (trim(text, a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    return [(a, b) for a, b in pairs if a < b]


def outside(text: str, start: int, end: int, marks: str) -> Iterator[int]:
    """The places of `marks` in `text[start:end]` that stand in no brackets or quotation marks."""
    depth = 0
    for at in range(start, end):
        mark = text[at]
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth -= 1
        elif mark in marks and depth <= 0:
            yield at


def trim(text: str, start: int, end: int) -> Pair:
    """The span without space and marks at its edges, and without a pair of quotation marks around the whole."""
    while start < end and text[start] in " \n\r\t　\x00，、；：":
        start += 1
    while start < end and text[end - 1] in " \n\r\t　\x00，、；。：":
        end -= 1
    if end - start > 1 and text[start] in "“‘" and text.find("”" if text[start] == "“" else "’", start) == end - 1:
        return start + 1, end - 1
    return start, end


_INTRODUCED = re.compile(".*(?:包括|即|就是|是指|指的是|分别是|分别为)")
_COUNTED = re.compile("(?:等|共)?[0-9一二三四五六七八九十两]+(?:个|项|大|类|种|条|支|股|方面)[\u4e00-\u9fff]{0,6}$|等$")
_MARKED = re.compile("[一二三四五六七八九十]是|[（(]?[0-9]{1,2}[）)、.．]")
_NUMERAL = "0123456789一二三四五六七八九十两"


def tidied(text: str, pairs: list[Pair]) -> list[Pair]:
    """The members without what leads to the first (…包括) and what sums up after the last (…6个工程).

    Where the other members begin alike and are of one length, or each begin with a number, the first and the last are
    cut to match.

    >>> line = "重大慢性病综合防治早预防、早干预、早发现、早诊治工程"
    >>> [line[a:b] for a, b in tidied(line, members(line, 0, len(line), (4,)))]
    ['早预防', '早干预', '早发现', '早诊治']
    """
    if len(pairs) < 2:
        return pairs
    start, end = pairs[0]
    if lead := _INTRODUCED.match(text, start, end - 1):
        start = lead.end()
    last, stop = pairs[-1]
    if (counted := _COUNTED.search(text, last, stop)) and counted.start() > last:
        stop = counted.start()
    comma = text.find("，", last, stop)
    if comma > last and not any("，" in text[a:b] for a, b in ((start, end), *pairs[1:-1])):
        stop = comma
    pairs = [_unmarked(text, *pair) for pair in ((start, end), *pairs[1:-1], (last, stop))]
    return _numbered(text, pairs) or _matched(text, pairs)


def _unmarked(text: str, start: int, end: int) -> Pair:
    """A member without its number in the list (一是…，二是…)."""
    mark = _MARKED.match(text, start, end - 1)
    return (mark.end() if mark else start), end


def _numbered(text: str, pairs: list[Pair]) -> list[Pair]:
    """Members that each begin with a number: the first from its number on, the last cut at 和 before another."""
    if any(text[a] not in _NUMERAL for a, _ in pairs[1:]):
        return []
    start, end = pairs[0]
    first = next((at for at in range(start, end) if text[at] in _NUMERAL), start)
    last, stop = pairs[-1]
    more = [at for at in outside(text, last, stop, "和") if text[at + 1 : at + 2] in tuple(_NUMERAL)]
    bounds = [last, *(bound for at in more for bound in (at, at + 1)), stop]
    return [(first, end), *pairs[1:-1], *zip(bounds[::2], bounds[1::2], strict=True)]


def _matched(text: str, pairs: list[Pair]) -> list[Pair]:
    """Members of one length that begin alike: the first and the last cut to that length."""
    inner = pairs[1:-1]
    if len({(b - a, text[a]) for a, b in inner}) != 1:
        return pairs
    size, sign = inner[0][1] - inner[0][0], text[inner[0][0]]
    (start, end), (last, stop) = pairs[0], pairs[-1]
    if end - size > start and text[end - size] == sign:
        start = end - size
    if stop - last > size and text[last] == sign:
        stop = last + size
    return [(start, end), *inner, (last, stop)]
