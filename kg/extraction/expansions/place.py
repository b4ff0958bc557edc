"""A slogan where it stands, and what a rule that unfolds it may look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final

from kg.extraction.lists import Pair, promised
from kg.extraction.spans import Span
from kg.lexicon import Slogan
from kg.records import Sentence

REACH: Final = 300
"""Characters from a name within which a list unfolds it."""
STOP: Final = re.compile("[。！？\n]")
_BETWEEN = re.compile("[”’]?[、，和]?[“‘]?")
_SHARING = 6
"""Names that may share one list."""
DONE: Final = re.compile("[了着过]")
"""What makes the words before a colon a clause of their own."""
_NEAR = 12
"""Slogans on either side that may hold a list."""
_QUOTED = re.compile("“([^“”]{2,14})”")


class Headings:
    """The headings of a document, and the names in quotation marks in them; looked for when they are asked for."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self._text, self._sentences = text, sentences

    @cached_property
    def _headings(self) -> list[Sentence]:
        return [sentence for sentence in self._sentences if sentence.role == "heading"]

    @cached_property
    def quoted(self) -> dict[str, dict[int, list[Pair]]]:
        """The names by their last two characters and the level of the heading."""
        found: dict[str, dict[int, list[Pair]]] = {}
        for heading in self._headings:
            for match in _QUOTED.finditer(self._text, heading.start, heading.end):
                levels = found.setdefault(match.group(1)[-2:], {})
                levels.setdefault(heading.level, []).append(match.span(1))
        return found

    def hold(self, at: int) -> bool:
        """Whether the place lies in a heading."""
        which = bisect_right(self._headings, at, key=attrgetter("start")) - 1
        return which >= 0 and at < self._headings[which].end


class Place:
    """A slogan where it stands: the one at index `at` of the document's `slogans`.

    `counts` are the numbers of members that its numerals promise; none where it is no numeric name. `quoted` says whether
    it stands in quotation marks. `known` is what the lexicon knows of it, `parts` the parts among that.
    """

    __slots__ = ("at", "counts", "headings", "known", "name", "parts", "quoted", "slogans", "span", "text")

    def __init__(
        self, text: str, at: int, slogans: list[Span], headings: Headings, known: Slogan | None = None
    ) -> None:
        self.text, self.at, self.slogans, self.headings, self.known = text, at, slogans, headings, known
        self.span = slogans[at]
        self.name = text[self.span.start : self.span.end]
        self.counts = promised(self.name) if self.span.kind == "numeric" else ()
        self.quoted = text[self.span.start - 1 : self.span.start] in ("“", "‘")
        self.parts = known.parts if known else ()

    def holds(self, start: int, end: int) -> bool:
        """Whether a slogan near by is `start:end` or holds it."""
        near = self.slogans[max(0, self.at - _NEAR) : self.at + _NEAR]
        return any(span.start <= start and end <= span.end for span in near)

    def sharing(self, floor: int) -> list[Span]:
        """The names in a row with nothing but marks between them that this one stands in, from `floor` on."""
        slogans, first, last = self.slogans, self.at, self.at
        while last + 1 < len(slogans) and last < self.at + _SHARING and self._beside(last):
            last += 1
        while first and first > self.at - _SHARING and slogans[first - 1].start >= floor and self._beside(first - 1):
            first -= 1
        return slogans[first : last + 1]

    def _beside(self, at: int) -> bool:
        """Whether a slogan and the next have nothing but marks between them."""
        return bool(_BETWEEN.fullmatch(self.text, self.slogans[at].end, self.slogans[at + 1].start))


Rule = Callable[[Place], list[Pair]]
"""A rule gives the members of a name at its place, or none."""
