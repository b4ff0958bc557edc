"""Effects with their intervals: what is said more here than there, how strongly names go together, what ties turned."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from kg.analyse import method
from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, label, nothing

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.axes import Axes

MOST: Final = 40
"""Rows that can still be read."""

Row = Mapping[str, Any]


def draw(table: pa.Table) -> Picture:
    """A dot a row with its 95 % interval, at most `MOST` rows of a table of keyness, of differences of names or of ties.

    Of names it is the binary logarithm of the ratio of rates, of ties that of the odds ratio. An interval without an end
    goes to the edge.
    """
    rows = table.slice(0, MOST).to_pylist()
    if not rows:
        raise nothing("effects")
    names = "log_ratio" in table.column_names
    what = "Ratio of rates" if names else "Odds ratio"
    with canvas(9, 1.3 + 0.26 * len(rows)) as (figure, (axes,)):
        for place, row in enumerate(rows):
            _dot(axes, place, *(row[key] if names else _log2(row[key]) for key in _keys(names)))
        axes.axvline(0, color=QUIET, lw=0.8)
        _finish(axes, rows, _name if names else _pair)
        low, high = axes.get_xlim()
        for place, row in enumerate(rows):
            for key, edge in (("low", low), ("high", high)):
                if not math.isfinite(row[key]):
                    axes.plot([row["log_ratio"], edge], [place, place], color=QUIET, lw=1.2, zorder=1)
        axes.set_xlim(low, high)
        axes.set_xlabel("binary logarithm: 1 is twice as much, −1 half")
        told = method.of(table)
        caption(figure, f"{what}, with its 95 % interval", told.notes if told else ())
    return Picture(figure)


def draw_turns(table: pa.Table) -> Picture:
    """A line a tie from its NPMI in one graph to that in the other, of a table of `kg.analyse.difference.ties`."""
    rows = table.slice(0, MOST).to_pylist()
    if not rows:
        raise nothing("ties")
    with canvas(9, 1.3 + 0.26 * len(rows)) as (figure, (axes,)):
        for place, row in enumerate(rows):
            before, after = row["npmi_a"], row["npmi_b"]
            if before is not None and after is not None:
                axes.plot([before, after], [place, place], color=QUIET, lw=1.2, zorder=1)
            for value, mark, colour in ((before, "o", COLOURS[0]), (after, "s", COLOURS[1])):
                if value is not None:
                    axes.plot([value], [place], mark, color=colour, ms=5)
        axes.axvline(0, color=QUIET, lw=0.8)
        _finish(axes, rows, _pair)
        axes.set_xlabel("NPMI: 1 always together, 0 as by chance, −1 never")
        told = method.of(table)
        caption(figure, "Ties before (dot) and after (square)", told.notes if told else ())
    return Picture(figure)


def _keys(names: bool) -> tuple[str, str, str]:
    return ("log_ratio" if names else "odds_ratio", "low", "high")


def _log2(value: float) -> float:
    return math.log2(value) if value > 0 else -math.inf


def _dot(axes: Axes, place: int, value: float, low: float, high: float) -> None:
    ends = [end if math.isfinite(end) else value for end in (low, high)]
    sure = low > 0 or high < 0
    colour = QUIET if not sure else COLOURS[0] if value > 0 else COLOURS[1]
    axes.plot(ends, [place, place], color=colour, lw=1.2, zorder=1)
    axes.plot([value], [place], "o", color=colour, ms=5)


def _finish(axes: Axes, rows: list[dict[str, Any]], name: Callable[[Row], str]) -> None:
    axes.set_yticks(range(len(rows)), [label(name(row), 44) for row in rows])
    axes.invert_yaxis()
    axes.margins(y=0.02)
    axes.grid(axis="x", color="#eeeeee")
    axes.set_axisbelow(True)


def _name(row: Row) -> str:
    before = [row[key] for key in ("group", "to", "change") if key in row]
    return " · ".join([*before, row["name"]])


def _pair(row: Row) -> str:
    before = [row[key] for key in ("to", "change") if key in row]
    return " · ".join([*before, f"{row['source_name']} – {row['target_name']}"])
