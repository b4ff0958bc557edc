"""Shares over time, a panel a name, with the bursts shaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.analyse import method
from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, label, left, nothing, right

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.axes import Axes

MOST: Final = 12
"""Panels that can still be read."""


def draw(table: pa.Table) -> Picture:
    """A panel for each of the first `MOST` names of a table of `kg.analyse.trend.series`, each on its own scale."""
    panels: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        panels.setdefault(row["entity"], []).append(row)
    chosen = list(panels.values())[:MOST]
    if not chosen:
        raise nothing("trends")
    with canvas(9, 0.9 + 1.1 * len(chosen), rows=len(chosen), scale=False) as (figure, axes):
        for number, (one, rows) in enumerate(zip(axes, chosen, strict=True)):
            _panel(one, rows, COLOURS[number % len(COLOURS)])
        axes[-1].set_xlabel("year; grey: no texts")
        told = method.of(table)
        what = told.statistic.partition(";")[0] if told else "share of each period"
        caption(figure, f"{what[0].upper()}{what[1:]}, in %; shaded: bursts")
    return Picture(figure)


def _panel(axes: Axes, rows: list[dict[str, Any]], colour: str) -> None:
    last = rows[-1]["end"] or rows[-1]["start"]
    for row in rows:
        start, end = left(row["start"]), right(row["end"] or last)
        if row["state"]:
            axes.axvspan(start, end, color=colour, alpha=min(0.15 * row["state"], 0.6), lw=0, zorder=0)
        if row["units"]:
            axes.bar(start, 100 * row["share"], width=end - start, align="edge", color=colour)
        else:
            axes.axvspan(start, end, ymax=0.04, color=QUIET, lw=0)
    axes.set_xlim(left(rows[0]["start"]), right(last))
    axes.set_title(label(rows[0]["name"], 40), loc="left", fontsize=10, pad=2)
