"""Who copies from when: shared passages by the dates of both texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.analyse import method
from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, middle, nothing

if TYPE_CHECKING:
    import pyarrow as pa


def draw(table: pa.Table) -> Picture:
    """A dot a row of a table of `kg.analyse.reuse` or of `kg.analyse.duplicates`, the larger the more letters are shared.

    The earlier text goes to the right, the later one up, so that what lies far above the line was taken up late. Texts
    without a date are left out.
    """
    earlier, later = ("kept_date", "date") if "kept_date" in table.column_names else ("date_a", "date_b")
    rows = [row for row in table.to_pylist() if row[earlier] and row[later]]
    if not rows:
        raise nothing("shared passages with dates")
    most = max(row.get("letters", 1) for row in rows)
    with canvas(7, 6.5) as (figure, (axes,)):
        x, y = ([middle(row[key]) for row in rows] for key in (earlier, later))
        sizes = [12 + 150 * row.get("letters", most) / most for row in rows]
        axes.scatter(x, y, s=sizes, color=COLOURS[0], alpha=0.4, linewidths=0)
        ends = [min(x), max(y)]
        axes.plot(ends, ends, color=QUIET, lw=0.8, zorder=1)
        axes.set_xlabel("the earlier text")
        axes.set_ylabel("the later text")
        axes.grid(color="#eeeeee")
        axes.set_axisbelow(True)
        told = method.of(table)
        caption(figure, "Shared passages, by the dates of both texts", told.notes if told else ())
    return Picture(figure)
