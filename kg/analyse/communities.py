"""Which entities go together: communities of the co-occurrence graph.

Louvain (Blondel et al. 2008) as networkx has it, so that the core needs no further package; its one known defect,
communities that fall apart inside (Traag et al. 2019), is mended by splitting these into their components. A
community is a reading aid: another seed or resolution may draw the borders otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.analyse.projection import projection
from kg.records import TYPES

if TYPE_CHECKING:
    import networkx as nx


def communities(
    graph: nx.MultiDiGraph,
    *,
    window: str = "sentence",
    types: Sequence[str] = TYPES,
    weight: str = "count",
    resolution: float = 1.0,
    seed: int = 1,
) -> dict[str, int]:
    """The community of every entity that has a tie above chance, by id in string order.

    Communities count from 0, the largest first, among equals the one whose first id sorts first. The higher the
    `resolution`, the more and smaller they are. Raises `UsageError` for an unknown window, type or weight.
    """
    ties = projection(graph, window=window, types=types, weight=weight, attracted=True)
    return partition(ties, resolution=resolution, seed=seed)


def partition(ties: nx.Graph, *, resolution: float = 1.0, seed: int = 1) -> dict[str, int]:
    """The communities of a simple graph with the edge attribute `weight`, numbered as in `communities`.

    >>> import networkx as nx
    >>> two = nx.Graph([("甲", "乙"), ("乙", "丙"), ("甲", "丙"), ("子", "丑")])
    >>> partition(two)
    {'丑': 1, '丙': 0, '乙': 0, '子': 1, '甲': 0}
    """
    import networkx as nx

    names = sorted(ties)
    number = {name: index for index, name in enumerate(names)}
    plain = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    edges = ((*sorted((number[a], number[b])), weight) for a, b, weight in ties.edges(data="weight", default=1))
    plain.add_weighted_edges_from(sorted(edges))
    found = nx.community.louvain_communities(plain, weight="weight", resolution=resolution, seed=seed)
    whole = [sorted(part) for group in found for part in nx.connected_components(plain.subgraph(group))]
    whole.sort(key=lambda group: (-len(group), group[0]))
    member = {node: index for index, group in enumerate(whole) for node in group}
    return {name: member[number[name]] for name in names}
