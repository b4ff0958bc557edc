"""People: the full name for every form."""

from __future__ import annotations

from kg.extraction import Span
from kg.lexicon import Lexicon


def canonical(mentions: list[tuple[str, Span]], lexicon: Lexicon) -> list[str]:
    """The full name of each person."""
    return [span.name or name for name, span in mentions]
