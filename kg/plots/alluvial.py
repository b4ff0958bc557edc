"""Communities over periods as an alluvial picture: a stack a period, a ribbon for the names that go on together."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.analyse.alluvial import ALONE
from kg.plots.canvas import COLOURS, QUIET, Picture, canvas, caption, label, nothing

if TYPE_CHECKING:
    import pyarrow as pa
    from matplotlib.axes import Axes

WIDTH: Final = 0.16
"""Of a stack, where periods are 1 apart."""

GAP: Final = 0.8
"""Between the communities of a stack, in names."""

Block = tuple[str, int]
"""A period and a community."""


def draw(table: pa.Table) -> Picture:
    """The picture of a table of `kg.analyse.alluvial.members`; as high as names, coloured by where most come from."""
    rows = table.to_pylist()
    if not rows:
        raise nothing("communities")
    blocks: dict[Block, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        blocks[row["period"], row["community"]].append(row)
    periods = list(dict.fromkeys(row["period"] for row in rows))
    held = {period: {row["entity"]: row["community"] for row in rows if row["period"] == period} for period in periods}
    order, colour = _arranged(periods, held)
    place = _stacked(periods, order, blocks)
    with canvas(max(7.0, 2.1 * len(periods)), 8.5) as (figure, (axes,)):
        for number, (one, other) in enumerate(pairwise(periods)):
            _ribbons(axes, number, held[one], held[other], (one, other), place, colour)
        for number, period in enumerate(periods):
            for group in order[period]:
                _block(axes, number, place[period, group], blocks[period, group], colour[period, group])
        axes.set_xticks(range(len(periods)), [label(period, 14) for period in periods])
        axes.set(yticks=[], xlim=(-0.2, len(periods) - 0.1))
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.invert_yaxis()
        caption(figure, "Names that stand together, period by period (grey: with no other above chance)")
    return Picture(figure)


def _arranged(periods: list[str], held: dict[str, dict[str, int]]) -> tuple[dict[str, list[int]], dict[Block, str]]:
    """The order of the communities of each period, near where their names were before, and the colour of each."""
    order: dict[str, list[int]] = {}
    colour: dict[Block, str] = {}
    for before, period in zip(["", *periods], periods, strict=False):
        groups = sorted(set(held[period].values()), key=lambda group: (group == ALONE, group))
        origin = {group: _origins(group, held[period], held.get(before, {})) for group in groups}
        rank = {group: place for place, group in enumerate(order.get(before, []))}
        places = {group: _mean(origin[group], rank, group) for group in groups}
        order[period] = sorted(groups, key=lambda group: (group == ALONE, places[group], group))
        own = {ALONE: QUIET}
        for group in groups:
            fathers = [colour[before, father] for father in origin[group] if father != ALONE]
            wanted = max(fathers, key=fathers.count, default="")
            if group != ALONE and wanted and wanted not in own.values():
                own[group] = wanted
        for group in groups:
            if group not in own:
                own[group] = next((hue for hue in COLOURS if hue not in own.values()), COLOURS[group % len(COLOURS)])
        colour |= {(period, group): own[group] for group in groups}
    return order, colour


def _origins(group: int, here: dict[str, int], before: dict[str, int]) -> list[int]:
    """The communities before of the names of a community, sorted, so that of equally many the first counts."""
    return sorted(before[name] for name, own in here.items() if own == group and name in before)


def _mean(origins: list[int], rank: dict[int, int], group: int) -> float:
    return sum(rank[origin] for origin in origins) / len(origins) if origins else float(group)


def _stacked(
    periods: list[str], order: dict[str, list[int]], blocks: dict[Block, list[dict[str, Any]]]
) -> dict[Block, float]:
    """Where each block begins, from the top."""
    place: dict[Block, float] = {}
    for period in periods:
        at = 0.0
        for group in order[period]:
            place[period, group] = at
            at += len(blocks[period, group]) + GAP
    return place


def _block(axes: Axes, number: int, top: float, rows: list[dict[str, Any]], colour: str) -> None:
    axes.bar(number, len(rows), bottom=top, width=WIDTH, color=colour, zorder=3)
    for line, row in enumerate(rows):
        axes.annotate(
            label(row["name"], 9), (number + WIDTH / 2 + 0.02, top + line + 0.5), va="center", fontsize=6, zorder=4
        )


def _ribbons(
    axes: Axes,
    number: int,
    one: dict[str, int],
    other: dict[str, int],
    periods: tuple[str, str],
    place: dict[Block, float],
    colour: dict[Block, str],
) -> None:
    """The ribbons between two stacks, from where each community has names left to where it has room."""
    flows: dict[tuple[int, int], int] = defaultdict(int)
    for name, group in one.items():
        if name in other:
            flows[group, other[name]] += 1
    left = {group: place[periods[0], group] for group in set(one.values())}
    right = {group: place[periods[1], group] for group in set(other.values())}
    for start, end in sorted(flows, key=lambda ends: (place[periods[0], ends[0]], place[periods[1], ends[1]])):
        size = flows[start, end]
        _ribbon(axes, number, left[start], right[end], size, colour[periods[0], start])
        left[start] += size
        right[end] += size


def _ribbon(axes: Axes, number: int, start: float, end: float, size: int, colour: str) -> None:
    """A band as high as its names, bent between the stacks."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    a, b = number + WIDTH / 2, number + 1 - WIDTH / 2
    half = (a + b) / 2
    points = [(a, start), (half, start), (half, end), (b, end)]
    back = [(b, end + size), (half, end + size), (half, start + size), (a, start + size)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    axes.add_patch(PathPatch(Path([*points, *back], codes), facecolor=colour, alpha=0.28, lw=0))
