"""Names of the lexicon that were seen in the text: which of them are mentions, and which parts of other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.extraction.people import reading
from kg.extraction.people.words import GIVEN, ORDINARY, TITLES, TRANSLIT, WHOLE
from kg.extraction.spans import Span

_TITLES = frozenset(TITLES)
_SOUNDS = TRANSLIT | set("·-－")
_ENDS = frozenset(title[-1] for title in TITLES)
_ENOUGH, _LONGER = 2, 3


def settle(text: str, known: Iterable[Span]) -> Iterator[Span]:
    """The `known` spans that name a person here.

    A name of two characters must have a mark or a telling word at both ends, or a place in the same text where it has;
    one that is also an ordinary word needs a title or a list of names beside it.

    >>> line = "主席习近平强调，要学习习近平强军思想"
    >>> [(s.start, s.end) for s in settle(line, [Span(2, 5, "PERSON", "", "x"), Span(11, 14, "PERSON", "", "x")])]
    [(2, 5)]
    """
    spans = [span for span in known if not _part(text, span)]
    weights = _beside(text, spans, [_weight(text, span) for span in spans])
    vouched = {text[span.start : span.end] for span, weight in zip(spans, weights, strict=True) if weight == _ENOUGH}
    for span, weight in zip(spans, weights, strict=True):
        if weight == _LONGER:
            yield Span(span.start, span.end + 1, "PERSON", "", "person:list")
        elif weight >= _ENOUGH or (weight and text[span.start : span.end] in vouched):
            yield span


def _beside(text: str, spans: list[Span], weights: list[int]) -> list[int]:
    """The weights, where a name that may be part of a word stands in a row without marks (习近平李强赵乐际): one that is
    sure vouches for the others, but for the first and the last where they may be part of what stands around the row.
    """
    first = 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last].end == spans[last + 1].start:
            last += 1
        if last > first and _ENOUGH in weights[first : last + 1]:
            begins = first + (not reading.before(text, spans[first].start))
            ends = last + (reading.after(text, spans[last].end) > 0)
            weights[begins:ends] = [max(weight, _ENOUGH) for weight in weights[begins:ends]]
        first = last + 1
    return weights


def _part(text: str, span: Span) -> bool:
    """Whether the name is part of a doctrine's, a place's or a longer foreign name."""
    if WHOLE.match(text, span.end):
        return True
    if not _foreign(text[span.start : span.end]) or (reading.surname(text, span.start) and "·" not in span.name):
        return False
    left, right = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if (right and right in "·•") or (left and left in "·•" and "·" not in text[span.start : span.end]):
        return True
    if span.end - span.start > 3:
        return False
    if titled(text, span.start) and span.end - span.start > 2:
        return False
    if right in TRANSLIT and not reading.STOP.match(text, span.end):
        more = text[span.end + 1 : span.end + 2] in TRANSLIT
        if reading.after(text, span.end) < 1 + more:
            return True
    return left in TRANSLIT and not (reading.before(text, span.start) or titled(text, span.start))


@lru_cache(maxsize=1 << 14)
def _foreign(name: str) -> bool:
    return _SOUNDS.issuperset(name)


def _weight(text: str, span: Span) -> int:
    """3 where it begins a longer one, 2 where it surely stands alone, 1 where it may, 0 where it looks like part of a word."""
    name = text[span.start : span.end]
    if len(name) > 2 and name not in ORDINARY:
        return _ENOUGH if "\u3000" not in name or reading.after(text, span.end) else 0
    beside = titled(text, span.start) or (reading.listed(text, span.start, span.end) and not _goes_on(text, span.end))
    if name in ORDINARY:
        return _ENOUGH if beside or reading.titled(text, span.end) else int(_alone(text, span))
    if beside:
        return _ENOUGH
    if span.start and text[span.start - 1] in _BINDING and not _for(text, span):
        return 0
    left, right = reading.before(text, span.start), reading.after(text, span.end)
    if right == 2 and (left or text[span.start - 1 : span.start] not in _BINDING):
        return _ENOUGH
    return _ENOUGH if left and right else int(left or right > 0)


def _goes_on(text: str, end: int) -> bool:
    """Whether one more character of a given name stands before the next mark of a list (刘英俊、)."""
    return text[end : end + 1] in GIVEN and text[end + 1 : end + 2] in _LISTED


_LISTED = frozenset("、等和")
_BINDING = frozenset("上下本一每两主国如何任为日美中大小老新紧扩徐各不第")
"""Characters that with a surname make a word (主张, 国王, 上周, 如何)."""


_HELD = re.compile("举行|举办|设宴")


def _for(text: str, span: Span) -> bool:
    """Whether what follows is held for who is named (为李强举行欢迎仪式)."""
    return text[span.start - 1] == "为" and _HELD.match(text, span.end) is not None


def _alone(text: str, span: Span) -> bool:
    return reading.before(text, span.start) and reading.after(text, span.end) > 0


def titled(text: str, start: int) -> bool:
    """Whether a title ends at `start`, or before the space or colon there.

    >>> titled("院长 周强", 3), titled("各位周强", 2)
    (True, False)
    """
    while start > 1 and text[start - 1] in " \u3000：":
        start -= 1
    if text[start - 1 : start] not in _ENDS:
        return False
    return any(text[start - size : start] in _TITLES for size in (2, 3, 4, 5) if start >= size)
