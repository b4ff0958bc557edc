"""Characters as they stand on pages → lines → paragraphs; and which lines belong to the page, not to the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple


class Char(NamedTuple):
    """A character of a page and its box in points, from the left and the top."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


class Line(NamedTuple):
    """A line of a page: its text, left and right edge and top in points, the top as a share of the page, its size."""

    text: str
    x0: float
    x1: float
    height: float
    top: float
    size: float


class Row(NamedTuple):
    """A line, and its characters from the left."""

    line: Line
    chars: Sequence[Char]


class Block(NamedTuple):
    """Lines that are read one after the other, and the left and right edge of their text, in points."""

    lines: Sequence[Line]
    left: float
    right: float

    @classmethod
    def of(cls, lines: Sequence[Line], among: Sequence[Line]) -> Block:
        """The lines with the edges of those that they are among.

        The right one is where most lines of some length end, as set text does, or else where the longest ends.
        """
        edges, left = sorted(line.x1 for line in among), min(line.x0 for line in among)
        size = sorted(line.size for line in among)[len(among) // 2]
        most, edge = max((bisect_right(edges, edge) - bisect_left(edges, edge - _EVEN * size), edge) for edge in edges)
        is_set = 2 * most >= len(edges) and edge - left > _PROSE * size
        return cls(lines, left, edge if is_set else edges[-1])


_EVEN: Final = 0.5
_PROSE: Final = 12
"""So many characters the ends of lines set to one edge may differ, and so many such lines are long at least."""

_EDGE: Final = 0.12
"""The share of a page at its top and foot where headers and footers stand."""

_LEVEL: Final = 0.4
"""The share of its size by which the middle of a character may lie below the line's."""

_OFTEN: Final = 3

_GAP: Final = 1.3
"""So many times the usual distance is a header from the text."""

_DIGITS: Final = re.compile(r"[0-9０-９]+|[一二三四五六七八九十百]+(?=页)")
_PAGE_NUMBER: Final = re.compile(
    r"[-—–―─·.\s]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,4}(?=\s*页))"
    r"(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*[0-9０-９]{1,4}\s*页?)?[-—–―─·.\s]*",
    re.IGNORECASE,
)
_ENDS: Final = frozenset("。！？；：!?;:…”’）》」』.")
_LATIN: Final = re.compile(r"[A-Za-z0-9,.;:)]\Z")
_HEADING: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、．.]|（[一二三四五六七八九十]{1,3}）|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十百]{1,4}[章节条编])"
)
_SLACK: Final = 2.2
"""So many characters a full line may fall short: punctuation may not begin the next."""


def rows(chars: Sequence[Char], height: float) -> list[Row]:
    """The lines of a page of that height, from the top; characters belong to one whose middles lie level."""
    found: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c.top + c.bottom, c.x0)):
        middle = (char.top + char.bottom) / 2
        if found and middle - (found[-1][0].top + found[-1][0].bottom) / 2 <= _LEVEL * (char.bottom - char.top):
            found[-1].append(char)
        else:
            found.append([char])
    return [row for chars in found if (row := row_of(sorted(chars, key=lambda c: c.x0), height))]


def row_of(row: Sequence[Char], height: float) -> Row | None:
    """The line of characters given from the left; nothing where they are but white space."""
    inked = [char for char in row if char.text.strip()]
    if not inked:
        return None
    pieces: list[str] = []
    last: Char | None = None
    for char in row:
        if last is not None and _apart(last, char):
            pieces.append(" ")
        pieces.append(char.text)
        last = char
    sizes = sorted(char.bottom - char.top for char in inked)
    text = "".join(pieces).strip()
    line = Line(text, inked[0].x0, inked[-1].x1, inked[0].top / height, inked[0].top, sizes[len(sizes) // 2])
    return Row(line, row)


def _apart(last: Char, char: Char) -> bool:
    """Whether there is a gap as wide as a space; programs set Chinese and Latin letters a quarter of one apart."""
    if last.text.isspace() or char.text.isspace():
        return False
    latin = last.text.isascii() and char.text.isascii()
    return char.x0 - last.x1 > (0.2 if latin else 0.6) * (char.bottom - char.top)


def repeated(pages: Sequence[Sequence[Line]]) -> dict[int, str]:
    """By `id` of the line: `header`, `footer` or `page number`, for lines that are furniture of the page.

    Headers and footers are lines at the edge, apart from the text, that recur at one height with no more than their
    numbers changed, on three pages at least and a third of all; page numbers are bare numbers at the edge.
    """
    edges = [line for page in pages for line in page if _at_edge(line)]
    counts = Counter((_shape(line), round(line.top / 4)) for line in edges)
    often = max(_OFTEN, len(pages) / 3)
    found: dict[int, str] = {}
    for page in pages:
        for side in (page, page[::-1]):
            for line in _beside(side, counts, often):
                number = _PAGE_NUMBER.fullmatch(line.text)
                found[id(line)] = "page number" if number else "header" if line.height < 0.5 else "footer"
    return found


def _beside(page: Sequence[Line], counts: Counter[tuple[str, int]], often: float) -> Sequence[Line]:
    """The lines from the edge inwards that are furniture: as far as they go, up to a gap before the text."""
    run = 0
    while run < len(page) and _at_edge(page[run]) and _is_furniture(page[run], counts, often):
        run += 1
    pitch = _pitch(page)
    while 0 < run < len(page) and abs(page[run].top - page[run - 1].top) < _GAP * pitch:
        if _PAGE_NUMBER.fullmatch(page[run - 1].text):
            break
        run -= 1
    return page[:run] if run < len(page) else ()


def _is_furniture(line: Line, counts: Counter[tuple[str, int]], often: float) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or _recurs(counts, line) >= often


def _pitch(page: Sequence[Line]) -> float:
    """The usual distance from line to line, in points; 0 on a page of three lines or fewer."""
    steps = sorted(abs(below.top - above.top) for above, below in pairwise(page))
    return steps[len(steps) // 2] if len(page) > 3 else 0.0


def _at_edge(line: Line) -> bool:
    return line.height < _EDGE or line.height > 1 - _EDGE


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))


def _recurs(counts: Counter[tuple[str, int]], line: Line) -> int:
    shape, place = _shape(line), round(line.top / 4)
    return sum(counts[shape, place + step] for step in (-1, 0, 1))


def paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of each paragraph; a line that reaches the right edge goes on in the next, over blocks and pages too.

    A line that begins further in than its block begins a paragraph, and so does one after a wide gap.
    """
    text = ""
    last: Line | None = None
    before: Block | None = None
    for block in blocks:
        right = _right(before, block) if before else block.right
        for line in block.lines:
            if last is not None and _goes_on(last, line, right, block.left):
                text = _joined(text, line.text)
            else:
                if text:
                    yield text
                text = line.text
            last, right = line, block.right
        before = block
    if text:
        yield text


def _right(before: Block, block: Block) -> float:
    """How far the last line of a block goes that goes on in the next; of blocks one below the other, the wider tells."""
    return before.right if abs(before.left - block.left) > 2 * block.lines[0].size else max(before.right, block.right)


def _goes_on(last: Line, line: Line, right: float, left: float) -> bool:
    """Whether `line` belongs to the paragraph of `last`."""
    if abs(last.size - line.size) > 0.2 * last.size:
        return False
    if abs(last.x1 - right) > _SLACK * last.size:
        return False
    if line.x0 > left + 1.2 * line.size and last.text[-1:] in _ENDS:
        return False
    if last.text[-1:] in _ENDS and _HEADING.match(line.text):
        return False
    return not line.top - last.top > 3.2 * last.size


def _joined(text: str, more: str) -> str:
    """Two lines as one: a space only between words of Latin letters."""
    return f"{text} {more}" if _LATIN.search(text) and more[:1].isascii() and more[:1].isalnum() else text + more
