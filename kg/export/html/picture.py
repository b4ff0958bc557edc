"""The opening picture: which nodes and edges of the page's data are drawn, how large, and where all others stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log1p, sqrt
from typing import Any, Final

from kg.export.html.layout import positions
from kg.export.html.places import around

FIRST: Final = ("SLOGAN", "MEETING")
HEADS: Final = 12
"""So many of the most frequent names are drawn even where nothing ties them."""

RELATION: Final = 0.3
"""The weight of a relation that is no co-occurrence."""

EDGES_PER_NODE: Final = 1.8
"""More edges than that make a hairball; the rest come in with the node that is expanded."""

Pair = tuple[int, int]
Drawn = list[dict[str, Any]]


def picture(data: dict[str, Any], backbone: Mapping[tuple[str, str], float], *, limit: int) -> tuple[Drawn, Drawn]:
    """Nodes and edges of the opening as pyvis holds them (dicts of vis-network); ids are indexes into the page's data.

    `backbone` are pairs of entity ids with their G², the strongest first. Slogans and meetings come first, at most
    `limit`. Every node of the data, drawn or not, gets its place: columns `x` and `y`, in pixels, y downwards.
    """
    index = {id: i for i, id in enumerate(data["nodes"]["id"])}
    pull = {_pair(index[a], index[b]): llr for (a, b), llr in backbone.items() if a in index and b in index}
    together, related = _edges(data)
    chosen = _chosen(data, list(pull), limit)
    ties = _between([pair for pair in pull if pair in together], set(chosen))
    relations = [pair for pair in related if chosen.issuperset(pair) and pair not in ties]
    top = log1p(max(pull.values(), default=0.0)) or 1.0
    weights = {pair: (log1p(pull[pair]) / top) ** 2 for pair in ties} | dict.fromkeys(relations, RELATION)
    places = _places(data, sorted(chosen), weights)
    _add_places(data, places)
    edges = together | {pair: related[pair] for pair in relations}
    nodes = [
        {"id": node, "label": data["nodes"]["label"][node], "x": x, "y": y, "size": _size(data, node)[0]}
        for node, (x, y) in places.items()
    ]
    return nodes, [{"id": edges[pair], "from": pair[0], "to": pair[1]} for pair in weights]


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _edges(data: dict[str, Any]) -> tuple[dict[Pair, int], dict[Pair, int]]:
    """The edges by their pair of nodes: co-occurrences, and relations."""
    edges, names = data["edges"], data["meta"]["relations"]
    together: dict[Pair, int] = {}
    related: dict[Pair, int] = {}
    for edge, (a, b, kind) in enumerate(zip(edges["source"], edges["target"], edges["relation"], strict=True)):
        (together if names[kind] == "co_occurs" else related).setdefault(_pair(a, b), edge)
    return together, related


def _chosen(data: dict[str, Any], order: Sequence[Pair], limit: int) -> set[int]:
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
    return joined or set(range(min(limit, len(types))))


def _parts(data: dict[str, Any], slogans: set[int]) -> list[int]:
    """The parts that a text lists (not the lexicon alone) of the slogans."""
    edges = data["edges"]
    rows = zip(edges["source"], edges["target"], edges["relation"], edges["figures"], strict=True)
    relations = data["meta"]["relations"]
    found = (b for a, b, kind, figures in rows if a in slogans and relations[kind] == "has_part" and figures[0] > 0)
    return list(dict.fromkeys(found))


def _between(order: Sequence[Pair], nodes: set[int]) -> list[Pair]:
    """The co-occurrences drawn: of the backbone the strongest of every node, then the strongest of all."""
    ties = [pair for pair in order if nodes.issuperset(pair)]
    reached: set[int] = set()
    first = []
    for pair in ties:
        if not reached.issuperset(pair):
            first.append(pair)
            reached.update(pair)
    return list(dict.fromkeys([*first, *ties]))[: int(EDGES_PER_NODE * len(nodes)) + 8]


def _places(data: dict[str, Any], chosen: Sequence[int], weights: Mapping[Pair, float]) -> dict[int, Pair]:
    """Where the nodes of the opening stand."""
    at = {node: i for i, node in enumerate(chosen)}
    boxes = [_box(data["nodes"]["label"][node], *_size(data, node)) for node in chosen]
    ties = [(at[a], at[b], weight) for (a, b), weight in weights.items()]
    return dict(zip(chosen, positions(boxes, ties), strict=True))


def _add_places(data: dict[str, Any], standing: dict[int, Pair]) -> None:
    """Columns `x` and `y` for all nodes; those not drawn at first stand near what they are tied to."""
    edges = data["edges"]
    near: list[list[int]] = [[] for _ in data["nodes"]["id"]]
    for a, b in zip(edges["source"], edges["target"], strict=True):
        near[a].append(b)
        near[b].append(a)
    places = around(standing, near)
    for axis, name in enumerate(("x", "y")):
        data["nodes"][name] = [place[axis] for place in places]


def _size(data: dict[str, Any], node: int) -> Pair:
    """Radius and letter size in pixels, by the square root of the mentions."""
    top = max(1, data["nodes"]["mentions"][0])
    share = sqrt(data["nodes"]["mentions"][node] / top)
    return round(4 + 16 * share), round(12 + 7 * share)


def _box(label: str, radius: int, letter: int) -> tuple[float, float]:
    """Width and height in pixels of a node with its label under it."""
    width = sum(1.0 if character > "\u2e7f" else 0.6 for character in label) * letter
    return max(2.0 * radius, width) + 12, 2.0 * radius + letter * 1.5 + 6
