"""The communities of the page and of the report: asked of the tables, so that the whole graph need not be in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from kg.analyse.communities import partition
from kg.records import TYPES

_TIES = """
select e.source, e.target, e.llr from edges e
join nodes a on a.id = e.source join nodes b on b.id = e.target
where e.relation = 'co_occurs' and e."window" = 'sentence' and e.npmi > 0 and e.llr > 0
  and list_contains($1, a.type) and list_contains($1, b.type)
order by e.source, e.target
"""

_NEAREST = """
with ids as (select unnest($1::varchar[]) as id),
divided as (select unnest($2::varchar[]) as id),
ties as (
    select source as id, target as other, relation, llr, npmi, "window" from edges
    union all select target, source, relation, llr, npmi, "window" from edges
), near as (
    select t.id, t.other, case when t.relation = 'co_occurs' then t.llr else 0.5 end as pull
    from ties t semi join ids on ids.id = t.id semi join divided on divided.id = t.other
    where t.relation <> 'mentions' and (t.relation <> 'co_occurs' or (t."window" = 'sentence' and t.npmi > 0))
)
select id, other from near qualify row_number() over (partition by id order by pull desc, other) = 1
"""

FIRST: Final = ["SLOGAN", "MEETING"]


def divided(con: Any, *, types: Sequence[str] = FIRST, seed: int = 1) -> dict[str, int]:
    """The community of every entity of these types that has a tie above chance, by the G² of their sentences."""
    import networkx as nx

    ties = nx.Graph()
    ties.add_weighted_edges_from(con.execute(_TIES, [list(types)]).fetchall())
    return partition(ties, seed=seed) if ties else {}


def groups(con: Any, ids: Sequence[str], drawn: Iterable[int], *, seed: int) -> list[int]:
    """The community of each id, -1 where it has none; `drawn` are the indexes of those in the opening picture.

    Slogans and meetings are divided by the G² of their sentences; every other name joins the slogan or meeting that
    it is tied to most strongly. Numbers from 0: the community with most nodes drawn first, then with most nodes.
    """
    found = divided(con, seed=seed) or divided(con, types=TYPES, seed=seed)
    rest = [id for id in ids if id not in found]
    near = dict(con.execute(_NEAREST, [rest, sorted(found)]).fetchall())
    member = [found.get(near.get(id, id), -1) for id in ids]
    seen, sizes = Counter(member[node] for node in drawn), Counter(member)
    order = sorted((number for number in sizes if number >= 0), key=lambda each: (-seen[each], -sizes[each], each))
    rank = {number: place for place, number in enumerate(order)}
    return [rank.get(number, -1) for number in member]
