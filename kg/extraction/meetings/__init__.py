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
    if not (fixed or more):
        return []
    return _joined(text, disjoint(sorted([*fixed, *more], key=lambda span: span.start - span.end)))


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """The spans, with a forum and its numbered session (中非合作论坛第八届部长级会议) as one."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if last and last.end == span.start and text[span.start] == "第" and text[last.end - 1] in "坛会":
            span = Span(last.start, span.end, "MEETING", span.kind, span.rule)
            result.pop()
        result.append(span)
    return result
