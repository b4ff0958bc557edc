"""A map of documents: alike by the slogans they name, near on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.analyse import method
from kg.plots.canvas import QUIET, Picture, canvas, caption, label, middle, nothing

if TYPE_CHECKING:
    import pyarrow as pa

NAMED: Final = 100
"""Up to so many documents are labelled, with their dates."""


def draw(table: pa.Table) -> Picture:
    """A dot a row of a table of `kg.analyse.similarity.layout`, coloured by date; undated documents are grey."""
    rows = table.to_pylist()
    if not rows:
        raise nothing("documents with names")
    with canvas(8, 6.5) as (figure, (axes,)):
        dated = [row for row in rows if row["date"]]
        undated = [row for row in rows if not row["date"]]
        axes.scatter([row["x"] for row in undated], [row["y"] for row in undated], s=18, color=QUIET, label="no date")
        days = [middle(row["date"]) for row in dated]
        dots = axes.scatter([row["x"] for row in dated], [row["y"] for row in dated], s=26, c=days, cmap="viridis")
        if dated:
            figure.colorbar(dots, ax=axes, label="year", shrink=0.7)
        if len(rows) <= NAMED:
            for row in rows:
                name = row["date"][:4] or label(row["title"] or row["source"], 10)
                axes.annotate(name, (row["x"], row["y"]), (3, 3), textcoords="offset points", fontsize=6)
        axes.set_aspect("equal", adjustable="datalim")
        axes.set(xticks=[], yticks=[])
        told = method.of(table)
        caption(figure, "Documents by the slogans that they name: near is alike", told.notes if told else ())
    return Picture(figure)
