"""The communities of the page and of the report: asked of the tables, so that the whole graph need not be in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.analyse.communities import partition
from kg.config import Communities, Config
from kg.records import TYPES

_TIES = """
select e.source, e.target, {weight} from edges e
join nodes a on a.id = e.source join nodes b on b.id = e.target
where e.relation = 'co_occurs' and e."window" = $2 and e.npmi > 0 and {weight} > 0
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
    where t.relation <> 'mentions' and (t.relation <> 'co_occurs' or (t."window" = $3 and t.npmi > 0))
)
select id, other from near qualify row_number() over (partition by id order by pull desc, other) = 1
"""


def divided(con: Any, config: Config) -> dict[str, int]:
    """The community of every entity that has a tie above chance, as `kg communities` has them.

    By the settings `communities`; where names of their types have no such tie, of names of all types.
    """
    usual = config.divided
    return _divided(con, usual, usual.types, config.seed) or _divided(con, usual, TYPES, config.seed)


def _divided(con: Any, usual: Communities, types: Sequence[str], seed: int) -> dict[str, int]:
    import networkx as nx

    ties = nx.Graph()
    text = _TIES.format(weight=f'e."{usual.weight}"')
    ties.add_weighted_edges_from(con.execute(text, [list(types), usual.window]).fetchall())
    return partition(ties, resolution=usual.resolution, seed=seed) if ties else {}


def groups(con: Any, ids: Sequence[str], drawn: Iterable[int], config: Config) -> tuple[list[int], list[int]]:
    """The community of each id, -1 where it has none; `drawn` are the indexes of those in the opening picture.

    Where `divided` has none, a name joins the one among those divided that it is tied to most strongly. Numbers from
    0: the community with most nodes drawn first, then with most nodes. And, by that number, how many names of the whole
    build `divided` puts into it.
    """
    found = divided(con, config)
    rest = [id for id in ids if id not in found]
    near = dict(con.execute(_NEAREST, [rest, sorted(found), config.divided.window]).fetchall())
    member = [found.get(near.get(id, id), -1) for id in ids]
    seen, sizes = Counter(member[node] for node in drawn), Counter(member)
    order = sorted((number for number in sizes if number >= 0), key=lambda each: (-seen[each], -sizes[each], each))
    rank = {number: place for place, number in enumerate(order)}
    whole = Counter(found.values())
    return [rank.get(number, -1) for number in member], [whole[number] for number in order]
