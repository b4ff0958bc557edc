"""Communities of slogans over time: which stand together in each period, and how they part and join in the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows, table
from kg.analyse.communities import partition
from kg.analyse.method import Method
from kg.analyse.periods import SERIES, Period, axis
from kg.analyse.selection import Selection
from kg.analyse.subset import Weigher, weigher
from kg.errors import unknown
from kg.graph.schema import WINDOWS

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.lexicon import Lexicon

METHOD: Final = Method(
    "communities (by kg.analyse.communities, weighted by windows shared, seed {seed}) of the names that stand together "
    "in a {window} above chance, period by period; flows are names in common",
    "another seed or resolution may draw the borders otherwise, and no significance is given for them; the {top} "
    "names in most documents of all periods together are looked at",
    "Rosvall and Bergstrom 2010, Mapping Change in Large Networks, PLoS ONE 5(1)",
)

_USES: Final = """
select u.date, u.document, {unit} as unit, u.entity, any_value(u.name) as name
from uses u join sentences s on s.document = u.document and s.index = u.sentence
where u.date <> '' group by u.date, u.document, unit, u.entity order by u.date, u.document, unit, u.entity
"""

_UNITS: Final = {"sentence": "s.index", "paragraph": "s.paragraph", "document": "0"}

_Ends = tuple[str, int, str, str, int, str]

ALONE: Final = -1
"""The community of names that are said in a period, but stand with no other above chance."""


@dataclass(frozen=True, slots=True)
class Member:
    """An entity in a community of a period: in how many of its `documents`, and what the community is called.

    Communities count from 0, the largest first; `ALONE` (-1) are names without a tie above chance. `label` is the
    two members in most documents.
    """

    period: str
    start: str
    end: str
    community: int
    label: str
    entity: str
    name: str
    documents: int | Fraction


@dataclass(frozen=True, slots=True)
class Flow:
    """`count` names, `names`, that stand in a community of one period and in one of the next.

    An empty `to_period` holds what is not said in the next period at all, an empty `period` what was not said before.
    """

    period: str
    community: int
    label: str
    to_period: str
    to_community: int
    to_label: str
    count: int
    names: tuple[str, ...]


def members(
    tables: Any,
    selection: Selection | None = None,
    *,
    by: str = "decade",
    window: str = "paragraph",
    top: int = 60,
    resolution: float = 1.0,
    seed: int = 1,
    lexicon: Lexicon | None = None,
    meetings: str = SERIES,
) -> pa.Table:
    """A row a `Member`: by period, community, then documents downwards.

    The `top` names in most dated documents of the selection are looked at, 0 all. `by`, `lexicon` and `meetings` as in
    `kg.analyse.periods.axis`. Raises `UsageError` for an unknown cut or window.
    """
    if window not in WINDOWS:
        raise unknown("window", window, WINDOWS)
    uses = rows(tables, (selection or Selection()).scope() + _USES.format(unit=_UNITS[window]))
    cut = axis([row[0] for row in uses], by, lexicon, meetings)
    names = {entity: name for *_, entity, name in uses}
    weight = weigher(tables)
    chosen = _most({(document, entity) for _, document, _, entity, _ in uses}, top, weight)
    held: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in uses:
        if row[3] in chosen and row[0] in cut.place:
            held[cut.place[row[0]]].append(row)
    found = [
        row
        for place in sorted(held)
        for row in _members(held[place], cut.periods[place], names, resolution, seed, weight)
    ]
    told = {"seed": seed, "window": window, "top": top or "most frequent"}
    method = Method(METHOD.statistic.format(**told), METHOD.assumptions.format(**told), METHOD.source)
    return method.on(table(Member, found))


def flows(found: pa.Table) -> pa.Table:
    """A row a `Flow` of a table of `members`: period by period, the communities in their order, the gone last.

    Periods without a name are passed over: what was said before one and after it flows across.
    """
    held: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    names = {}
    for row in found.to_pylist():
        held[row["period"]][row["entity"]] = row["community"], row["label"]
        names[row["entity"]] = row["name"]
    rows: list[Flow] = []
    periods = list(held)
    for one, other in pairwise(periods):
        rows += _flows(one, held[one], other, held[other], names)
    return table(Flow, rows).replace_schema_metadata(found.schema.metadata)


def _most(pairs: Iterable[tuple[str, str]], top: int, weight: Weigher) -> set[str]:
    spread: dict[str, int | Fraction] = defaultdict(int)
    for document, entity in pairs:
        spread[entity] += weight(document)
    order = sorted(spread, key=lambda entity: (-spread[entity], entity))
    return set(order[:top] if top else order)


def _members(
    uses: Iterable[tuple[Any, ...]],
    period: Period,
    names: Mapping[str, str],
    resolution: float,
    seed: int,
    weight: Weigher,
) -> Iterable[Member]:
    """The rows of one period."""
    windows: dict[tuple[str, int], list[str]] = defaultdict(list)
    spread: dict[str, set[str]] = defaultdict(set)
    for _, document, unit, entity, _ in uses:
        windows[document, unit].append(entity)
        spread[entity].add(document)
    groups = _communities([(weight(key[0]), held) for key, held in windows.items()], resolution, seed)
    size = {entity: sum(map(weight, documents)) for entity, documents in spread.items()}
    order = sorted(spread, key=lambda entity: (-size[entity], entity))
    labels = {ALONE: ""}
    for group in sorted(set(groups.values())):
        labels[group] = "、".join([names[entity] for entity in order if groups.get(entity) == group][:2])
    rank = {group: (group == ALONE, group) for group in labels}
    for entity in sorted(order, key=lambda entity: rank[groups.get(entity, ALONE)]):
        group = groups.get(entity, ALONE)
        own = (period.name, period.start, period.end, group, labels[group])
        yield Member(*own, entity, names[entity], size[entity])


def _communities(
    windows: Sequence[tuple[int | Fraction, Sequence[str]]], resolution: float, seed: int
) -> dict[str, int]:
    """The partition of the names that share more windows, as these weigh, than chance would have it."""
    import networkx as nx

    alone: dict[str, int | Fraction] = defaultdict(int)
    pairs: dict[tuple[str, str], int | Fraction] = defaultdict(int)
    for weight, window in windows:
        for entity in window:
            alone[entity] += weight
        for pair in combinations(sorted(window), 2):
            pairs[pair] += weight
    total = sum(weight for weight, _ in windows)
    ties = nx.Graph()
    for (one, other), shared in sorted(pairs.items()):
        if shared * total > alone[one] * alone[other]:
            ties.add_edge(one, other, weight=float(shared))
    return partition(ties, resolution=resolution, seed=seed) if len(ties) else {}


def _flows(
    period: str,
    before: Mapping[str, tuple[int, str]],
    following: str,
    after: Mapping[str, tuple[int, str]],
    names: Mapping[str, str],
) -> list[Flow]:
    """The flows between two periods."""
    grouped: dict[_Ends, list[str]] = defaultdict(list)
    for entity in sorted({*before, *after}):
        one = (period, *before[entity]) if entity in before else ("", ALONE, "")
        other = (following, *after[entity]) if entity in after else ("", ALONE, "")
        grouped[(*one, *other)].append(names[entity])
    return [Flow(*ends, len(grouped[ends]), tuple(grouped[ends])) for ends in sorted(grouped, key=_rank)]


def _rank(ends: _Ends) -> tuple[bool, bool, int, bool, bool, int]:
    """Communities in their order, those without one after them, what comes new or goes last."""
    period, community, _, following, to_community, _ = ends
    return not period, community == ALONE, community, not following, to_community == ALONE, to_community
