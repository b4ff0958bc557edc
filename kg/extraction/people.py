"""People."""

from __future__ import annotations

from kg.extraction.spans import Span


def find(text: str, known: list[Span]) -> list[Span]:
    """The people named in the cleaned `text`."""
    return known
