"""Formulas, and how faithfully texts say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, label, middle, nothing

if TYPE_CHECKING:
    import pyarrow as pa

MOST: Final = 30
LONGEST: Final = 40
"""Characters of a formula that a picture shows."""


def draw(table: pa.Table) -> Picture:
    """A bar a formula of a table of `kg.analyse.chains.summaries`: its chains, in blue those that deviate in nothing."""
    rows = table.slice(0, MOST).to_pylist()
    if not rows:
        raise nothing("formulas")
    with canvas(10, 1.2 + 0.28 * len(rows)) as (figure, (axes,)):
        places = range(len(rows))
        axes.barh(places, [row["chains"] for row in rows], color="#dddddd")
        axes.barh(places, [row["chains"] * row["exact"] for row in rows], color=COLOURS[0])
        axes.set_yticks(places, [label(row["formula"], LONGEST) for row in rows], fontsize=8)
        axes.invert_yaxis()
        axes.margins(y=0.01)
        axes.set_xlabel("chains; in blue those said exactly so")
        caption(figure, "Formulas, and how faithfully texts say them")
    return Picture(figure)


def draw_variants(table: pa.Table) -> Picture:
    """A mark a dated chain of a table of `kg.analyse.chains.variants`, by formula: filled where it deviates in nothing."""
    rows = [row for row in table.to_pylist() if row["date"]]
    if not rows:
        raise nothing("dated chains")
    formulas = list(dict.fromkeys(row["formula"] for row in rows))[:MOST]
    with canvas(10, 1.2 + 0.4 * len(formulas)) as (figure, (axes,)):
        for row in rows:
            if row["formula"] in formulas:
                exact = row["formula"] and not row["deviation"]
                place = formulas.index(row["formula"])
                axes.plot(
                    [middle(row["date"])],
                    [place],
                    "o",
                    ms=7,
                    color=COLOURS[0] if exact else QUIET,
                    fillstyle="full" if exact else "none",
                )
        shown = [label(formula or "(like no formula)", LONGEST) for formula in formulas]
        axes.set_yticks(range(len(formulas)), shown, fontsize=8)
        axes.invert_yaxis()
        axes.margins(y=0.1)
        axes.grid(axis="x", color="#eeeeee")
        axes.set_axisbelow(True)
        caption(figure, "Chains over time: said exactly so (filled), or otherwise")
    return Picture(figure)
