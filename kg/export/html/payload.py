"""Tables → the page's data, one dict that JSON can hold; everything is stored once and referred to by index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kg.config import Config
from kg.export.html import corpus, pack
from kg.export.html.evidence import MAX_LISTED, evidence
from kg.export.html.names import columns
from kg.export.html.series import UNDATED, Series, series
from kg.graph.schema import WINDOWS
from kg.records import TYPES

NONE: Final[Mapping[str, Any]] = {}

_TIES = """
with kept as (
    select unnest($1::varchar[]) as id, generate_subscripts($1::varchar[], 1) - 1 as place
), ties as materialized (
    select a.place as source, b.place as target, "window", npmi, llr, count, documents, q, first, last
    from edges e join kept a on a.id = e.source join kept b on b.id = e.target where relation = 'co_occurs'
), pairs as (
    select source, target, coalesce(max(npmi) > 0, false) as attract, max(llr) as llr,
        coalesce(max(llr) filter ("window" = 'sentence'), 0) as near, sum(count) as count
    from ties where list_contains($2, "window") group by source, target
), ends as (
    select source as "end", source, target, attract, near, llr, count from pairs
    union all select target, source, target, attract, near, llr, count from pairs
), placed as (
    select *, row_number() over (
        partition by "end" order by attract desc, near desc, llr desc, count desc, source, target) as turn from ends
), best as (
    select source, target,
        min(turn / case when split_part(id, ':', 1) in ('slogan', 'meeting') then 4 else 1 end) as turn
    from placed join kept on place = "end" group by source, target
    order by turn, max(near) desc, max(llr) desc, source, target limit $3
)
select source, target, 'co_occurs' as relation, "window", documents, q, first, last
from ties join best using (source, target)
union all
select a.place, b.place, relation, "window", documents, q, first, last
from edges e join kept a on a.id = e.source join kept b on b.id = e.target
where relation not in ('co_occurs', 'mentions')
order by 1, 2, 3, 4
"""
# Of every name the strongest ties come in first, of slogans and meetings four times as many: the ties of highest G²
# alone would be those within a few long lists of people.

# What a name is related to and the page has no node for, and which of the two is the source. The parts of a slogan are
# in the node's own column, in order.
_AWAY = """
with kept as (
    select unnest($1::varchar[]) as id, generate_subscripts($1::varchar[], 1) - 1 as place
), related as materialized (
    select source, target, relation from edges where relation not in ('co_occurs', 'mentions')
), sided as (
    select source as id, target as other, relation, true as out from related
    union all select target, source, relation, false from related
)
select k.place as node, s.relation, s.out, o.name, o.type, o.kind, o.start, o.mentions
from sided s join kept k on k.id = s.id join nodes n on n.id = s.id join nodes o on o.id = s.other
where s.other not in (select id from kept)
    and not (s.relation = 'has_part' and s.out and n.type = 'SLOGAN' and len(coalesce(n.parts, [])) > 0)
order by node, s.relation, s.out, o.start, o.id
"""

_EXPANSIONS = """
select 'slogan:' || slogan as entity, document, members from expansions
where list_contains(?, 'slogan:' || slogan) and list_contains(?, document)
order by 1, 2, start
"""


def payload(
    con: Any, config: Config, *, keep: Iterable[str] | None = None, manifest: Mapping[str, Any] = NONE
) -> dict[str, Any]:
    """The page's data from a DuckDB connection with the views of the build; of the ids in `keep` only, if given.

    Keys: `meta`; `corpus` (see `kg.export.html.corpus.about`); `nodes` (columns of equal length, by falling number of mentions) and `edges` (likewise);
    `away` (columns: the `node`, the relation, whether it leads `out`, and what is known of the name at the other end, for
    which there is no node); `documents`, `document_ids`, `sections`, `sentences` (see `evidence`); `expansions` (rows `[node, document, members]`); `series`
    (see `_series`). At most `html.max_nodes` nodes and `html.max_edges` co-occurring pairs; `meta` says how many
    there are in all.
    """
    nodes = columns(con, keep, config.html.max_nodes)
    ids: list[str] = nodes["id"]
    index = {id: i for i, id in enumerate(ids)}
    rows = _ties(con, ids, config)
    together = list(dict.fromkeys((row[0], row[1]) for row in rows if row[2] == "co_occurs"))
    counts = series(con, config, ids, together)
    edges = _edges(rows, counts)
    pairs = list(dict.fromkeys((row[0], row[1]) for row in rows))
    found = evidence(con, ids, pairs, cap=config.html.evidence, listed=MAX_LISTED if keep is None else 0)
    nodes["sentences"], nodes["where"] = found.totals, found.places
    places = {id: i for i, id in enumerate(found.document_ids)}
    expansions = con.execute(_EXPANSIONS, [ids, found.document_ids]).fetchall()
    return {
        "meta": _meta(config, edges),
        "corpus": corpus.about(con, manifest),
        "nodes": nodes,
        "edges": edges,
        "away": _away(con, ids),
        "documents": found.documents,
        "document_ids": [id.removeprefix("doc:") for id in found.document_ids],
        "sections": found.sections,
        "sentences": found.sentences,
        "expansions": [[index[entity], places[document], members] for entity, document, members in expansions],
        "series": _series(counts, ids),
    }


def _ties(con: Any, ids: list[str], config: Config) -> list[tuple[Any, ...]]:
    """The rows of the edges that are in the page, by the narrow windows where there are any.

    They begin with the places of their ends in `ids`, and come in the order of the ids.
    """
    order = sorted(range(len(ids)), key=ids.__getitem__)
    near = [window for window in config.graph.windows if window != "document"] or ["document"]
    rows = con.execute(_TIES, [[ids[i] for i in order], near, config.html.max_edges]).fetchall()
    return [(order[source], order[target], *row) for source, target, *row in rows]


def _away(con: Any, ids: list[str]) -> dict[str, list[Any]]:
    """The columns of `_AWAY`: what a card needs to tell all of a relation, whatever the page leaves out."""
    cursor = con.execute(_AWAY, [ids])
    names = [column[0] for column in cursor.description]
    found = cursor.fetchall()
    return {name: [row[i] for row in found] for i, name in enumerate(names)}


def _edges(rows: Sequence[tuple[Any, ...]], counts: Series) -> dict[str, list[Any]]:
    """The columns of the edges.

    `figures` holds, one window kind after the other, `window, documents, q, counts`: the windows shared by period
    (`pack.counts`), empty where they are those of the kind before; a relation that is no co-occurrence has `[documents]`.
    """
    relations = sorted({row[2] for row in rows})
    edges: dict[tuple[int, int, str], list[Any]] = {}
    for source, target, relation, window, documents, q, first, last in rows:
        new = [source, target, relations.index(relation), [], "", ""]
        edge = edges.setdefault((source, target, relation), new)
        edge[3] += _figures(counts, source, target, window, documents, q, edge[3]) if window else [documents]
        edge[4] = min(filter(None, (edge[4], first)), default="")
        edge[5] = max(edge[5], last or "")
    dates = sorted({date for edge in edges.values() for date in edge[4:6]})
    place = {date: i for i, date in enumerate(dates)}
    names = ("source", "target", "relation", "figures", "first", "last")
    table: dict[str, list[Any]] = {name: [edge[i] for edge in edges.values()] for i, name in enumerate(names)}
    table |= {name: [place[date] for date in table[name]] for name in ("first", "last")}
    return table | {"relations": list(relations), "dates": dates}


def _figures(
    counts: Series, source: int, target: int, window: str, documents: int, q: float, before: Sequence[Any]
) -> list[Any]:
    """The figures of one window kind; q to two significant digits."""
    shared = counts.pairs[window][source, target]
    same = bool(before) and shared == counts.pairs[WINDOWS[before[-4]]][source, target]
    return [WINDOWS.index(window), documents, float(f"{q:.1e}"), "" if same else pack.counts(shared)]


def _series(counts: Series, ids: list[str]) -> dict[str, Any]:
    """`unit` and `bins`; `documents`, and `totals` of each of the `windows`, by period (`pack.counts`); `nodes`: of
    every node the steps from period to period, its mentions, and its windows of each kind (`pack.pack`)."""
    windows = list(counts.totals)
    return {
        "unit": counts.unit,
        "bins": counts.bins,
        "documents": pack.counts(counts.documents),
        "windows": windows,
        "totals": [pack.counts(counts.totals[window]) for window in windows],
        "nodes": [_node(counts, id, windows) for id in ids],
    }


def _node(counts: Series, id: str, windows: list[str]) -> str:
    row: list[int] = []
    last = UNDATED
    for bin, mentions in sorted(counts.mentions.get(id, {}).items()):
        row += [bin - last, mentions, *(counts.nodes[window].get(id, {}).get(bin, 0) for window in windows)]
        last = bin
    return pack.pack(row)


def _meta(config: Config, edges: dict[str, list[Any]]) -> dict[str, Any]:
    """The settings that the scripts need, and the words that the edges refer to."""
    divided = config.communities
    return {
        "communities": {"window": divided.window, "weight": divided.weight, "types": divided.types},
        "cap": config.html.evidence,
        "language": config.html.language,
        "types": [*TYPES, "PART", "SERIES"],
        "windows": WINDOWS,
        "relations": edges.pop("relations"),
        "dates": edges.pop("dates"),
    }
