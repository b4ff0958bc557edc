"""The columns of a page: where its text runs beside itself, it is read column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from math import inf
from statistics import median
from typing import Final, NamedTuple

from kg.read._lines import Line, Row, row_of

_MARGIN: Final = 0.15
"""The share of the width of the text, at either side, in which no gutter is looked for."""

_GAP: Final = 0.5
"""So many characters is a gutter wide at least; what lies nearer together is one line."""

_CROSSING: Final = 0.25
"""The share of the lines that may cross a gutter: titles and headings over all columns."""

_LINES: Final = 3
_WIDTH: Final = 8
_FULL: Final = 0.5
"""A column has so many lines, is so many characters wide, and that share of its lines goes on to its right edge.

Cells of a table, names in rows and signatures side by side are no columns: they are read line by line.
"""

_SLACK: Final = 2.2
"""So many characters a full line may fall short."""


class Stretch(NamedTuple):
    """Rows of a page that are read one after the other, each with the whole line that it is of; `over`: above columns."""

    lines: list[tuple[Line, Line]]
    over: bool = False


def stretches(rows: Sequence[Row], height: float) -> list[Stretch]:
    """The lines of a page of that height in the order in which they are read; one stretch where it has no columns."""
    return _split([(row, row.line) for row in rows], height)


def _split(rows: Sequence[tuple[Row, Line]], height: float) -> list[Stretch]:
    if len(rows) >= _LINES:
        size = median(row.line.size for row, _ in rows)
        for gutter in _gutters([row for row, _ in rows], size):
            found = list(_parted(rows, gutter, size, height))
            if any(not stretch.over for stretch in found):
                return found
    return [Stretch([(row.line, line) for row, line in rows])]


def _parted(rows: Sequence[tuple[Row, Line]], gutter: float, size: float, height: float) -> Iterator[Stretch]:
    """The rows over the gutter, and what stands between them as columns, if such they are."""
    for crosses, band in groupby(rows, key=lambda pair: _crosses(pair[0], gutter, size)):
        run = list(band)
        left, right = _sides(run, gutter, height)
        if not crosses and _is_column(left, size) and _is_column(right, size):
            yield from (*_split(left, height), *_split(right, height))
        else:
            yield Stretch([(row.line, line) for row, line in run], over=True)


def _gutters(rows: Sequence[Row], size: float) -> list[float]:
    """The middles of upright strips that few lines cross, for what stands on either side of them; the widest first."""
    first, last = min(row.line.x0 for row in rows), max(row.line.x1 for row in rows)
    covered = [0] * (round(last - first) + 2)
    for row in rows:
        for at in {at for start, end in _runs(row, size) for at in range(round(start - first), round(end - first) + 1)}:
            covered[at] += 1
    before, after = accumulate(covered, max), list(accumulate(reversed(covered), max))[::-1]
    free = [here <= _CROSSING * min(sides) for here, *sides in zip(covered, before, after, strict=True)]
    margin, strips, at = _MARGIN * len(covered), [], 0
    for is_free, run in groupby(free):
        width = len(list(run))
        if is_free and width >= _GAP * size and margin < at + width / 2 < len(covered) - margin:
            strips.append((width, first + at + width / 2))
        at += width
    return [middle for _, middle in sorted(strips, reverse=True)]


def _runs(row: Row, size: float) -> list[tuple[float, float]]:
    """From where to where a row is inked, without its small gaps."""
    runs: list[tuple[float, float]] = []
    for char in row.chars:
        if not char.text.strip():
            continue
        if runs and char.x0 - runs[-1][1] < _GAP * size:
            runs[-1] = runs[-1][0], max(char.x1, runs[-1][1])
        else:
            runs.append((char.x0, char.x1))
    return runs


def _crosses(row: Row, gutter: float, size: float) -> bool:
    """Whether a row goes on over the gutter: a stop may hang over the edge of a column, but not as far as the next."""
    inked = [char for char in row.chars if char.text.strip()]
    before = max((char.x1 for char in inked if char.x0 + char.x1 <= 2 * gutter), default=-inf)
    after = min((char.x0 for char in inked if char.x0 + char.x1 > 2 * gutter), default=inf)
    return after - before < _GAP * size


def _sides(run: Sequence[tuple[Row, Line]], gutter: float, height: float) -> list[list[tuple[Row, Line]]]:
    """The parts of the rows to the left and to the right of the gutter."""
    sides: list[list[tuple[Row, Line]]] = [[], []]
    for row, line in run:
        for side, right in zip(sides, (False, True), strict=True):
            part = row_of([char for char in row.chars if (char.x0 + char.x1 > 2 * gutter) is right], height)
            if part:
                side.append((part, line))
    return sides


def _is_column(rows: Sequence[tuple[Row, Line]], size: float) -> bool:
    if len(rows) < _LINES:
        return False
    left, right = min(row.line.x0 for row, _ in rows), max(row.line.x1 for row, _ in rows)
    full = sum(row.line.x1 > right - _SLACK * size for row, _ in rows)
    return right - left >= _WIDTH * size and full >= _FULL * len(rows)
