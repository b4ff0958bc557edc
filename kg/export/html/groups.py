"""The communities of the page and of the report: asked of the tables, so that the whole graph need not be in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.analyse.communities import partition
from kg.config import Communities
from kg.records import TYPES

_TIES = """
select e.source, e.target, e.{weight} from edges e
join nodes a on a.id = e.source join nodes b on b.id = e.target
where e.relation = 'co_occurs' and e."window" = $2 and e.npmi > 0 and e.{weight} > 0
  and list_contains($1, a.type) and list_contains($1, b.type)
order by e.source, e.target
"""

_NEAREST = """
with ids as (select unnest($1::varchar[]) as id),
divided as (select unnest($2::varchar[]) as id),
ties as (
    select source as id, target as other, relation, {weight} as weight, npmi, "window" from edges
    union all select target, source, relation, {weight}, npmi, "window" from edges
), near as (
    select t.id, t.other, case when t.relation = 'co_occurs' then t.weight else 0.5 end as pull
    from ties t semi join ids on ids.id = t.id semi join divided on divided.id = t.other
    where t.relation <> 'mentions' and (t.relation <> 'co_occurs' or (t."window" = $3 and t.npmi > 0))
)
select id, other from near qualify row_number() over (partition by id order by pull desc, other) = 1
"""


def divided(con: Any, settings: Communities | None = None, *, seed: int = 1) -> dict[str, int]:
    """What `kg.analyse.communities.communities` finds by the settings; by all types where theirs have no tie."""
    import networkx as nx

    settings = settings or Communities()
    for types in (settings.types, TYPES):
        ties = nx.Graph()
        query = _TIES.format(weight=settings.weight)
        ties.add_weighted_edges_from(con.execute(query, [list(types), settings.window]).fetchall())
        if ties:
            return partition(ties, resolution=settings.resolution, seed=seed)
    return {}


def groups(
    con: Any, ids: Sequence[str], drawn: Iterable[int], settings: Communities, *, seed: int
) -> tuple[list[int], list[int]]:
    """The community of each id, -1 where it has none; `drawn` are the indexes of those in the opening picture.

    Names of the types of the settings are divided; every other name joins the one that it is tied to most strongly.
    Numbers from 0: the community with most nodes drawn first, then with most nodes. And, by that number, how many names
    of the whole build were divided into it.
    """
    found = divided(con, settings, seed=seed)
    rest = [id for id in ids if id not in found]
    query = _NEAREST.format(weight=settings.weight)
    near = dict(con.execute(query, [rest, sorted(found), settings.window]).fetchall())
    member = [found.get(near.get(id, id), -1) for id in ids]
    seen, sizes = Counter(member[node] for node in drawn), Counter(member)
    order = sorted((number for number in sizes if number >= 0), key=lambda each: (-seen[each], -sizes[each], each))
    rank = {number: place for place, number in enumerate(order)}
    whole = Counter(found.values())
    return [rank.get(number, -1) for number in member], [whole[number] for number in order]
