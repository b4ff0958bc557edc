"""Meetings by grammar: level + body + term + session + kind, so that unseen local ones parse."""

from __future__ import annotations

from kg.extraction.meetings import numbered, topical
from kg.extraction.spans import Cover, Span, disjoint

__all__ = ["find"]


def find(text: str, known: list[Span], taken: Cover) -> list[Span]:
    """The meetings of the cleaned `text` outside `taken`: numbered ones, `known` names of the lexicon, topical ones.

    >>> line = "传达省委十届六次全会和中央人大工作会议精神"
    >>> [line[s.start:s.end] for s in find(line, [], Cover([]))]
    ['省委十届六次全会', '中央人大工作会议']
    """
    fixed = sorted([*numbered.find(text), *known], key=lambda span: span.start - span.end)
    fixed = disjoint(span for span in fixed if not taken.touches(span.start, span.end))
    found = Cover((span.start, span.end) for span in fixed)
    more = [span for span in topical.find(text, found) if not taken.touches(span.start, span.end)]
    return disjoint(sorted([*fixed, *more], key=lambda span: span.start - span.end))
