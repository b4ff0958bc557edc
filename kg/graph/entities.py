"""The nodes: every entity that is mentioned, and those that only a relation brings in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.graph._arrow import table
from kg.graph._facts import facts, part_forms, wordings
from kg.graph.schema import KINDS
from kg.link import sets, terms
from kg.records import Entity, schema

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from kg.lexicon import Lexicon

SLOGAN_FIELDS = ("aliases", "parts", "english", "since", "raised_by", "domain", "level")
"""What an entity has from the lexicon's entry of a slogan."""

SURFACES = 20
"""How many of the writings found in the texts an entity keeps as aliases."""

COUNTS = """
select m.entity, min(m.type), substr(m.entity, position(':' in m.entity) + 1), count(*), count(distinct m.document),
  coalesce(min(nullif(d.date, '')), ''), coalesce(max(nullif(d.date, '')), '')
from mentions m left join documents d on d.id = m.document
where m.entity <> ''
group by m.entity
order by m.entity
"""


def nodes(con: DuckDBPyConnection, lexicon: Lexicon) -> pa.Table:
    """The entities as `schema(Entity)`, by id.

    Aliases are the lexicon's, in its order, then the other writings found in the texts, the most frequent first (at
    most `SURFACES`). Parts are the lexicon's; where it has none, the wording that most expansions give; a text's
    shorter or longer wording of a part is its alias. What only has_part, raised_at or held_under brings in has no
    mentions.
    """
    related = facts(con, lexicon)
    entities = {entity.id: entity for entity in _mentioned(con)}
    for relation in related:
        for id in (relation.source, relation.target):
            entities.setdefault(id, _bare(id, lexicon))
    for id, forms in part_forms(con, lexicon).items():
        if entities[id].type == "PART":
            entities[id] = replace(entities[id], aliases=_aliases(entities[id].name, forms))
    parts = wordings(con, lexicon)
    complete = [_complete(entities[id], lexicon, parts) for id in sorted(entities)]
    return table(schema(Entity), complete)


def _mentioned(con: DuckDBPyConnection) -> Iterable[Entity]:
    """The entities of the mentions, with what the texts say of them."""
    kinds = _counted(con, "kind")
    surfaces = _counted(con, "text")
    for id, type, name, mentions, documents, first, last in con.execute(COUNTS).fetchall():
        yield Entity(
            id, type, _kind(kinds[id]), name, _aliases(name, surfaces[id]),
            mentions=mentions, documents=documents, first=first, last=last,
        )  # fmt: skip


def _kind(counts: Mapping[str, int]) -> str:
    """The kind that is most frequent, of several the one that is first in `KINDS`."""
    if len(counts) == 1:
        return next(iter(counts))
    return max(counts, key=lambda kind: (counts[kind], -_rank(kind), kind))


def _aliases(name: str, forms: Mapping[str, int]) -> tuple[str, ...]:
    """The writings of a name in the texts, without blanks and line breaks, the most frequent first."""
    if name.split() == [name] and len(forms) == 1 and name in forms:
        return ()
    order = sorted(forms.items(), key=lambda item: (-item[1], item[0]))
    found = dict.fromkeys("".join(form.split()) for form, _ in order)
    found.pop(name, None)
    return tuple(found)[:SURFACES]


def _counted(con: DuckDBPyConnection, column: str) -> dict[str, dict[str, int]]:
    """How often each entity's mentions have each value of a column."""
    counters: dict[str, dict[str, int]] = defaultdict(dict)
    query = f"select entity, {column}, count(*) from mentions group by entity, {column}"
    for id, value, count in con.execute(query).fetchall():
        counters[id][value] = count
    return counters


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _bare(id: str, lexicon: Lexicon) -> Entity:
    """An entity that no text mentions: its type and name are its id's."""
    prefix, _, name = id.partition(":")
    kind = lexicon.slogans[name].kind if prefix == "slogan" and name in lexicon.slogans else ""
    return Entity(id, prefix.upper(), "event" if name in lexicon.meetings else kind, name)


def _complete(entity: Entity, lexicon: Lexicon, wordings: dict[str, tuple[str, ...]]) -> Entity:
    """The entity with the lexicon's facts."""
    known = FACTS[entity.type](entity.name, lexicon) if entity.type in FACTS else None
    if known is not None:
        aliases = dict.fromkeys((*known.get("aliases", ()), *entity.aliases))
        aliases.pop(entity.name, None)
        entity = replace(entity, **{**known, "aliases": tuple(aliases), "known": True})
    if entity.type == "SLOGAN" and not entity.parts and entity.name in wordings:
        return replace(entity, parts=wordings[entity.name])
    return entity


def _slogan(name: str, lexicon: Lexicon) -> dict[str, Any] | None:
    entry = lexicon.slogans.get(name)
    if entry is None:
        return None
    before, after = _successions(lexicon)
    facts = {field: getattr(entry, field) for field in SLOGAN_FIELDS}
    return facts | {"supersedes": before.get(name, ()), "superseded_by": after.get(name, ())}


@lru_cache(maxsize=1)
def _successions(lexicon: Lexicon) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Of each slogan the older ones, and the newer: either entry may be the one that says so."""
    pairs = [(old, slogan.name) for slogan in lexicon.slogans.values() for old in slogan.supersedes]
    pairs += [(slogan.name, new) for slogan in lexicon.slogans.values() for new in slogan.superseded_by]
    before: dict[str, tuple[str, ...]] = {}
    after: dict[str, tuple[str, ...]] = {}
    for old, new in dict.fromkeys(pairs):
        before[new] = (*before.get(new, ()), old)
        after[old] = (*after.get(old, ()), new)
    return before, after


def _meeting(name: str, lexicon: Lexicon) -> dict[str, Any] | None:
    entry = lexicon.meetings.get(name)
    if entry is None:
        year = terms.year(name)
        return {"start": year} if year else _series(name, lexicon) or _several(name, lexicon)
    series = _series(entry.series, lexicon) or {}
    return {**series, "aliases": entry.aliases, "start": entry.start, "end": entry.end}


def _several(name: str, lexicon: Lexicon) -> dict[str, Any] | None:
    """Meetings under one name: from the first day of the first to the last of the last."""
    held = [lexicon.meetings[member] for member in sets.members(name, lexicon) if member in lexicon.meetings]
    days = sorted(day for meeting in held for day in (meeting.start, meeting.end) if day)
    return {"start": days[0], "end": days[-1]} if days else None


def _series(name: str, lexicon: Lexicon) -> dict[str, Any] | None:
    """A series: its level is that of the body that holds it."""
    entry = lexicon.series.get(name)
    if entry is None:
        return None
    body = lexicon.bodies.get(entry.body)
    return {"aliases": entry.aliases, "level": body.level if body else ""}


def _person(name: str, lexicon: Lexicon) -> dict[str, Any] | None:
    entry = lexicon.people.get(name)
    return {"aliases": entry.aliases, "since": entry.since} if entry else None


def _body(name: str, lexicon: Lexicon) -> dict[str, Any] | None:
    entry = lexicon.bodies.get(name)
    return {"aliases": entry.short, "level": entry.level} if entry else None


FACTS = {"SLOGAN": _slogan, "MEETING": _meeting, "SERIES": _series, "PERSON": _person, "ORG": _body}
"""What the lexicon knows of a name of each type, as fields of `Entity`; None where it does not know it."""
