"""Spans to mentions: one canonical name for all writings of an entity, and the entity's id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kg.extraction import Span
from kg.lexicon import Lexicon
from kg.link import meetings, people, slogans

__all__ = ["canonical"]


def canonical(spans: Sequence[Span], text: str, lexicon: Lexicon) -> list[str]:
    """The canonical name of each span of one document; `text` is the cleaned text.

    >>> canonical([Span(0, 7, "MEETING", "event", "")], "十九届六中全会", Lexicon())
    ['中国共产党第十九届中央委员会第六次全体会议']
    """
    names = [text[span.start : span.end] for span in spans]
    result = [_plain(name) for name in names]
    for kind, link in LINKERS.items():
        rows = [i for i, span in enumerate(spans) if span.type == kind]
        linked = link([(names[i], spans[i]) for i in rows], lexicon, text)
        for row, name in zip(rows, linked, strict=True):
            result[row] = name
    return result


Linker = Callable[[list[tuple[str, Span]], Lexicon, str], list[str]]

LINKERS: Final[dict[str, Linker]] = {
    "SLOGAN": lambda mentions, lexicon, text: slogans.canonical(mentions, lexicon),
    "MEETING": lambda mentions, lexicon, text: meetings.canonical([name for name, _ in mentions], lexicon),
    "PERSON": people.canonical,
}
"""The linker of each type; the names of other types are their own canonical names."""


def _plain(name: str) -> str:
    """A name without the line breaks and runs of space of its page."""
    return " ".join(name.split()) if any(mark in name for mark in "\n\r\t　 ") else name
