"""From the first use to the last, a line a name: ledgers and silences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, label, middle, nothing

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.axes import Axes

MOST: Final = 50
"""Lines that can still be read."""


def draw(table: pa.Table) -> Picture:
    """A line a row of a table of `kg.analyse.ledger.first` or `kg.analyse.silence.silence`, at most `MOST`.

    A tick is the date that the lexicon has for the first public use; a dotted line a silence, with its probability.
    """
    rows = table.slice(0, MOST).to_pylist()
    if not rows:
        raise nothing("uses")
    silent = "after" in table.column_names
    with canvas(9, 1.0 + 0.26 * len(rows)) as (figure, (axes,)):
        end = max(middle(row["until" if silent else "last"]) for row in rows)
        begin = min(middle(row["first"]) for row in rows)
        for place, row in enumerate(rows):
            _line(axes, place, row, begin)
            if silent:
                axes.plot([middle(row["last"]), end], [place, place], color=QUIET, lw=1, ls=":")
                axes.annotate(f" {row['probability']:.1g}", (end, place), va="center", fontsize=7, color=QUIET)
        axes.set_yticks(range(len(rows)), [label(row["name"]) for row in rows])
        axes.invert_yaxis()
        axes.margins(y=0.02)
        axes.grid(axis="x", color="#eeeeee")
        axes.set_axisbelow(True)
        caption(figure, TITLES[silent])
    return Picture(figure)


TITLES: Final = {
    False: "First use (earliest in this corpus) to last use; tick: first public use by the lexicon",
    True: "First use to last use, and the silence since, with its probability at the past rate",
}


def _line(axes: Axes, place: int, row: dict[str, Any], begin: float) -> None:
    first, last = middle(row["first"]), middle(row["last"])
    axes.plot([first, last], [place, place], color=COLOURS[0], lw=2, alpha=0.5, solid_capstyle="butt")
    axes.plot([first], [place], "o", color=COLOURS[0], ms=5)
    axes.plot([last], [place], "|", color=COLOURS[0], ms=8)
    if row.get("since") and middle(row["since"]) >= begin:
        axes.plot([middle(row["since"])], [place], "|", color=COLOURS[1], ms=10, mew=2)
