"""First uses level by level, and who follows whom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, label, middle, nothing
from kg.records import LEVELS

if TYPE_CHECKING:
    import pyarrow as pa

MOST: Final = 40
"""Slogans that can still be read."""

VOICES: Final = 16
"""Voices that fit on the circle."""

SHAPES: Final = dict(zip(LEVELS, "osD^vP", strict=True))


def draw(table: pa.Table) -> Picture:
    """A line a slogan of a table of `kg.analyse.diffusion.lags`, at most `MOST`, with a mark for each level.

    Marks that could not be compared with the centre are hollow.
    """
    slogans: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        slogans.setdefault(row["entity"], []).append(row)
    lines = list(slogans.values())[:MOST]
    if not lines:
        raise nothing("lags")
    with canvas(9, 1.2 + 0.28 * len(lines)) as (figure, (axes,)):
        for place, rows in enumerate(lines):
            days = [middle(row["first"]) for row in rows]
            axes.plot([min(days), max(days)], [place, place], color=QUIET, lw=1, zorder=1)
            for row, day in zip(rows, days, strict=True):
                number = LEVELS.index(row["level"])
                face = COLOURS[number] if row["comparable"] else "white"
                axes.plot([day], [place], SHAPES[row["level"]], color=COLOURS[number], mfc=face, ms=6)
        axes.set_yticks(range(len(lines)), [label(rows[0]["name"]) for rows in lines])
        axes.invert_yaxis()
        axes.margins(y=0.03)
        axes.grid(axis="x", color="#eeeeee")
        axes.set_axisbelow(True)
        for number, level in enumerate(LEVELS):
            if any(row["level"] == level for rows in lines for row in rows):
                axes.plot([], [], SHAPES[level], color=COLOURS[number], label=level)
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=len(LEVELS), frameon=False, fontsize=8)
        caption(figure, "First use at each level (hollow: not comparable)")
    return Picture(figure)


def draw_follows(table: pa.Table) -> Picture:
    """The graph of a table of `kg.analyse.following.follows`: arrows from who says it first to who follows.

    The wider an arrow the more slogans; grey where the sign test does not tell leader from follower (q > 0.05). Of
    more than `VOICES` voices, those with the most slogans.
    """
    rows = table.to_pylist()
    if not rows:
        raise nothing("who follows whom")
    weight: dict[str, int] = {}
    for row in rows:
        for end in ("leader", "follower"):
            weight[row[end]] = weight.get(row[end], 0) + row["slogans"] + row["against"]
    voices = sorted(sorted(weight, key=lambda name: (-weight[name], name))[:VOICES], key=_place)
    turn = {name: math.pi / 2 - 2 * math.pi * number / len(voices) for number, name in enumerate(voices)}
    place = {name: (math.cos(angle), math.sin(angle)) for name, angle in turn.items()}
    shown = [row for row in rows if row["leader"] in place and row["follower"] in place]
    widest = max((row["slogans"] for row in shown), default=1)
    with canvas(7.5, 6.5) as (figure, (axes,)):
        for row in reversed(shown):
            sure = row["q"] <= 0.05
            style = {
                "arrowstyle": "-|>", "lw": 0.6 + 4 * row["slogans"] / widest, "connectionstyle": "arc3,rad=0.12",
                "color": COLOURS[0] if sure else QUIET, "alpha": 0.8 if sure else 0.4, "shrinkA": 22, "shrinkB": 22,
                "mutation_scale": 12 + 12 * row["slogans"] / widest,
            }  # fmt: skip
            axes.annotate("", place[row["follower"]], place[row["leader"]], arrowprops=style)
        for name, (x, y) in place.items():
            axes.annotate(label(name, 14), (x, y), ha="center", va="center", fontsize=9,
                          bbox={"boxstyle": "round", "fc": "white", "ec": QUIET})  # fmt: skip
        axes.set(xlim=(-1.35, 1.35), ylim=(-1.25, 1.25))
        axes.set_axis_off()
        caption(figure, "Who says slogans first (arrow: to who follows; grey: not told apart, q > 0.05)")
    return Picture(figure)


def _place(name: str) -> tuple[int, str]:
    return (LEVELS.index(name) if name in LEVELS else len(LEVELS), name)
