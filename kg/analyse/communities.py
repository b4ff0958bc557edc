"""Which entities go together: communities of the co-occurrence graph.

Leiden (Traag, Waltman and van Eck 2019, From Louvain to Leiden: guaranteeing well-connected communities, Scientific
Reports 9) maximising modularity, as graspologic-native has it, drawn by a seed. A community is a reading aid: another
seed or resolution may draw the borders otherwise, modularity has a resolution limit, and `stability` says how much of
what is found chance decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.analyse.method import Method
from kg.analyse.projection import projection
from kg.config import Communities
from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

METHOD: Final = Method(
    "Leiden communities of the ties above chance, maximising modularity; stability over seeds; participation",
    "each name has one community, which is not so for what stands everywhere; small ones may be merged (resolution limit)",
    "Traag, Waltman and van Eck 2019; Newman and Girvan 2004; Hubert and Arabie 1985; Guimerà and Amaral 2005",
)

ITERATIONS: Final = 10
"""How often Leiden goes over its own result: beyond that it hardly changes."""

NAMES: Final = 6
"""How many names tell a community in the table."""


def communities(graph: nx.MultiDiGraph, settings: Communities | None = None, *, seed: int = 1) -> dict[str, int]:
    """The community of every entity that has a tie above chance, by id in string order.

    Communities count from 0, the largest first, among equals the one whose first id sorts first. `settings` are those of
    `kg.config.Communities`, which a build has as `build.config.communities`. Raises `UsageError` for an unknown window,
    type or weight and for a resolution of 0 or less.
    """
    settings = settings or Communities()
    return partition(_ties(graph, settings), resolution=settings.resolution, seed=seed)


def _ties(graph: nx.MultiDiGraph, settings: Communities) -> nx.Graph:
    """The ties above chance that the settings choose."""
    return projection(graph, window=settings.window, types=settings.types, weight=settings.weight, attracted=True)


def partition(ties: nx.Graph, *, resolution: float = 1.0, seed: int = 1) -> dict[str, int]:
    """The communities of a simple graph with the edge attribute `weight`, numbered as in `communities`.

    >>> import networkx as nx
    >>> two = nx.Graph([("甲", "乙"), ("乙", "丙"), ("甲", "丙"), ("子", "丑")])
    >>> partition(two)
    {'丑': 1, '丙': 0, '乙': 0, '子': 1, '甲': 0}
    """
    names = sorted(ties)
    groups = _leiden(ties, names, resolution, seed)
    members: dict[int, list[str]] = {}
    for name, group in zip(names, groups, strict=True):
        members.setdefault(group, []).append(name)
    order = sorted(members.values(), key=lambda group: (-len(group), group[0]))
    number = {name: index for index, group in enumerate(order) for name in group}
    return {name: number[name] for name in names}


def members(graph: nx.MultiDiGraph, settings: Communities | None = None, *, seed: int = 1, runs: int = 20) -> pa.Table:
    """One row an entity. Columns: community, entity, name, type, strength, within, participation, stability.

    Communities as in `communities`; within one, the strongest first. strength: weight of its ties above chance; within:
    the share of it that stays inside the community. participation: 1 − Σ (share of each community)², 0 where all ties
    stay in one, towards 1 for a name that bridges many (Guimerà and Amaral 2005, Nature 433). stability: of the
    members of its community, the mean share of `runs` seeds (`seed` and those after it) that put them with it; 1 where
    no seed parts them. Raises `UsageError` as `communities` does.
    """
    import pyarrow as pa

    settings = settings or Communities()
    ties = _ties(graph, settings)
    found = partition(ties, resolution=settings.resolution, seed=seed)
    steady, _ = stability(ties, found, resolution=settings.resolution, seed=seed, runs=runs)
    rows = [
        {"community": group, "entity": id, "name": graph.nodes[id]["name"], "type": graph.nodes[id]["type"],
         **_place(ties, found, id), "stability": steady[id]}
        for id, group in found.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (row["community"], -row["strength"], row["entity"]))
    columns = [
        ("community", pa.int64()), ("entity", pa.string()), ("name", pa.string()), ("type", pa.string()),
        ("strength", pa.float64()), ("within", pa.float64()), ("participation", pa.float64()),
        ("stability", pa.float64()),
    ]  # fmt: skip
    return METHOD.on(pa.Table.from_pylist(rows, schema=pa.schema(columns)), _told(settings, seed, runs))


def overview(graph: nx.MultiDiGraph, settings: Communities | None = None, *, seed: int = 1, runs: int = 20) -> pa.Table:
    """One row a community, the largest first. Columns: community, size, within, stability, names, agreement, modularity.

    within: share of its members' weight that stays inside. stability: mean of its members'. names: its strongest
    members. agreement: mean adjusted Rand index of all pairs of the `runs` partitions (Hubert and Arabie 1985; 1 the
    same, 0 as by chance), and modularity of the partition (Newman and Girvan 2004, with the resolution): both of the
    whole graph, so the same in each row. Raises `UsageError` as `communities` does.
    """
    import pyarrow as pa

    settings = settings or Communities()
    ties = _ties(graph, settings)
    found = partition(ties, resolution=settings.resolution, seed=seed)
    steady, agreement = stability(ties, found, resolution=settings.resolution, seed=seed, runs=runs)
    groups = [sorted(id for id in found if found[id] == group) for group in range(len(set(found.values())))]
    strength, inside = dict(ties.degree(weight="weight")), _inside(ties, found)
    held = [sum(strength[id] for id in group) for group in groups]
    quality = modularity(inside, held, settings.resolution)
    rows = [
        {
            "community": number,
            "size": len(group),
            "within": 2 * inside[number] / held[number],
            "stability": sum(steady[id] for id in group) / len(group),
            "names": [graph.nodes[id]["name"] for id in sorted(group, key=lambda id: (-strength[id], id))[:NAMES]],
            "agreement": agreement,
            "modularity": quality,
        }
        for number, group in enumerate(groups)
    ]
    columns = [
        ("community", pa.int64()), ("size", pa.int64()), ("within", pa.float64()), ("stability", pa.float64()),
        ("names", pa.list_(pa.string())), ("agreement", pa.float64()), ("modularity", pa.float64()),
    ]  # fmt: skip
    return METHOD.on(pa.Table.from_pylist(rows, schema=pa.schema(columns)), _told(settings, seed, runs))


def _inside(ties: nx.Graph, found: Mapping[str, int]) -> list[float]:
    """The weight of the ties within each community; summed in the order of the ties, so that no bit depends on chance."""
    inside = [0.0] * len(set(found.values()))
    for one, other, weight in ties.edges(data="weight"):
        if found[one] == found[other]:
            inside[found[one]] += weight
    return inside


def modularity(inside: Sequence[float], strength: Sequence[float], resolution: float = 1.0) -> float:
    """Newman and Girvan's modularity, from the weight within each community and the strength of its members together.

    Each adds its share of all weight, less `resolution` times the share that chance would give it.

    >>> modularity([3, 3], [7, 7])
    0.3571428571428571
    """
    total = sum(strength) / 2
    parts = zip(inside, strength, strict=True)
    return sum(own / total - resolution * (ends / (2 * total)) ** 2 for own, ends in parts)


def _told(settings: Communities, seed: int, runs: int) -> str:
    chosen = f"window: {settings.window}; ties weigh by: {settings.weight}; types: {', '.join(settings.types)}"
    return f"{chosen}; resolution: {settings.resolution:g}; seeds: {seed} to {seed + runs - 1}"


def stability(
    ties: nx.Graph, found: Mapping[str, int], *, resolution: float = 1.0, seed: int = 1, runs: int = 20
) -> tuple[dict[str, float], float]:
    """How steady a partition is over `runs` seeds: by entity as in `members`, and the mean adjusted Rand index.

    Both are 1 where there is one run only. Raises `UsageError` for less than one run.
    """
    import numpy as np

    if runs < 1:
        raise UsageError(f"runs is 1 or more, not {runs}")
    names = sorted(ties)
    drawn = [np.asarray(_leiden(ties, names, resolution, seed + run), dtype=np.int64) for run in range(runs)]
    steady: dict[str, float] = {}
    group_of = np.asarray([found[name] for name in names], dtype=np.int64)
    for group in sorted(set(found.values())):
        at = np.flatnonzero(group_of == group)
        shares = np.zeros(len(at))
        for labels in drawn:
            _, inverse, counts = np.unique(labels[at], return_inverse=True, return_counts=True)
            shares += (counts[inverse] - 1) / max(len(at) - 1, 1)
        for index, share in zip(at, shares / runs, strict=True):
            steady[names[index]] = float(share) if len(at) > 1 else 1.0
    pairs = [adjusted_rand(one, other) for one, other in combinations(drawn, 2)]
    return steady, sum(pairs) / len(pairs) if pairs else 1.0


def adjusted_rand(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """The adjusted Rand index of two partitions given as labels of the same things.

    >>> import numpy as np
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([5, 5, 3, 3]))
    1.0
    """
    import numpy as np

    def together(labels: NDArray[np.int64]) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(labels.tolist()).values())

    both = sum(n * (n - 1) // 2 for n in Counter(zip(one.tolist(), other.tolist(), strict=True)).values())
    first, second, everything = together(one), together(other), len(one) * (len(one) - 1) // 2
    expected = first * second / everything if everything else 0.0
    most = (first + second) / 2
    return float(np.float64((both - expected) / (most - expected))) if most != expected else 1.0


def _leiden(ties: nx.Graph, names: Sequence[str], resolution: float, seed: int) -> list[int]:
    """The group of each name; nodes and ties go in by number, so that the order of the graph does not matter."""
    import networkx as nx
    import numpy as np
    from graspologic_native import leiden_csr

    if resolution <= 0:
        raise UsageError(f"resolution is more than 0, not {resolution:g}")
    if not ties.number_of_edges():
        return list(range(len(names)))
    matrix = nx.to_scipy_sparse_array(ties, nodelist=list(names), dtype=np.float64, format="csr")
    matrix.sort_indices()
    _, groups = leiden_csr(
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data,
        len(names), resolution=resolution, iterations=ITERATIONS, seed=seed,
    )  # fmt: skip
    alone = len(names)
    return [groups.get(index, alone + index) for index in range(len(names))]


def _place(ties: nx.Graph, found: Mapping[str, int], id: str) -> dict[str, float]:
    """How the ties of an entity spread over the communities."""
    weights: Counter[int] = Counter()
    for _, other, weight in sorted(ties.edges(id, data="weight")):
        weights[found[other]] += weight
    strength = float(sum(weights.values()))
    shares = {group: weight / strength for group, weight in weights.items()}
    within = shares.get(found[id], 0.0)
    return {"strength": strength, "within": within, "participation": 1 - sum(share**2 for share in shares.values())}
