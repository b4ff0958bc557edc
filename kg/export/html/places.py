"""Where the nodes stand that are not drawn at first: near those that they are tied to, each on ground of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from math import cos, sin, sqrt
from typing import Final

CELL: Final = 22
"""Pixels of the ground that a node takes, each way."""

SHARED: Final = 3
"""Cells, each way, about which one spiral is wound: it goes on where the last node found room."""

OFF: Final = 6

TURN: Final = 2.399963
"""The golden angle: a spiral by it covers the ground evenly."""

Place = tuple[int, int]


def around(standing: Mapping[int, Place], near: Sequence[Sequence[int]]) -> list[Place]:
    """A place for every node of a graph; `near[node]` are the nodes tied to it, those in `standing` keep their place.

    From what stands outwards, step by step: a node goes to the first free cell on a spiral about the middle of the
    first two of its neighbours that stand already; what is tied to nothing that stands goes about the picture.

    >>> around({0: (0, 0)}, [[1], [0], []])
    [(0, 0), (-26, 4), (1, -28)]
    """
    places: dict[int, Place] = dict(standing)
    taken = {_cell(place) for place in places.values()}
    spirals: dict[Place, Iterator[Place]] = {}
    for node in _outwards(list(standing), near):
        x, y = _cell(_middle([places[other] for other in near[node] if other in places][:2]))
        centre = x - x % SHARED, y - y % SHARED
        cell = next(cell for cell in spirals.setdefault(centre, _spiral(centre)) if cell not in taken)
        taken.add(cell)
        places[node] = _off(cell, node)
    return [places[node] for node in range(len(near))]


def _outwards(standing: list[int], near: Sequence[Sequence[int]]) -> Iterator[int]:
    """The nodes that do not stand, those nearest to what stands first; then each further part of the graph."""
    seen = set(standing)
    queue = deque(sorted(standing))
    for start in (-1, *range(len(near))):
        if start >= 0 and start not in seen:
            seen.add(start)
            queue.append(start)
            yield start
        while queue:
            for other in near[queue.popleft()]:
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
                    yield other


def _off(cell: Place, node: int) -> Place:
    """A place in a cell, off its middle by a turn that differs from node to node: a lattice would look like a meaning."""
    return round(CELL * cell[0] + OFF * cos(node * TURN)), round(CELL * cell[1] + OFF * sin(node * TURN))


def _cell(place: tuple[float, float]) -> Place:
    return round(place[0] / CELL), round(place[1] / CELL)


def _middle(places: Sequence[Place]) -> tuple[float, float]:
    many = len(places) or 1
    return sum(x for x, _ in places) / many, sum(y for _, y in places) / many


def _spiral(centre: Place) -> Iterator[Place]:
    """Cells about a cell, outwards."""
    for step in count():
        radius, angle = 0.6 * sqrt(step), step * TURN
        yield centre[0] + round(1.25 * radius * cos(angle)), centre[1] + round(radius * sin(angle))
