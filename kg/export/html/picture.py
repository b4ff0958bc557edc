"""The opening picture: which nodes and edges of the page's data are drawn, how large, and where."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p, sqrt
from typing import Any, Final

from kg.export.html.layout import positions

FIRST: Final = ("SLOGAN", "MEETING")
SHAPES: Final = {
    "SLOGAN": "dot",
    "MEETING": "diamond",
    "WORK": "square",
    "ORG": "triangle",
    "PERSON": "star",
    "PART": "dot",
    "SERIES": "hexagon",
}
HEADS: Final = 12
"""So many of the most frequent names are drawn even where nothing ties them."""

RELATION: Final = 0.3
"""The weight of a relation that is no co-occurrence."""

EDGES_PER_NODE: Final = 1.8
"""More edges than that make a hairball; the rest come in with the node that is expanded."""


def picture(
    data: dict[str, Any], backbone: Sequence[tuple[str, str]], *, limit: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges as pyvis holds them (dicts of vis-network); ids are indexes into the page's data.

    `backbone` are pairs of entity ids, the most telling first. Slogans and meetings come first, at most `limit`.
    """
    strength = _strengths(data)
    index = {id: i for i, id in enumerate(data["nodes"]["id"])}
    order = [(index[a], index[b]) for a, b in backbone if a in index and b in index]
    chosen = _chosen(data, order, limit)
    edges = _between(strength, order, set(chosen))
    sizes = {node: _size(data, node) for node in chosen}
    boxes = [_box(data["nodes"]["label"][node], *sizes[node]) for node in chosen]
    at = {node: i for i, node in enumerate(chosen)}
    ties = [(at[a], at[b], strength[a, b][1]) for a, b in edges]
    places = positions(boxes, ties)
    nodes = [
        {"id": node, "label": data["nodes"]["label"][node], "shape": SHAPES.get(data["nodes"]["type"][node], "dot"),
         "size": sizes[node][0], "font": {"size": sizes[node][1]}, "x": x, "y": y}
        for node, (x, y) in zip(chosen, places, strict=True)
    ]  # fmt: skip
    drawn = [
        {"id": edge, "from": a, "to": b, "width": round(0.6 + 4 * weight, 1)}
        for (a, b), (edge, weight) in ((pair, strength[pair]) for pair in edges)
    ]
    return nodes, drawn


def _strengths(data: dict[str, Any]) -> dict[tuple[int, int], tuple[int, float]]:
    """For every pair its edge and a weight in 0…1: the square of its share in the strongest pull; RELATION where the edge is no co-occurrence."""
    edges = data["edges"]
    top = max((_pull(figures) for figures in edges["figures"]), default=0.0) or 1.0
    found: dict[tuple[int, int], tuple[int, float]] = {}
    for edge, (a, b) in enumerate(zip(edges["source"], edges["target"], strict=True)):
        figures = edges["figures"][edge]
        weight = RELATION if figures[4] is None else (_pull(figures) / top) ** 2
        pair = (min(a, b), max(a, b))
        if pair not in found or weight > found[pair][1]:
            found[pair] = (edge, weight)
    return found


def _pull(figures: Sequence[Any]) -> float:
    """G² of the narrowest window on a log scale, 0 where the two do not attract; the page's scripts do the same."""
    _, _, _, npmi, llr, _ = figures[:6]
    return log1p(max(0.0, llr or 0.0)) if (npmi or 0) > 0 else 0.0


def _chosen(data: dict[str, Any], order: Sequence[tuple[int, int]], limit: int) -> list[int]:
    """The nodes drawn: those that the backbone ties, the heads of the list, and parts that the texts themselves give."""
    # Nodes are stored by falling number of mentions, so the index itself is the rank.
    types = data["nodes"]["type"]
    ranked = sorted({node for pair in order for node in pair}, key=lambda node: (types[node] not in FIRST, node))
    kept = set(ranked[:limit])
    joined = {node for a, b in order if a in kept and b in kept for node in (a, b)}
    heads = [node for node in range(min(len(types), HEADS)) if types[node] in FIRST and node not in joined]
    joined.update(heads[: max(0, limit - len(joined))])
    parts = [part for part in _parts(data, joined) if part not in joined]
    joined.update(parts[: min(limit // 5, max(0, limit - len(joined)))])
    return sorted(joined) or list(range(min(limit, len(types))))


def _parts(data: dict[str, Any], slogans: set[int]) -> list[int]:
    """The parts that a text lists (not the lexicon alone) of the slogans."""
    edges = data["edges"]
    rows = zip(edges["source"], edges["target"], edges["relation"], edges["figures"], strict=True)
    relations = data["meta"]["relations"]
    found = (b for a, b, kind, figures in rows if a in slogans and relations[kind] == "has_part" and figures[1] > 0)
    return list(dict.fromkeys(found))


def _between(
    strength: dict[tuple[int, int], tuple[int, float]], order: Sequence[tuple[int, int]], nodes: set[int]
) -> list[tuple[int, int]]:
    """The pairs drawn, each once: of the backbone the strongest of every node, then the strongest of all; relations."""
    room = int(EDGES_PER_NODE * len(nodes)) + 8
    pairs = dict.fromkeys((min(a, b), max(a, b)) for a, b in order if a in nodes and b in nodes and a != b)
    ties = [pair for pair in pairs if pair in strength]
    reached: set[int] = set()
    first = []
    for pair in ties:
        if not reached.issuperset(pair):
            first.append(pair)
            reached.update(pair)
    relations = [pair for pair, (_, weight) in strength.items() if weight == RELATION and nodes.issuperset(pair)]
    return list(dict.fromkeys([*list(dict.fromkeys([*first, *ties]))[:room], *relations]))


def _size(data: dict[str, Any], node: int) -> tuple[int, int]:
    """Radius and letter size in pixels, by the square root of the mentions."""
    top = max(1, data["nodes"]["mentions"][0])
    share = sqrt(data["nodes"]["mentions"][node] / top)
    return round(6 + 20 * share), round(13 + 10 * share)


def _box(label: str, radius: int, letter: int) -> tuple[float, float]:
    """Width and height in pixels of a node with its label under it."""
    width = sum(1.0 if character > "\u2e7f" else 0.6 for character in label) * letter
    return max(2.0 * radius, width) + 14, 2.0 * radius + letter * 1.6 + 8
