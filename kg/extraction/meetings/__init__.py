"""Meetings by grammar: level + body + term + session + kind, so that unseen local ones parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extraction.meetings import numbered, topical
from kg.extraction.meetings.words import NUMBER, SUB_MEETING
from kg.extraction.scan import matches
from kg.extraction.spans import Cover, Span, disjoint

__all__ = ["find"]

_LONG: Final = 7
"""Characters from which on a name of a meeting is no phrase."""
_ORDINAL = re.compile(f"(?!(?<=[的后])第一)第{NUMBER}[次届轮]$")
_PART = re.compile(SUB_MEETING)
_COUNTERS: Final = ("次", "届", "轮")
_BEFORE: Final = 9
"""Characters of a number with its counter, at most."""


def find(text: str, known: list[Span], taken: Cover) -> list[Span]:
    """The meetings of the cleaned `text` outside `taken`: numbered ones, `known` names of the lexicon, topical ones.

    >>> line = "传达省委十届六次全会和中央人大工作会议精神"
    >>> [line[s.start:s.end] for s in find(line, [], Cover([]))]
    ['省委十届六次全会', '中央人大工作会议']
    """
    fixed = sorted(
        [*numbered.find(text), *(_whole(text, span) for span in known)], key=lambda span: span.start - span.end
    )
    fixed = disjoint(span for span in fixed if not taken.touches(span.start, span.end))
    found = Cover((span.start, span.end) for span in fixed)
    more = [span for span in topical.find(text, found) if not taken.touches(span.start, span.end)]
    if not (fixed or more):
        return []
    spans = disjoint(sorted([*fixed, *more], key=lambda span: span.start - span.end))
    if more and (again := list(_again(text, spans, more, taken))):
        spans = sorted([*spans, *again])
    return _joined(text, spans)


def _whole(text: str, name: Span) -> Span:
    """A known name with the number right before it (第七次全国信访工作会议), or with the part of a summit that is meant."""
    number = None
    if text[name.start - 1 : name.start] in _COUNTERS:
        number = _ORDINAL.search(text, max(0, name.start - _BEFORE), name.start)
    part = _PART.match(text, name.end) if text.endswith("峰会", name.start, name.end) else None
    if not number and not part:
        return name
    start, end = number.start() if number else name.start, part.end() if part else name.end
    return Span(start, end, "MEETING", "event", name.rule)


def _again(text: str, spans: list[Span], more: list[Span], taken: Cover) -> Iterator[Span]:
    """Other places where a topical meeting of the document is named, without the words that told its name."""
    names = {name for span in more if len(name := text[span.start : span.end]) >= _LONG and text.count(name) > 1}
    if not names:
        return
    covered = Cover((span.start, span.end) for span in spans)
    for _, start, end in matches(sorted(names), text):
        if not (covered.touches(start, end) or taken.touches(start, end) or topical.goes_on(text, end)):
            yield Span(start, end, "MEETING", "event", "meeting:document")


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
