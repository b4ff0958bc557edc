"""Where the nodes of the opening picture stand: the same for the same graph, labels kept apart.

Each connected part is laid out by its path lengths (stress majorisation: Gansner, Koren and North 2004), its labels
are pushed apart, and the parts are packed from the centre outwards, the largest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ASPECT: Final = 1.3
"""Width to height of the picture."""

STEP: Final = 70.0
"""Pixels from a node to the next along a tie of middling strength."""

FILL: Final = 0.4
"""How much of the ground the boxes may cover before they are pushed apart."""

BEND: Final = 0.75
"""The power to which path lengths are taken: below 1 draws long branches in, so that the picture is rounder."""

Box = tuple[float, float]
Tie = tuple[int, int, float]


def positions(boxes: Sequence[Box], ties: Sequence[Tie]) -> list[tuple[int, int]]:
    """A place in pixels for every node, the middle of the picture at 0, 0.

    `boxes` are widths and heights of the nodes with their labels, `ties` are (node, node, weight in 0…1).

    >>> positions([(80, 40), (80, 40)], [(0, 1, 1.0)])
    [(-40, 0), (40, 0)]
    >>> positions([], [])
    []
    """
    import numpy as np
    import rustworkx as rx

    if not boxes:
        return []
    size = np.array(boxes, dtype=float)
    graph = rx.PyGraph[int, float]()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from([(a, b, 1.5 - weight) for a, b, weight in ties])
    lengths = rx.all_pairs_dijkstra_path_lengths(graph, float)
    places = np.zeros((len(boxes), 2))
    parts = sorted((sorted(part) for part in rx.connected_components(graph)), key=lambda part: (-len(part), part))
    for part in parts:
        paths = np.array([[lengths[a][b] if a != b else 0.0 for b in part] for a in part])
        places[part] = apart(_roomy(_stress(paths), size[part]), size[part])
    _pack(places, size, parts)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    return [(round(float(x)), round(float(y))) for x, y in places]


def apart(places: Array, size: Array, *, rounds: int = 500) -> Array:
    """Places moved, each overlap along its lesser side, until no two boxes overlap or the rounds are over."""
    import numpy as np

    places = places.copy()
    x, y = ((side[:, None] + side) / 2 for side in size.T)
    np.fill_diagonal(x, 0.0)  # a box does not overlap itself
    for _ in range(rounds):
        near = np.abs(places[:, 0] - places[:, :1]) < x
        near &= np.abs(places[:, 1] - places[:, 1:]) < y
        one, other = np.nonzero(near)
        if not len(one):
            break
        away = places[other] - places[one]
        overlap = np.stack([x[one, other], y[one, other]], axis=1) - np.abs(away)
        push = overlap * np.where(away == 0, np.sign(other - one)[:, None], np.sign(away))
        narrow = overlap[:, 0] < overlap[:, 1]
        for axis, along in enumerate((narrow, ~narrow)):
            places[:, axis] -= np.bincount(one, push[:, axis] * along, len(places)) * 0.35
    return places


def _roomy(places: Array, size: Array) -> Array:
    """Drawn towards `ASPECT`, and out until the boxes fill no more than `FILL` of the ground."""
    import numpy as np

    if len(places) < 3:
        return places
    extent = places.max(axis=0) - places.min(axis=0) + size.mean(axis=0)
    stretch = np.sqrt(np.clip(ASPECT * extent[1] / extent[0], 1 / 2, 2))
    wanted = float(np.prod(size, axis=1).sum()) / FILL
    roomier: Array = places * max(1.0, np.sqrt(wanted / np.prod(extent))) * np.array([stretch, 1 / stretch])
    return roomier


def _stress(paths: Array, *, rounds: int = 200) -> Array:
    """Places at which distances come as near to the path lengths as they can, the long side lying level."""
    import numpy as np

    ideal = STEP * paths**BEND
    if len(paths) < 3:
        return np.stack([ideal[0], np.zeros(len(paths))], axis=1)
    np.fill_diagonal(ideal, 1.0)
    weights = ideal**-2.0
    np.fill_diagonal(weights, 0.0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    places, pull = _scaled(ideal), -weights * ideal
    for _ in range(rounds):
        x, y = (axis[:, None] - axis for axis in places.T)
        ratio = pull / np.maximum(np.sqrt(x * x + y * y), 1e-6)
        np.fill_diagonal(ratio, 0.0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        places = inverse @ (ratio @ places)
    return _level(places)


def _scaled(ideal: Array) -> Array:
    """Classical scaling of the path lengths, to begin with; equal places are told apart by a slight turn each."""
    import numpy as np

    count = len(ideal)
    centre = np.eye(count) - 1 / count
    _, vectors = np.linalg.eigh(-centre @ (ideal**2) @ centre / 2)
    angle = np.arange(count) * 2.399963
    turn = np.stack([np.cos(angle), np.sin(angle)], axis=1) * STEP / 4
    found: Array = vectors[:, [-1, -2]] * STEP * np.sqrt(count) + turn
    return found


def _level(places: Array) -> Array:
    """Turned so that the longest extent is level, and the first node of it at the left."""
    import numpy as np

    places = places - places.mean(axis=0)
    _, vectors = np.linalg.eigh(places.T @ places)
    turned: Array = places @ vectors[:, ::-1]
    return turned * np.where(turned[0] > 0, -1.0, 1.0)


def _pack(places: Array, size: Array, parts: Sequence[Sequence[int]]) -> None:
    """Move the parts, in order, each to the first place on a spiral where none of its boxes meets one that stands."""
    import numpy as np

    steps = np.arange(6000)
    radius, angle = 7.0 * np.sqrt(steps), steps * 2.399963
    spiral = np.stack([radius * np.cos(angle) * ASPECT, radius * np.sin(angle)], axis=1) * 1.5
    standing: list[int] = []
    for part in parts:
        own = places[part] - (places[part].max(axis=0) + places[part].min(axis=0)) / 2
        half = (size[part][:, None, :] + size[standing][None, :, :]) / 2 + 8
        away = own[:, None, :] - places[standing][None, :, :]
        places[part] = own + _free(spiral, away, half)
        standing += part


def _free(spiral: Array, away: Array, half: Array) -> Array:
    """The first shift of a spiral that brings no box of a part over one that stands, else the last."""
    import numpy as np

    step = max(1, 200_000 // max(1, away.size))
    for start in range(0, len(spiral), step):
        moved = np.abs(away[None] + spiral[start : start + step, None, None, :])
        clear = ~np.any((moved < half[None]).all(axis=3), axis=(1, 2))
        if clear.any():
            shift: Array = spiral[start + int(clear.argmax())]
            return shift
    last: Array = spiral[-1]
    return last
