"""Titles in 《》: laws, documents, books. The outer marks bound the span; inner ones belong to the title."""

from __future__ import annotations

import re

from kg.extraction.spans import Span

_LONGEST = 300
_MARK = re.compile("[《》]")


def find(text: str) -> list[Span]:
    """The titles of `text`, marks left out, in order; an opening mark that is never closed is passed over.

    >>> [(s.start, s.end) for s in find("据《关于〈条例〉的说明》和《宪法》")]
    [(2, 11), (14, 16)]
    >>> [(s.start, s.end) for s in find("《甲《乙》丙》《丁《戊》")]
    [(1, 6), (10, 11)]
    """
    if "《" not in text:
        return []
    titles: list[tuple[int, int]] = []
    closed: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in _MARK.finditer(text):
        if mark.group() == "《":
            if opened and mark.start() - opened[0] > _LONGEST:
                titles += closed
                opened, closed = [], []
            opened.append(mark.end())
        elif opened:
            start = opened.pop()
            closed = [pair for pair in closed if pair[0] < start]
            if 0 < mark.start() - start <= _LONGEST:
                closed.append((start, mark.start()))
            if not opened:
                titles += closed
                closed = []
    return [
        Span(*_inner(text, start, end), "WORK", "", "work:title")
        for start, end in titles + closed
        if text[start:end].strip()
    ]


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """A title without the blanks at its ends (《 人民日报 》)."""
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
