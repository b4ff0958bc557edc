"""Lists in running text: the members between two places, by the marks that give the number wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_OPEN, _CLOSE = "（“《(‘［[", "）”》)’］]"
_PLAIN = ("；;", "、", "+＋", "，,")
MARKS = (*_PLAIN, "、和", "、，", "、，和", "和", "、，；和与及")
_COUNTS = {mark: value for value, mark in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}

Pair = tuple[int, int]


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
