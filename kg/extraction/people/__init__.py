"""People: known names, names beside titles, names of a shape of their own, and what these teach about the rest."""

from __future__ import annotations

from kg.extraction.people import anchors, patterns, reading, spread
from kg.extraction.people import known as lexicon
from kg.extraction.people.words import WHOLE
from kg.extraction.spans import Span, disjoint

__all__ = ["find"]


def find(text: str, known: list[Span]) -> list[Span]:
    """The people named in the cleaned `text`, in order; `known` are the names of the lexicon that occur in it.

    >>> line = "市委书记王建国主持会议，李志明、张春华出席。王建国说"
    >>> [(line[s.start:s.end], s.rule) for s in find(line, [])]
    [('王建国', 'person:title'), ('李志明', 'person:list'), ('张春华', 'person:actor'), ('王建国', 'person:speaker')]
    """
    named = list(lexicon.settle(text, known)) if known else []
    read = [
        *patterns.dotted(text),
        *patterns.redacted(text),
        *patterns.signed(text),
        *anchors.find(text, [span for span in named if _stands(span)]),
        *patterns.acts(text),
    ]
    if " " in text or "\u3000" in text:
        read += [*patterns.spread_out(text), *patterns.bylines(text)]
    read = [span for span in read if not _part(text, span)]
    rosters = list(spread.rosters(text))
    if not (named or read or rosters):
        return []
    sure = disjoint([*_extended(text, named, read), *_longest([*read, *rosters])])
    sure = _with(sure, [span for span in spread.lists(text, sure) if not _part(text, span)])
    return _with(sure, list(spread.repeats(text, sure)))


def _with(sure: list[Span], more: list[Span]) -> list[Span]:
    """The disjoint spans, and those of the others that overlap none."""
    return disjoint([*sure, *more]) if more else sure


def _stands(name: Span) -> bool:
    """Whether a known name is too long to be the beginning of another."""
    return name.end - name.start > 2 or "·" in name.name


def _extended(text: str, named: list[Span], read: list[Span]) -> list[Span]:
    """The known names without those that a longer name begins with (李强 in 村民李强军说)."""
    open = {span.start for span in named if not _stands(span)}
    longer = {span.start: span.end for span in read if span.start in open and reading.after(text, span.end) > 1}
    return [span for span in named if longer.get(span.start, 0) <= span.end]


def _longest(spans: list[Span]) -> list[Span]:
    """The spans without those that overlap a longer or an earlier one of the same length."""
    return disjoint(sorted(spans, key=lambda span: span.start - span.end))


def _part(text: str, span: Span) -> bool:
    """Whether the name is part of the name of a doctrine, place or institution, which may follow who is removed from it."""
    placed = span.rule != patterns.REMOVED and WHOLE.match(text, span.end) is not None
    return placed or reading.of_country(text, span.start, span.end)
