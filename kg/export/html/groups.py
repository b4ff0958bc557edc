"""The communities of the page: by which its colours are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.analyse.communities import communities
from kg.graph.schema import edge_key
from kg.records import TYPES


def groups(graph: Any, ids: Sequence[str], drawn: Iterable[int], *, seed: int) -> list[int]:
    """The community of each id, -1 where it has none; `drawn` are the indexes of those in the opening picture.

    Slogans and meetings are divided by the G² of their sentences; every other name joins the slogan or meeting that
    it is tied to most strongly. Numbers from 0: the community with most nodes drawn first, then with most nodes.
    """
    found = communities(graph, types=("SLOGAN", "MEETING"), weight="llr", seed=seed)
    if not found:
        found = communities(graph, types=TYPES, weight="llr", seed=seed)
    member = [found.get(id, -1) if id in found else _nearest(graph, id, found) for id in ids]
    seen, sizes = Counter(member[node] for node in drawn), Counter(member)
    order = sorted((number for number in sizes if number >= 0), key=lambda each: (-seen[each], -sizes[each], each))
    rank = {number: place for place, number in enumerate(order)}
    return [rank.get(number, -1) for number in member]


def _nearest(graph: Any, id: str, found: dict[str, int]) -> int:
    """The community that the strongest tie above chance, else a relation, leads to."""
    key = edge_key("co_occurs", "sentence")
    best: tuple[float, int] = (0.0, -1)
    for source, target, kind, data in _edges(graph, id):
        other = target if source == id else source
        if other not in found or data["relation"] == "mentions" or (data["relation"] == "co_occurs" and kind != key):
            continue
        pull = data["llr"] if data["relation"] == "co_occurs" and data["npmi"] > 0 else 0.0
        weight = pull if data["relation"] == "co_occurs" else 0.5
        best = max(best, (weight, -found[other])) if weight > 0 else best
    return -best[1] if best[0] > 0 else -1


def _edges(graph: Any, id: str) -> Iterable[tuple[str, str, str, Any]]:
    yield from graph.in_edges(id, keys=True, data=True)
    yield from graph.out_edges(id, keys=True, data=True)
