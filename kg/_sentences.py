"""Where sentences end inside a paragraph: one pass over the marks, pairs of quotes and brackets respected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]
"""A half-open range of offsets."""

STOPS: Final = re.compile(r"[。！？]+|…{2,}|[!?]+(?=\s|$)")

_PLAIN: Final = "[^“”‘’（）《》【】。！？!?…\n]{0,100}"
_MARKS: Final = re.compile(
    # a character class in front lets the search skip quickly to the next mark; what it found is looked back at
    rf"[。！？!?…“”‘’（）《》【】](?:(?<=“){_PLAIN}”|(?<=《){_PLAIN}》|(?<=（){_PLAIN}）"
    r"|(?<=[。！？])[。！？]+|(?<=…)…+|(?<=[!?])[!?]+)?"
)
"""A run of stops, one half of a pair, or a whole pair with nothing in it that matters here (most pairs are such)."""
_SIMPLE: Final = re.compile(
    r"[\s\x00]*+((?:[^“”‘’（）《》【】。！？!?…]++|“[^“”‘’（）《》【】。！？!?…\n]{0,100}+”|（[^“”‘’（）《》【】。！？!?…\n]{0,100}+）"
    r"|《[^“”‘’（）《》【】。！？!?…\n]{0,100}+》)*+[。！？]++)(?![ \u3000]?[”’）》】」)\]])"
)
"""A sentence (group 1) whose marks are whole pairs and its stop: nothing in it or after it can move its end."""
_OPEN: Final = "“‘（《【"
_CLOSE: Final = "”’）》】"
_KINDS: Final = {half: kind for kind, half in enumerate(_OPEN)} | {half: ~kind for kind, half in enumerate(_CLOSE)}
_CLOSERS: Final = re.compile(r"(?:[ \u3000]?[”’）》】」)\]])+")
_MAY_CLOSE: Final = frozenset(" \u3000”’）》】」)]")
_GOES_ON: Final = re.compile(r"[，、；：,;:的之等和与及或]")
_BLANK: Final = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace()) | {"\x00"}
_CUT: Final = re.compile(r"[；，、,;\s]")
LONG: Final = 120
"""A quotation or bracket longer than this may hold ends of sentences."""
LONGEST: Final = 1000
"""A sentence longer than this is cut after a lesser mark: such text is a table, or has lost its stops."""


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space and masked characters at its ends; empty (start == end) if there is nothing else."""
    while start < end and text[start] in _BLANK:
        start += 1
    while start < end and text[end - 1] in _BLANK:
        end -= 1
    return start, end


def sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of the paragraph `start:end`, trimmed, in order; a closing mark stays with its sentence.

    >>> text = "他说：“很好。”大家鼓掌。（全场起立）"
    >>> [text[start:end] for start, end in sentences(text, 0, len(text))]
    ['他说：“很好。”', '大家鼓掌。', '（全场起立）']
    """
    found: list[Span] = []
    at = start
    while simple := _SIMPLE.match(text, at, end):
        found.append(simple.span(1))
        at = simple.end()
    if at < end:
        found += _paired(text, at, end)
    if end - start > LONGEST:
        return [piece for span in found for piece in _cut(text, *span)]
    return found


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A span, in pieces where it is too long, each cut after a lesser mark if it has one."""
    while end - start > LONGEST:
        cut = start + LONGEST
        for match in _CUT.finditer(text, start + LONGEST // 2, cut):
            cut = match.end()
        yield trim(text, start, cut)
        start = trim(text, cut, end)[0]
    yield start, end


def _paired(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences by the pairs of marks in all of the text."""
    for stop in _ends(text, start, end):
        span = trim(text, start, stop)
        if span[0] < span[1]:
            yield span
        start = stop


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end, behind their closing marks; the last is `end`."""
    stops, pairs = _marks(text, start, end)
    opening = covered = last = start
    following = 0
    for at, stop in stops:
        while following < len(pairs) and pairs[following][0] < at:
            if pairs[following][0] >= covered:
                opening = pairs[following][0]
            covered = max(covered, pairs[following][1])
            following += 1
        behind = stop
        if stop < end and text[stop] in _MAY_CLOSE and (closers := _CLOSERS.match(text, stop, end)):
            behind = closers.end()
            if _GOES_ON.match(text, behind, end):
                continue
        if at >= covered or (behind >= covered and (behind == end or _whole(text, last, opening, at))):
            yield behind
            last = behind
    if last < end:
        yield end


def _marks(text: str, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Spans of the stops, and of the quotations and brackets that are not long, both by where they begin.

    Each kind of mark is paired by itself, so that one mark too many doesn't undo the pairs around it.
    """
    stops: list[Span] = []
    pairs: list[Span] = []
    waiting: tuple[list[int], ...] = ([], [], [], [], [])
    for match in _MARKS.finditer(text, start, end):
        mark = match[0]
        kind = _KINDS.get(mark)
        if kind is None:
            if mark[0] in "。！？" or (mark[0] in "…!?" and _stops(text, match, end)):
                stops.append(match.span())
        elif kind >= 0:
            waiting[kind].append(match.start())
        elif waiting[~kind]:
            opening = waiting[~kind].pop()
            if match.end() - opening <= LONG:
                pairs.append((opening, match.end()))
    pairs.sort()
    return stops, pairs


def _stops(text: str, match: re.Match[str], end: int) -> bool:
    """Whether dots or half-width marks end a sentence: dots by the pair, the others before white space."""
    return len(match[0]) > 1 if match[0][0] == "…" else match.end() == end or text[match.end()].isspace()


def _whole(text: str, last: int, opening: int, stop: int) -> bool:
    """Whether the quotation or bracket from `opening`, that ends with the stop at `stop`, ends the sentence too.

    So it does where it is the sentence, where it is speech (：“怎么办？”), and where a full stop ends a quotation.
    """
    first = trim(text, last, opening + 1)[0]
    if text[opening] in "“‘":
        return text[stop] == "。" or first == opening or text[opening - 1] == "："
    return text[opening] in "（【" and first == opening
