"""Lines that a page broke in mid-sentence, read as one: a text without those breaks, and the way back to its offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.records import Records, Sentence

_BREAK = re.compile("[ \t\u3000]*\r?\n[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text without the breaks inside its sentences.

    `cuts` are the places in the shorter text where something was left out, each with the number of characters left
    out up to and including there.
    """

    text: str
    cuts: tuple[tuple[int, int], ...]

    def back(self, at: int) -> int:
        """The offset in the whole text of the character at `at` of the shorter one.

        >>> Unwrapped("全过程人民民主", ((5, 1),)).back(4), Unwrapped("全过程人民民主", ((5, 1),)).back(5)
        (4, 6)
        """
        if not self.cuts:
            return at
        which = bisect_right(self.cuts, at, key=lambda cut: cut[0])
        return at + (self.cuts[which - 1][1] if which else 0)

    def end(self, at: int) -> int:
        """The offset in the whole text of the end of a span that ends at `at` of the shorter one."""
        return self.back(at - 1) + 1 if at else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the shorter text in the whole one."""
        return (self.back(start), self.end(end)) if self.cuts else (start, end)

    def forth(self, at: int) -> int:
        """The offset in the shorter text of the character at `at` of the whole one, which is not in a break."""
        which = bisect_right(self.cuts, at, key=lambda cut: cut[0] + cut[1])
        return at - (self.cuts[which - 1][1] if which else 0)

    def cut(self, whole: str) -> str:
        """Another text of the same length without the same characters."""
        pieces, at, before = [], 0, 0
        for place, total in self.cuts:
            pieces.append(whole[at : place + before])
            at, before = place + total, total
        return "".join([*pieces, whole[at:]])


def line(text: str) -> str:
    """A sentence as read on one line, for people.

    >>> line("交出一份人\\n  民满意的答卷")
    '交出一份人民满意的答卷'
    """
    return _BREAK.sub("", text).replace("\t", " ")


def unwrap(text: str, sentences: Records[Sentence]) -> Unwrapped:
    """The text without the line breaks inside its sentences (and the space around them)."""
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    at = total = 0
    for start, end in sentences.values("start", "end"):
        if text.find("\n", start, end) < 0:
            continue
        for gap in _BREAK.finditer(text, start, end):
            pieces.append(text[at : gap.start()])
            total += gap.end() - gap.start()
            cuts.append((gap.end() - total, total))
            at = gap.end()
    return Unwrapped("".join([*pieces, text[at:]]), tuple(cuts)) if cuts else Unwrapped(text, ())


def moved(sentences: Sequence[Sentence], unwrapped: Unwrapped) -> tuple[Sentence, ...]:
    """The sentences with their places in the shorter text."""
    if not unwrapped.cuts:
        return tuple(sentences)
    return tuple(replace(s, start=unwrapped.forth(s.start), end=unwrapped.forth(s.end - 1) + 1) for s in sentences)
