"""The candidate that the extractors exchange, and how overlapping ones are settled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A typed span of the cleaned text; `name` is the lexicon's canonical name where the rule knows it."""

    start: int
    end: int
    type: str
    kind: str
    rule: str
    name: str = ""


class Cover:
    """Answers whether a span touches any of a set of disjoint spans, by bisection.

    >>> Cover([(2, 5)]).touches(4, 9), Cover([(2, 5)]).touches(5, 9)
    (True, False)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def touches(self, start: int, end: int) -> bool:
        """Whether `start:end` shares a character with one of the spans."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._spans[at][1] > start

    def holds(self, start: int, end: int) -> bool:
        """Whether `start:end` lies in one of the spans and is shorter.

        >>> Cover([(2, 9)]).holds(2, 5), Cover([(2, 9)]).holds(2, 9), Cover([(2, 9)]).holds(8, 10)
        (True, False, False)
        """
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._spans[at][1] and end - start < self._spans[at][1] - self._spans[at][0]


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, without those that overlap an earlier-given one; the given order is the priority.

    >>> a, b = Span(0, 4, "SLOGAN", "numeric", "x"), Span(2, 6, "SLOGAN", "numeric", "y")
    >>> [s.rule for s in disjoint([b, a])]
    ['y']
    """
    kept: list[Span] = []
    starts: list[int] = []
    for span in spans:
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
            starts.append(span.start)
            continue
        at = bisect_right(starts, span.start)
        if (at == 0 or kept[at - 1].end <= span.start) and span.end <= starts[at]:
            kept.insert(at, span)
            starts.insert(at, span.start)
    return kept
