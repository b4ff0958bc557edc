"""Lists in running text: the members between two places, by the marks that give the number wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kg.extraction.verbs import GOVERNING

_OPEN, _CLOSE = "（“《(‘［[", "）”》)’］]"
_PLAIN = ("；;", "、", "+＋", "，,")
MARKS = (*_PLAIN, "、和", "、，", "、，和", "，；", "和", "、，；和与及")
_JOINED = ("、", "，,", "、，")
"""Marks between the members of a list whose last two a conjunction joins."""
# Conjunctions, where they are no character of another word (和平, 缓和, 参与, 普及, 及时).
_AND = re.compile("以及|(?<![共总温饱缓])和(?![平谐睦美])|(?<!参)与(?!会)|(?<![普涉危波以])及(?![时格])")
_WORDS = "和与及"
_ANY = "；;、+＋，,和与及"
_COUNTS = {mark: value for value, mark in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}

_NUMERALS = re.compile("十[一二三四五六七八九]?|[一二三四五六七八九两双]")
_WHOLES = "张网|盘棋|体"
"""What many become, behind the 一 that says so (三医一张网, 全省一盘棋, 五位一体). That 一 counts no member; at the head of a
name it does (一体两翼)."""
_ONE = re.compile(
    f"[统唯单专第万]一|一(?:致|样|律|切)|(?<=[两双])一|(?<=[二三四五六七八九十两]个)一|(?<=[位合])一|(?!^)一(?={_WHOLES})"
)
"""The one that is counted (六个一, 双一流), or that many become (四算合一, 三医一张网)."""
_DATE = re.compile("(?<!十)[一二三四五六七八九]{2}")

Pair = tuple[int, int]


@lru_cache(maxsize=1 << 14)
def promised(name: str) -> tuple[int, ...]:
    """How many members the numerals of a name may promise, the likeliest first; empty if it holds none.

    The numerals add up (三上门两加强); alike, they may count the same members over and over (四讲四有). What becomes one
    is no member (三位一体 may promise three), nor is the one that is counted (六个一, 双一流). Numerals side by side are a
    date (七一).

    >>> promised("三上门两加强"), promised("四讲四有"), promised("六个一"), promised("十二条"), promised("高质量发展")
    ((5,), (8, 4), (6,), (12,), ())
    >>> promised("百千万工程"), promised("一二三四")
    ((3,), (4,))
    >>> promised("三通一码"), promised("四算合一"), promised("双一流"), promised("七一勋章"), promised("3个100万")
    ((4,), (4,), (2,), (), (3,))
    >>> promised("三医一张网"), promised("一体两翼")
    ((3,), (3,))
    """
    if units := re.match("[十百千万]{3,4}(?![十百千万个大])|一二三(?:四(?:五六?)?)?$", name):
        return (len(units.group()),)  # 百千万工程, 一二三四
    if digits := re.match("([2-9]|1[0-9])[个大项条]", name):
        return (int(digits[1]),)
    values = (
        []
        if _DATE.search(name) or name.endswith("对一")
        else [_value(numeral) for numeral in _NUMERALS.findall(_ONE.sub("", name))]
    )
    if not values or max(values) == 1:
        return (sum(values),) if values else ()
    return (sum(values), max(values)) if len(values) > 1 and len(set(values)) == 1 else (sum(values),)


def _value(numeral: str) -> int:
    return 10 + _COUNTS.get(numeral[1:], 0) if numeral[0] == "十" else _COUNTS[numeral]


def members(
    text: str, start: int, end: int, counts: tuple[int, ...] = (), *, marks: Sequence[str] = MARKS
) -> list[Pair]:
    """The members of the list `text[start:end]`: as many as one of `counts`, or, without counts, two or more.

    `marks` are the separators to try in turn, each a set of characters. A conjunction that joins the last two members
    parts them before one that stands inside a member does.

    >>> line = "上门服务、上门宣讲，加强管理"
    >>> [line[a:b] for a, b in members(line, 0, len(line), (3,))]
    ['上门服务', '上门宣讲', '加强管理']
    >>> members(line, 0, len(line), (4,))
    []
    >>> line = "拖欠账款、侵害产权和权益、违规收费以及违规检查"
    >>> [line[a:b] for a, b in members(line, 0, len(line), (4,))]
    ['拖欠账款', '侵害产权和权益', '违规收费', '违规检查']
    """
    return next(readings(text, start, end, counts, marks=marks), [])


def readings(
    text: str, start: int, end: int, counts: tuple[int, ...] = (), *, marks: Sequence[str] = MARKS
) -> Iterator[list[Pair]]:
    """The lists that `text[start:end]` may be, the likeliest first; see `members`."""
    parted = cache(lambda mark: split(text, start, end, mark))
    plain = [mark for mark in marks if mark in _PLAIN]
    if not counts:
        yield from (pairs for mark in plain if len(pairs := parted(mark)) > 1)
    for count in counts:
        if count == 1:
            if (pair := trim(text, start, end))[0] < pair[1]:
                yield [pair]
            continue
        if not any(mark in text[start:end] for mark in _ANY):
            continue
        yield from (pairs for mark in plain if len(pairs := parted(mark)) == count)
        for mark in _JOINED:
            if mark in marks and (pairs := _joined(text, parted(mark), count)):
                yield pairs
        yield from (pairs for mark in marks if mark not in _PLAIN and len(pairs := parted(mark)) == count)


def _joined(text: str, pairs: list[Pair], count: int) -> list[Pair]:
    """The pieces of which the last is two members with a conjunction between them: 以及, or the one that parts it evenly."""
    if len(pairs) != count - 1:
        return []
    start, end = pairs[-1]
    found = [mark for mark in _AND.finditer(text, start + 1, end - 1) if _free(text, start, end, mark.start())]
    if not found:
        return []
    usual = sum(b - a for a, b in pairs[:-1]) / len(pairs[:-1]) if pairs[:-1] else (end - start) / 2
    best = min(found, key=lambda mark: (mark.group() != "以及", abs(end - mark.end() - usual)))
    halves = trim(text, start, best.start()), trim(text, best.end(), end)
    return [*pairs[:-1], *halves] if all(a < b for a, b in halves) else []


def _free(text: str, start: int, end: int, at: int) -> bool:
    """Whether a place of `text[start:end]` stands in no brackets or quotation marks."""
    return any(place == at for place in outside(text, start, end, text[at]))


def split(text: str, start: int, end: int, marks: str) -> list[Pair]:
    """The trimmed pieces of `text[start:end]` between any of `marks`, those in brackets and quotation marks left alone.

    A conjunction parts no word that it is a character of (和平, 参与).
    """
    places = (at for at in outside(text, start, end, marks) if text[at] not in _WORDS or _AND.match(text, at))
    bounds = [start, *(bound for at in places for bound in (at, at + 1)), end]
    pairs = (trim(text, a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True))
    return [(a, b) for a, b in pairs if a < b]


def outside(text: str, start: int, end: int, marks: str) -> Iterator[int]:
    """The places of `marks` in `text[start:end]` that stand in no brackets or quotation marks."""
    depth = 0
    for found in _telling(marks).finditer(text, start, end):
        mark = found.group()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth -= 1
        elif depth <= 0:
            yield found.start()


@lru_cache(maxsize=1 << 8)
def _telling(marks: str) -> re.Pattern[str]:
    """The marks and what they may stand in."""
    return re.compile(f"[{re.escape(_OPEN + _CLOSE + marks)}]")


def trim(text: str, start: int, end: int) -> Pair:
    """The span without space and marks at its edges, and without a pair of quotation marks around the whole."""
    while start < end and text[start] in " \n\r\t　\x00，、；：":
        start += 1
    start += 2 * text.startswith(("以及", "及其"), start, end - 2)
    while start < end and text[end - 1] in " \n\r\t　\x00，、；。：":
        end -= 1
    if end - start > 1 and text[start] in "“‘" and text.find("”" if text[start] == "“" else "’", start) == end - 1:
        return start + 1, end - 1
    return start, end


# Verbs that lead to a list, classifiers and nouns that sum one up, and the usual words that begin with 一 and count nothing.
_INTRODUCED = re.compile(".*(?:包括|即|就是|是指|指的是|分别是|分别为)：?")
_COUNTED = re.compile(
    "(?:[二三四五六七八九十]|[0-9]{1,2})条[\u4e00-\u9fff]{2,12}$|(?:等|共)?[0-9一二三四五六七八九十两]+(?:个|项|大|类|种|条|支|股|方面)[\u4e00-\u9fff]{0,6}$|等$"
)
_MARKED = re.compile(
    "第[一二三四五六七八九十]步|[一二三四五六七八九十]是|[（(]?[0-9]{1,2}[）)、.．]|即(?![可将使便刻时日])"
)
_WHOLE = re.compile("一(?:流|体|般|致|样|律|起|切|些|定)")
_FORMULA = 8
"""Characters of a member that is no clause."""
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
    for mark in "；，":
        over = text.find(mark, last, stop)
        if over > last and not any(mark in text[a:b] for a, b in ((start, end), *pairs[1:-1])):
            stop = over
    pairs = [_unmarked(text, *pair) for pair in ((start, end), *pairs[1:-1], (last, stop))]
    if text[start] == "要" and all(text[a] != "要" for a, _ in pairs[1:]):
        pairs[0] = start + 1, end
    return _numbered(text, pairs) or _matched(text, pairs)


def _unmarked(text: str, start: int, end: int) -> Pair:
    """A member without its number in the list (一是…，二是…)."""
    mark = _MARKED.match(text, start, end - 1)
    return (mark.end() if mark else start), end


def _numbered(text: str, pairs: list[Pair]) -> list[Pair]:
    """Members that each begin with a number: the first from its number on, the last cut at 和 before another."""
    if any(text[a] not in _NUMERAL or _WHOLE.match(text, a) for a, _ in pairs[1:]):
        return []
    start, end = pairs[0]
    first = next((at for at in range(start, end) if text[at] in _NUMERAL), start)
    last, stop = pairs[-1]
    over = last + end - first
    if text[first : first + 2] == text[last : last + 2] and text[over : over + 2] in GOVERNING:
        stop = min(stop, over)
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
    told = size < _FORMULA and (len(inner) > 1 or end - start == size) and text[inner[-1][1]] == "、"
    if told and stop - last > size + 1 and text[last] == sign:  # one character is its own (全方位育人)
        stop = last + size
    return [(start, end), *inner, (last, stop)]
