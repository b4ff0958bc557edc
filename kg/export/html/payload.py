"""Tables → the page's data, one dict that JSON can hold; everything is stored once and referred to by index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from kg.export.html.evidence import evidence
from kg.records import TYPES

MAX_NODES: Final = 3000
MAX_TIES: Final = 12_000
MAX_VERBS: Final = 8
LABEL: Final = 14
"""The most characters of a label on the canvas; the card gives the whole name."""

WINDOWS: Final = ("sentence", "paragraph", "document", "")
"""Window kinds by their index in the page's data; the empty one is of edges that are no co-occurrence."""

_KEPT = """
select id, type, kind, name, coalesce(aliases, []), coalesce(parts, []), english, since, start, "end", domain, level,
       mentions, documents, first, last
from nodes
where type <> 'DOCUMENT' and (? is null or list_contains(?, id))
order by mentions desc, id limit ?
"""
_COLUMNS: Final = (
    *("id", "type", "kind", "name", "aliases", "parts", "english", "since", "start", "end", "domain", "level"),
    *("mentions", "documents", "first", "last"),
)

_SURFACES = """
select entity, text from mentions where list_contains(?, entity) and length(text) <= ? group by entity, text
qualify row_number() over (partition by entity order by count(*) desc, length(text), text) = 1
"""

_VERBS = """
select entity, verb, count(*) as n from mentions where verb <> '' and list_contains(?, entity)
group by entity, verb
qualify row_number() over (partition by entity order by n desc, verb) <= ?
order by entity, n desc, verb
"""

_TIES = """
with kept as (select unnest(?::varchar[]) as id),
ties as (
    select * from edges
    where relation = 'co_occurs' and source in (from kept) and target in (from kept)
), best as (
    select source, target from ties where list_contains(?, "window") group by source, target
    order by coalesce(max(npmi) > 0, false) desc, max(llr) filter ("window" = 'sentence') desc nulls last,
             max(llr) desc nulls last, sum(count) desc, source, target
    limit ?
)
select source, target, relation, "window", count, documents, npmi, llr, q, first, last
from ties join best using (source, target)
union all
select source, target, relation, "window", count, documents, npmi, llr, q, first, last
from edges
where relation not in ('co_occurs', 'mentions') and source in (from kept) and target in (from kept)
order by 1, 2, 3, 4
"""

_COUNTS = """
select count(*), coalesce(min(date) filter (date <> ''), ''), coalesce(max(date), ''),
       (select count(*) from nodes where type <> 'DOCUMENT'),
       (select count(*) from (select distinct source, target from edges where relation = 'co_occurs'))
from documents
"""

_EXPANSIONS = """
select 'slogan:' || slogan as entity, document, members from expansions
where list_contains(?, 'slogan:' || slogan) and list_contains(?, document)
order by 1, 2, start
"""


def payload(con: Any, config: Any, *, keep: Iterable[str] | None = None) -> dict[str, Any]:
    """The page's data from a DuckDB connection with the views of the build; of the ids in `keep` only, if given.

    Keys: `meta`, `nodes` and `edges` (columns of equal length, nodes by falling number of mentions), `documents`,
    `sections`, `sentences` (see `evidence`), `expansions` (rows `[node, document, members]`).
    At most `MAX_NODES` nodes and `MAX_TIES` co-occurring pairs; `meta` says how many there are in all.
    """
    nodes = _nodes(con, keep)
    ids: list[str] = nodes["id"]
    index = {id: i for i, id in enumerate(ids)}
    nodes["verbs"] = _verbs(con, ids)
    edges = _edges(con, index)
    pairs = list(zip(edges["source"], edges["target"], strict=True))
    found = evidence(con, ids, pairs, cap=config.html.evidence)
    nodes["sentences"] = found.totals
    places = {id: i for i, id in enumerate(found.document_ids)}
    expansions = con.execute(_EXPANSIONS, [ids, found.document_ids]).fetchall()
    return {
        "meta": _meta(con, config, edges),
        "nodes": nodes,
        "edges": edges,
        "documents": found.documents,
        "sections": found.sections,
        "sentences": found.sentences,
        "expansions": [[index[entity], places[document], members] for entity, document, members in expansions],
    }


def label(name: str, surface: str, type: str) -> str:
    """What is written on the canvas: the name, or the wording that the texts use most where that is shorter.

    >>> label("中国共产党第十九届中央委员会第六次全体会议", "十九届六中全会", "MEETING")
    '十九届六中全会'
    >>> label("不忘初心、牢记使命", "", "SLOGAN")
    '不忘初心、牢记使命'
    """
    if surface and len(name) > LABEL - 4 and (type == "MEETING" or len(name) > LABEL) and len(surface) < len(name):
        name = surface
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"


def _nodes(con: Any, keep: Iterable[str] | None) -> dict[str, Any]:
    """The columns of the nodes, `label` added."""
    wanted = None if keep is None else sorted(set(keep))
    rows = con.execute(_KEPT, [wanted, wanted, MAX_NODES]).fetchall()
    columns: dict[str, Any] = {name: [row[i] for row in rows] for i, name in enumerate(_COLUMNS)}
    surfaces = dict(con.execute(_SURFACES, [columns["id"], LABEL]).fetchall())
    named = zip(columns["id"], columns["name"], columns["type"], strict=True)
    columns["label"] = [label(name, surfaces.get(id, ""), type) for id, name, type in named]
    return columns


def _verbs(con: Any, ids: list[str]) -> list[list[Any]]:
    """For every node its verbs, most frequent first, as `[verb, count, verb, count, …]`."""
    of: dict[str, list[Any]] = {}
    for entity, verb, count in con.execute(_VERBS, [ids, MAX_VERBS]).fetchall():
        of.setdefault(entity, []).extend((verb, count))
    return [of.get(id, []) for id in ids]


def _edges(con: Any, index: dict[str, int]) -> dict[str, list[Any]]:
    """The columns of the edges; `figures` holds `[window, count, documents, npmi, llr, q]` one after the other."""
    present = {row[0] for row in con.execute('select distinct "window" from edges').fetchall()}
    near = [window for window in ("sentence", "paragraph") if window in present] or ["document"]
    rows = con.execute(_TIES, [list(index), near, MAX_TIES]).fetchall()
    relations = sorted({row[2] for row in rows})
    edges: dict[tuple[str, str, str], list[Any]] = {}
    for source, target, relation, window, count, documents, npmi, llr, q, first, last in rows:
        edge = edges.setdefault(
            (source, target, relation), [index[source], index[target], relations.index(relation), [], "", ""]
        )
        edge[3] += [WINDOWS.index(window), count, documents, _short(npmi, 3), _short(llr, 1), _tiny(q)]
        edge[4] = min(filter(None, (edge[4], first)), default="")
        edge[5] = max(edge[5], last or "")
    names = ("source", "target", "relation", "figures", "first", "last")
    columns: dict[str, list[Any]] = {name: [edge[i] for edge in edges.values()] for i, name in enumerate(names)}
    columns["relations"] = list(relations)
    return columns


def _meta(con: Any, config: Any, edges: dict[str, list[Any]]) -> dict[str, Any]:
    """Counts of the whole build beside what the page holds, and the settings that the scripts need."""
    ((documents, first, last, nodes, pairs),) = con.execute(_COUNTS).fetchall()
    types = [*TYPES, "PART", "SERIES"]
    return {
        "documents": documents,
        "nodes": nodes,
        "pairs": pairs,
        "first": first,
        "last": last,
        "cap": config.html.evidence,
        "language": config.html.language,
        "types": types,
        "windows": WINDOWS,
        "relations": edges.pop("relations"),
    }


def _short(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _tiny(value: float | None) -> float | None:
    """A probability to two significant digits."""
    return None if value is None else float(f"{value:.1e}")
