"""All about one entity: what `kg show` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.analyse import _unknown, _verbs
from kg.analyse._rows import records, rows
from kg.analyse._standing import unquoted
from kg.analyse.evidence import Evidence, of_nodes
from kg.analyse.selection import Selection
from kg.analyse.written import Written, written
from kg.errors import UsageError
from kg.graph.schema import NODE_TYPES, WINDOWS
from kg.link.full import full
from kg.records import Entity
from kg.tables.query import refuse_broken


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that governs the slogan, in simplified script, and how often."""

    verb: str
    count: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity that stands with this one in `count` windows of a kind, in `documents` documents."""

    id: str
    name: str
    type: str
    window: str
    count: int
    documents: int
    npmi: float
    llr: float
    q: float
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Link:
    """A typed relation; `outward` tells whether the card's entity is its source."""

    relation: str
    outward: bool
    id: str
    name: str
    type: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How texts word the parts of the slogan: `count` expansions; the first of them is `text` in `source`."""

    members: tuple[str, ...]
    count: int
    documents: int
    source: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document that names the entity, and how often."""

    id: str
    title: str
    source: str
    date: str
    count: int


@dataclass(frozen=True, slots=True)
class Set:
    """A set of meetings that a meeting is one of (二十届二中、三中全会), how often it is named, and sentences with it."""

    id: str
    name: str
    mentions: int
    documents: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An entity and what the tables say of it; `entity.documents` tells how many `documents` there are in all.

    The figures of the entity do not count where it is named in one of the `sets` only, nor where its characters stand
    without being a mention, which `written` tells.
    """

    entity: Entity
    verbs: tuple[Verb, ...]
    links: tuple[Link, ...]
    wordings: tuple[Wording, ...]
    neighbours: tuple[Neighbour, ...]
    documents: tuple[Source, ...]
    evidence: tuple[Evidence, ...]
    sets: tuple[Set, ...]
    written: Written


# Ties above chance come first, the strongest of them first; within one document everything is tied alike, and the
# count decides.
NEIGHBOURS = """
with ties as (
  select case when e.source = ? then e.target else e.source end as id, e.*
  from edges e where e.relation = 'co_occurs' and (e.source = ? or e.target = ?)
),
ranked as (
  select t.*, row_number() over (
    partition by t."window"
    order by case when t.npmi > 0 then 0 else 1 end, case when t.npmi > 0 then t.llr end desc, t.count desc, t.id
  ) as place
  from ties t
)
select r.id, n.name, n.type, r."window", r.count, r.documents, r.npmi, r.llr, r.q, r.first, r.last
from ranked r join nodes n on n.id = r.id
where r.place <= ? order by r."window", r.place
"""

LINKS = """
select e.relation, e.source = ? as outward, n.id, n.name, n.type, e.count, e.first, e.last
from edges e join nodes n on n.id = case when e.source = ? then e.target else e.source end
where e.relation <> 'co_occurs' and e.relation <> 'mentions' and (e.source = ? or e.target = ?)
order by outward desc, e.relation, e.count desc, n.id
"""

WORDINGS = """
with said as (
  select x.members, d.id, d.source, d.date, substr(d.text, x.start + 1, x."end" - x.start) as text,
    row_number() over (
      partition by x.members order by case when d.date = '' then 1 else 0 end, d.date, d.source, x.start
    ) as place,
    count(*) over (partition by x.members) as n
  from expansions x join documents d on d.id = x.document where ? in (x.slogan, replace(x.slogan, '，', '、'))
),
spread as (select members, count(distinct id) as documents from said group by members)
select s.members, cast(s.n as integer) as count, cast(p.documents as integer) as documents, s.source, s.date, s.text
from said s join spread p on p.members = s.members
where s.place = 1 order by s.n desc, s.date, s.members limit ?
"""

DOCUMENTS = """
select d.id, d.title, d.source, d.date, cast(count(*) as integer) as count
from mentions m join documents d on d.id = m.document where m.entity = ?
group by d.id, d.title, d.source, d.date
order by count desc, case when d.date = '' then 1 else 0 end, d.date, d.source, d.id limit ?
"""

SETS = """
select n.id, n.name, n.mentions, n.documents from edges e join nodes n on n.id = e.source
where e.relation = 'has_part' and e.target = ? and n.type = 'MEETING' and n.kind = 'set' and n.mentions > 0
order by n.mentions desc, n.id
"""


def card(
    tables: Any,
    name: str,
    *,
    evidence: int = 5,
    neighbours: int = 10,
    limit: int = 20,
    selection: Selection | None = None,
) -> Card:
    """The card of an entity given by name, alias or id, from `Tables` or a DuckDB connection with its views.

    `evidence` sentences (and as many for each set that names a meeting), of the documents of the selection where there is
    one, `neighbours` for each kind of window, and at most `limit` verbs, wordings and documents.
    Raises `UsageError` for a name that no node has; it lists close ones, and tells how often the characters stand.
    """
    id = resolve(tables, name)
    entity = Entity(**records(tables, "select * from nodes where id = ?", [id])[0])
    ties = [Neighbour(**row) for row in records(tables, NEIGHBOURS, [id, id, id, neighbours])]
    said = records(tables, WORDINGS, [entity.name, limit]) if entity.type == "SLOGAN" else []
    return Card(
        entity=entity,
        verbs=tuple(Verb(*found) for found in _verbs.of_nodes(tables, [id], limit=limit)[id]),
        links=tuple(Link(**row) for row in records(tables, LINKS, [id, id, id, id])),
        wordings=tuple(Wording(**row) for row in said),
        neighbours=tuple(sorted(ties, key=lambda tie: WINDOWS.index(tie.window))),
        documents=tuple(Source(**row) for row in records(tables, DOCUMENTS, [id, limit])),
        evidence=of_nodes(tables, [id], limit=evidence, selection=selection)[id],
        sets=tuple(_sets(tables, id, evidence, selection)),
        written=written(tables, {id: name})[0],
    )


def _sets(tables: Any, id: str, evidence: int, selection: Selection | None) -> Iterator[Set]:
    found = records(tables, SETS, [id])
    sentences = of_nodes(tables, [row["id"] for row in found], limit=evidence, selection=selection)
    yield from (Set(**row, evidence=sentences[row["id"]]) for row in found)


def resolve(tables: Any, name: str, types: Sequence[str] = (), kinds: Sequence[str] = ()) -> str:
    """The id of the entity that has this id, name or alias, in this order; quotation marks around it do not matter.

    A name that no entity has may be its English one, or in pinyin, with tone marks and blanks or without, or a short one
    of a central meeting (二十届三中全会). Of several, the one with most mentions, then by type and id. Raises `UsageError`
    with close names and how often the characters stand in the texts, or where it is of other `types` or `kinds` than
    those given.
    """
    refuse_broken("name", name)
    plain = unquoted(name)
    found = _named(tables, name, plain) or _read_aloud(tables, plain)
    if not found and (meeting := full(plain)):
        found = _named(tables, meeting, meeting)
    if not found:
        raise UsageError(_unknown.told(tables, name, plain))
    for column, what, wanted in ((1, "type", types), (2, "kind", kinds)):
        others = sorted({row[column] or "none" for row in found})
        found = [row for row in found if not wanted or row[column] in wanted]
        if not found:
            raise UsageError(f"{name!r} is of {what} {' or '.join(others)}, not {' or '.join(wanted)}")
    return str(min(found, key=lambda row: (row[4], -row[3], NODE_TYPES.index(row[1]), row[0]))[0])


def _named(tables: Any, id: str, name: str) -> list[Any]:
    """The entities of this id, name or alias: id, type, kind, mentions, and 0, 1 or 2 for which of these it is."""
    return rows(
        tables,
        "select id, type, kind, mentions, case when id = ? then 0 when name = ? then 1 else 2 end as rank from nodes "
        "where id = ? or name = ? or list_contains(aliases, ?)",
        [id, name, id, name, name],
    )


def _read_aloud(tables: Any, name: str) -> list[Any]:
    """The entities, as `resolve` ranks them, that have a name in English or in pinyin."""
    from kg._spelling import letters, pinyin

    wanted = letters(name)
    if not wanted.isascii() or not wanted:
        return []
    english_names = {wanted, f"the{wanted}", wanted.removeprefix("the")}
    known = rows(tables, "select id, type, kind, mentions, name, english from nodes")
    return [
        (id, type, kind, mentions, 0)
        for (id, type, kind, mentions, _, english), spelt in zip(known, pinyin(row[4] for row in known), strict=True)
        if letters(spelt) == wanted or (english and letters(english) in english_names)
    ]
