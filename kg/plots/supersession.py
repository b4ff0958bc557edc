"""The old slogan and the new one, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.plots.canvas import COLOURS, Picture, canvas, caption, label, left, nothing

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.analyse.counts import Counts

MOST: Final = 10
"""Pairs that can still be read."""


def draw(table: pa.Table, counts: Counts) -> Picture:
    """A panel a row of a table of `kg.analyse.supersession.supersession` with both in the corpus: new up, old down.

    `counts` are the documents of each year with them.
    """
    rows = [row for row in table.to_pylist() if row["old_documents"] and row["new_documents"]][:MOST]
    if not rows:
        raise nothing("successions with both slogans in the corpus")
    named = {one.entity: one.named for one in counts.series}
    years = [left(period.start) + 0.5 for period in counts.axis.periods]
    highest = max(max(named[row[end]]) for row in rows for end in ("old_entity", "new_entity"))
    with canvas(9, 0.9 + 1.1 * len(rows), rows=len(rows)) as (figure, axes):
        for one, row in zip(axes, rows, strict=True):
            one.bar(years, named[row["new_entity"]], color=COLOURS[0], width=0.9)
            one.bar(years, [-number for number in named[row["old_entity"]]], color=COLOURS[1], width=0.9)
            one.axhline(0, color="black", lw=0.6)
            one.set_ylim(-highest * 1.1, highest * 1.1)
            _crossover(one, row)
            one.set_title(
                f"{label(row['old'], 18)} → {label(row['new'], 18)}: {row['verdict']}", loc="left", fontsize=9
            )
            one.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        caption(figure, "Documents a year: the new slogan above, the old one below; dashed: crossover")
    return Picture(figure)


def _crossover(axes: Any, row: dict[str, Any]) -> None:
    if row["crossover"]:
        axes.axvline(left(row["crossover"]), color="black", lw=0.8, ls="--")
