"""Communities as blocks: which of their strongest names go together, and which go across."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.analyse import method
from kg.plots.canvas import QUIET, Picture, canvas, caption, label, nothing

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

GROUPS: Final = 6
NAMES: Final = 8
"""So many names of each of so many communities can still be read."""


def draw(members: pa.Table, ties: nx.Graph) -> Picture:
    """A field a pair of the strongest names of a table of `kg.analyse.communities.members`: the darker, the higher NPMI.

    `ties` are those above chance with their NPMI as `weight` (`kg.analyse.projection`).
    """
    import networkx as nx
    import numpy as np

    chosen = [row for row in members.to_pylist() if row["community"] < GROUPS]
    chosen = [row for at, row in enumerate(chosen) if at < NAMES or chosen[at - NAMES]["community"] != row["community"]]
    if not chosen:
        raise nothing("communities")
    matrix = nx.to_numpy_array(ties, nodelist=[row["entity"] for row in chosen], weight="weight")
    size = 2.6 + 0.19 * len(chosen)
    with canvas(size + 0.6, size) as (figure, (axes,)):
        image = axes.pcolormesh(np.ma.masked_equal(matrix, 0), cmap="YlOrRd", vmin=0, vmax=1)
        names = [label(row["name"], 12) for row in chosen]
        middles = np.arange(len(chosen)) + 0.5
        axes.set_xticks(middles, names, rotation=90, fontsize=7)
        axes.set_yticks(middles, names, fontsize=7)
        axes.invert_yaxis()
        axes.set_aspect("equal")
        for place, (one, other) in enumerate(pairwise(chosen), 1):
            if one["community"] != other["community"]:
                axes.axhline(place, color=QUIET, lw=0.6)
                axes.axvline(place, color=QUIET, lw=0.6)
        figure.colorbar(image, label="NPMI", shrink=0.5)
        told = method.of(members)
        caption(figure, "The strongest names of the largest communities", told.notes if told else ())
    return Picture(figure)
