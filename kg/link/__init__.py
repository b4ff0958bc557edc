"""Spans to mentions: one canonical name for all writings of an entity, and the entity's id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kg.extraction import Span
from kg.lexicon import Lexicon
from kg.link import meetings, people, plenums, slogans

__all__ = ["canonical"]


def canonical(spans: Sequence[Span], text: str, lexicon: Lexicon, date: str = "") -> list[str]:
    """The canonical name of each span of one document of this date; `text` is the cleaned text.

    >>> canonical([Span(0, 7, "MEETING", "event", "")], "十九届六中全会", Lexicon())
    ['中国共产党第十九届中央委员会第六次全体会议']
    """
    result = [text[span.start : span.end] for span in spans]
    rows: dict[str, list[int]] = {}
    for at, span in enumerate(spans):
        rows.setdefault(span.type, []).append(at)
    for kind, places in rows.items():
        if kind in LINKERS:
            linked = LINKERS[kind]([(result[at], spans[at]) for at in places], lexicon, text, date)
        else:
            linked = [_plain(result[at]) for at in places]
        for at, name in zip(places, linked, strict=True):
            result[at] = name
    return result


Linker = Callable[[list[tuple[str, Span]], Lexicon, str, str], list[str]]

LINKERS: Final[dict[str, Linker]] = {
    "SLOGAN": lambda mentions, lexicon, text, date: slogans.canonical(mentions, lexicon),
    "MEETING": lambda mentions, lexicon, text, date: meetings.canonical(
        [name for name, _ in mentions],
        lexicon,
        date,
        this=meetings.own(mentions, text),
        local_ones=meetings.unplaced(mentions, text),
        years=plenums.years(mentions, text),
    ),
    "PERSON": lambda mentions, lexicon, text, date: people.canonical(mentions, lexicon, text),
}
"""The linker of each type; the names of other types are their own canonical names."""


def _plain(name: str) -> str:
    """A name without the line breaks and runs of space of its page."""
    return " ".join(name.split()) if any(mark in name for mark in "\n\r\t　 ") else name
