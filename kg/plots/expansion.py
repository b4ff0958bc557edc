"""When slogans are named, and when they are written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, label, middle, nothing

if TYPE_CHECKING:
    import pyarrow as pa

MOST: Final = 40
"""Lines that can still be read."""


def draw(table: pa.Table) -> Picture:
    """A line a row of a table of `kg.analyse.expansion.expansion`, at most `MOST`."""
    rows = table.slice(0, MOST).to_pylist()
    if not rows:
        raise nothing("expansions")
    with canvas(9, 1.1 + 0.28 * len(rows)) as (figure, (axes,)):
        for place, row in enumerate(rows):
            named, written = middle(row["named"]), middle(row["written_out"])
            axes.plot([named, written], [place, place], color=QUIET, lw=1, zorder=1)
            axes.plot([written], [place], "s", color=COLOURS[1], ms=6)
            axes.plot([named], [place], "o", color=COLOURS[0], ms=5)
        axes.set_yticks(range(len(rows)), [label(row["name"]) for row in rows])
        axes.invert_yaxis()
        axes.margins(y=0.03)
        axes.grid(axis="x", color="#eeeeee")
        axes.set_axisbelow(True)
        caption(figure, "First named (dot) and first written out in one sentence (square), in this corpus")
    return Picture(figure)
