"""Slogans: quoted ones by what stands in and around the quotation marks, bare ones by the lexicon and by shape."""

from __future__ import annotations

from kg.extraction.scan import Scanner
from kg.extraction.slogans import bare, quoted
from kg.extraction.spans import Span
from kg.records import Rejection

__all__ = ["find"]


def find(text: str, known: list[Span], scanner: Scanner) -> tuple[list[Span], list[Rejection]]:
    """The slogans of the cleaned `text`, those in quotation marks first, and what was rejected with its reason.

    `known` are the bare names of the lexicon that were found in the text.
    """
    inside, rejected = quoted.find(text, scanner)
    return [*inside, *bare.find(text, inside, known, scanner)], rejected
