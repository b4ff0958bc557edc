"""Which names are in the middle: how much stands with them against how much leads through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.analyse import method
from kg.plots.canvas import COLOURS, Picture, canvas, caption, label, nothing

if TYPE_CHECKING:
    import pyarrow as pa

MOST: Final = 40
"""Bars that can still be read."""


def draw(table: pa.Table) -> Picture:
    """A bar a name of a table of `kg.analyse.centrality.centrality`, at most `MOST`: PageRank, and beside it betweenness.

    Where betweenness was not computed there is one panel.
    """
    rows = table.slice(0, MOST).to_pylist()
    if not rows:
        raise nothing("centralities")
    panels = ["pagerank", *(["betweenness"] if rows[0]["betweenness"] is not None else [])]
    with canvas(9, 1.3 + 0.26 * len(rows)) as (figure, (axes,)):
        places = [float(place) for place in range(len(rows))]
        most = {name: max(row[name] for row in table.to_pylist()) or 1.0 for name in panels}
        width = 0.8 / len(panels)
        for at, (name, colour) in enumerate(zip(panels, COLOURS, strict=False)):
            shares = [row[name] / most[name] for row in rows]
            at_places = [place + (at - (len(panels) - 1) / 2) * width for place in places]
            axes.barh(at_places, shares, height=width, color=colour, label=f"{name} (1 is {most[name]:.3g})")
        axes.set_yticks(places, [label(row["name"]) for row in rows])
        axes.invert_yaxis()
        axes.margins(y=0.01)
        axes.set_xlabel("share of the highest")
        axes.legend(frameon=False, fontsize=8, loc="lower right")
        told = method.of(table)
        caption(figure, "Names in the middle of the graph", told.notes if told else ())
    return Picture(figure)
