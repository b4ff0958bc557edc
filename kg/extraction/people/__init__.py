"""People: known names, names beside titles, names of a shape of their own, and what these teach about the rest."""

from __future__ import annotations

from kg.extraction.people import anchors, known as lexicon, patterns, spread
from kg.extraction.people.words import DOCTRINE, PLACE
from kg.extraction.spans import Span, disjoint

__all__ = ["find"]


def find(text: str, known: list[Span]) -> list[Span]:
    """The people named in the cleaned `text`, in order; `known` are the names of the lexicon that occur in it.

    >>> line = "市委书记王建国主持会议，李志明、张春华出席。随后，王建国讲话"
    >>> [(line[s.start:s.end], s.rule) for s in find(line, [])]
    [('王建国', 'person:title'), ('王建国', 'person:repeat')]
    """
    named = list(lexicon.settle(text, known))
    read = [*patterns.dotted(text), *patterns.redacted(text), *anchors.find(text), *patterns.acts(text)]
    sure = _longest([*named, *(span for span in read if not _part(text, span))])
    sure = _longest([*sure, *spread.rosters(text)])
    sure = disjoint([*sure, *spread.lists(text, sure)])
    return disjoint([*sure, *spread.repeats(text, sure)])


def _longest(spans: list[Span]) -> list[Span]:
    """The spans without those that overlap a longer or an earlier one of the same length."""
    return disjoint(sorted(spans, key=lambda span: span.start - span.end))


def _part(text: str, span: Span) -> bool:
    """Whether the name is part of the name of a doctrine, place or institution."""
    return bool(DOCTRINE.match(text, span.end) or (PLACE.match(text, span.end)))
