"""Names by their share of documents, in the colours of the temperatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.analyse import method
from kg.analyse.frequency import STEPS
from kg.plots.canvas import Picture, canvas, caption, label, nothing

if TYPE_CHECKING:
    import pyarrow as pa

WARMTH: Final = dict(zip(STEPS, ("#a50026", "#e34a33", "#fc8d59", "#fdbb84", "#9ecae1", "#3182bd"), strict=True))
"""A colour a temperature."""

MOST: Final = 40
"""Bars that can still be read."""


def draw(table: pa.Table) -> Picture:
    """A bar a name of a table of `kg.analyse.frequency.overall`, at most `MOST`, the hottest on top."""
    rows = table.slice(0, MOST).to_pylist()
    if not rows:
        raise nothing("frequencies")
    with canvas(9, 1.2 + 0.28 * len(rows)) as (figure, (axes,)):
        places = range(len(rows))
        axes.barh(places, [100 * row["share"] for row in rows], color=[WARMTH[row["temperature"]] for row in rows])
        axes.set_yticks(places, [label(row["name"]) for row in rows])
        axes.invert_yaxis()
        for place, row in zip(places, rows, strict=True):
            axes.annotate(
                f" {row['temperature']} {row['documents']}", (100 * row["share"], place), va="center", fontsize=8
            )
        axes.set_xlabel("% of documents")
        axes.margins(y=0.01)
        told = method.of(table)
        caption(figure, "Share of documents, and temperature", told.notes if told else ())
    return Picture(figure)
