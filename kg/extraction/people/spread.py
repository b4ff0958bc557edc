"""From names that are sure to further ones: the other names of a list, and the same names elsewhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sized

from kg.extraction.people import reading
from kg.extraction.people.words import GIVEN, PLAIN, SURNAMES, TRANSLIT, TWO, WHOLE, WORDS
from kg.extraction.scan import matches
from kg.extraction.spans import Cover, Span

_NEXT = re.compile("[、和与及]|以及")
_NEXT_TO, _LINKS = frozenset("、和与及以"), frozenset("、和与及")
"""Characters with which a list goes on behind a name, and before one."""
_ITEM = re.compile("[\u4e00-\u9fff·]{2,18}")
_MOST = 400
_LEAST, _MANY = 3, 10
_NO_GIVEN = frozenset(("同志", "人员", "代表"))
_LISTED = re.compile("、[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){2,}(?![\u4e00-\u9fff])")
_WORD = re.compile("[\u4e00-\u9fff]+")
_FIRST = 4
"""Of a list with 、: what follows the first element, the elements, and how long the first may be."""
_BLANKS = " \u3000"
_CELL = "[\u4e00-\u9fff·]{1,12}(?:[（(][^（()）\n]{1,12}[）)])?"
_SHEET = re.compile(f"[ \u3000](?<![ \u3000]{{2}})[ \u3000]*+{_CELL}(?:[ \u3000]++{_CELL}){{4,}}")
_PLACED = re.compile("[（(][^（()）\n]{1,12}[）)]$|[\u4e00-\u9fff·]{1,12}$")
_NAMES = re.compile(
    "(?P<apart>(?<![\u4e00-\u9fff·])[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff](?![\u4e00-\u9fff·]))|[（(][^（()）\n]*[）)]|(?P<name>[\u4e00-\u9fff·]+)"
)
"""The same of one with blanks between its elements, some of which have particulars in brackets behind them, or a blank
inside them (王　力)."""
# To look for a mark first is much quicker than to try every character as the beginning of a list; a pattern that begins
# with a set of characters, and looks back at it, skips to the next of them.


def lists(text: str, sure: Iterable[Span]) -> Iterator[Span]:
    """Names that stand in one list with a sure one, on either side of it.

    >>> line = "李强、王洪川、巴合提·买提和张文元出席"
    >>> [line[s.start:s.end] for s in lists(line, [Span(0, 2, "PERSON", "", "")])]
    ['王洪川', '巴合提·买提', '张文元']
    """
    starts = {span.start for span in sure}
    ends = {span.end for span in sure}
    for at in sorted(end for end in ends if text[end : end + 1] in _NEXT_TO and end + 1 not in starts):
        while (found := _forward(text, at)) and found[0] not in starts:
            yield Span(*found, "PERSON", "", "person:list")
            at = found[1]
    for at in sorted(start for start in starts if text[start - 1 : start] in _LINKS and start - 1 not in ends):
        while (back := _back(text, at)) and back[1] not in ends:
            yield Span(*back, "PERSON", "", "person:list")
            at = back[0]


def _forward(text: str, at: int) -> tuple[int, int] | None:
    """The next name of the list that goes on at `at`."""
    mark = _NEXT.match(text, at)
    item = _ITEM.match(text, mark.end()) if mark else None
    if not mark or not item:
        return None
    start, end = item.span()
    if mark.group() == "、" and text[end : end + 1] == "、" and reading.element(text, start, end):
        return start, end
    loose = mark.group() != "、"
    dots = "·" in item.group()
    last = start if dots else _read(text, start, loose=loose)
    if last == start and (dots or text[at - 1] in TRANSLIT):
        last = reading.foreign(text, start)
        if not dots and (last - start < 3 or reading.after(text, last) < 2):
            last = start
    if last == start and not loose and reading.element(text, start, end):
        last = end
    return (start, last) if last > start else None


def _read(text: str, start: int, *, loose: bool) -> int:
    """Where the Chinese name at `start` ends; behind 、 also one with an unusual character that is clearly bounded."""
    last = reading.chinese(text, start, sure=False)
    if last == start and not loose:
        end = reading.chinese(text, start)
        if end - start == 3 and text[start] in PLAIN and (reading.after(text, end) == 2 or text[end] == "等"):
            return end
    return last


def _back(text: str, at: int) -> tuple[int, int] | None:
    """The name before the place `at` in a list, behind 、 or 和."""
    mark = text[at - 1 : at]
    if mark not in _LINKS:
        return None
    end = start = at - 1
    while start > 0 and end - start < 18 and ("\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] == "·"):
        start -= 1
    if reading.element(text, start, end) and (mark == "、" or reading.usual(text, start, end)):
        return start, end
    start = reading.backward(text, end) if mark == "、" and "·" not in text[start:end] else end
    named = end - start == 3 or (end - start == 2 and reading.usual(text, start, end))
    return (start, end) if named and text[end - 2 : end] not in _NO_GIVEN else None


def rosters(text: str) -> Iterator[Span]:
    """The names of lists that nothing announces: four or more elements, nearly all of which look like names.

    A name may be set with a blank inside, and have particulars in brackets behind it.

    >>> line = "王建国、李素芬、张晓明、刘志强、陈永贵"
    >>> len(list(rosters(line))), list(rosters("平原、高山、森林、江河、湖泊"))
    (5, [])
    >>> line = "丁　峰　马建军　王　力（女）　孙国庆　赵　勇"
    >>> [line[s.start:s.end] for s in rosters(line)]
    ['丁　峰', '马建军', '王　力', '孙国庆', '赵　勇']
    """
    for match in _LISTED.finditer(text) if text.count("、") >= _LEAST else ():
        start = match.start()
        while start > 0 and match.start() - start < _FIRST and _WORD.match(text, start - 1, start):
            start -= 1
        yield from _named(text, [item.span() for item in _WORD.finditer(text, start, match.end())])
    for match in _SHEET.finditer(text) if sum(map(text.count, _BLANKS)) > _LEAST else ():
        start = match.start()
        for _ in range(2):
            first = _PLACED.search(text, max(0, start - 14), start)
            start = first.start() if first else start
        yield from _named(text, [item.span() for item in _NAMES.finditer(text, start, match.end()) if item.lastgroup])


def _named(text: str, spans: list[tuple[int, int]]) -> Iterator[Span]:
    """The elements of a list that are names, where nearly all of them look so; in a long one also unusual names."""
    likely = [pair for pair in spans if text[pair[0]] in reading.FIRST]
    names = [pair for pair in likely if _usual(text, *pair)] if _nearly(likely, spans) else []
    if len(names) > _MANY:
        names = [pair for pair in likely if _apart(text, *pair) or reading.element(text, *pair)]
    if _nearly(names, spans):
        yield from (Span(start, end, "PERSON", "", "person:roster") for start, end in names)


def _nearly(some: Sized, spans: Sized) -> bool:
    """Whether some of the elements of a list are enough of them, and nearly all."""
    return len(some) >= 4 and len(some) >= 0.8 * len(spans)


def _apart(text: str, start: int, end: int) -> bool:
    """Whether the name is one of two characters with a blank between, and no word."""
    blank = text[start + 1 : end - 1].strip(_BLANKS) == "" and end - start > 2
    name = text[start] + text[end - 1]
    return blank and name[0] in SURNAMES and name[1] in GIVEN and name not in TWO and not WORDS.match(name)


def _usual(text: str, start: int, end: int) -> bool:
    return _apart(text, start, end) or (reading.element(text, start, end) and reading.usual(text, start, end))


def repeats(text: str, sure: Iterable[Span]) -> Iterator[Span]:
    """Other places where a sure name, or the last part of a foreign one, stands in the text."""
    names: dict[str, None] = {}
    for span in sure:
        name = text[span.start : span.end]
        if len(name) > 1 and span.rule in _TEACH:
            names[name] = None
            if "·" in name and len(name.split("·")[-1]) > 2:
                names[name.split("·")[-1]] = None
    if not names:
        return
    taken = Cover((span.start, span.end) for span in sure)
    longest = sorted(names, key=lambda name: (-len(name), name))[:_MOST]
    for _, start, end in matches(longest, text):
        if not taken.touches(start, end) and _same(text, start, end):
            yield Span(start, end, "PERSON", "", "person:repeat")


_TEACH = frozenset(
    "person:actor person:title person:signed person:courtesy person:list person:roster person:dotted person:redacted".split()
)


def _same(text: str, start: int, end: int) -> bool:
    """Whether the name stands here as a name: not inside a longer word, place or doctrine."""
    if WHOLE.match(text, end):
        return False
    left, right = reading.before(text, start), reading.after(text, end)
    foreign = not reading.usual(text, start, end) or text[start] not in PLAIN
    if foreign and text[start] in TRANSLIT and not left and text[start - 1] in TRANSLIT:
        return False
    if end - start == 2:
        return (left and right > 0) or right == 2
    return left or right > 0
