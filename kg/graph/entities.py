"""The nodes: every entity that is mentioned, and those that only a relation brings in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg.graph._arrow import table
from kg.graph.schema import KINDS
from kg.link import sets, terms
from kg.records import Entity, schema

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.graph.facts import Facts
    from kg.graph.mentioned import Mentioned
    from kg.lexicon import Lexicon

SLOGAN_FIELDS = ("aliases", "parts", "english", "since", "raised_by", "domain", "level")
"""What an entity has from the lexicon's entry of a slogan."""

SURFACES = 20
"""How many of the writings found in the texts an entity keeps as aliases."""


def nodes(said: Mentioned, facts: Facts, lexicon: Lexicon) -> pa.Table:
    """The entities as `schema(Entity)`, by id.

    Aliases are the lexicon's, in its order, then the other writings found in the texts, the most frequent first (at
    most `SURFACES`). Parts are the lexicon's; where it has none, the wording that most expansions give; a text's
    shorter or longer wording of a part is its alias. What only has_part, raised_at or held_under brings in has no
    mentions.
    """
    entities = {entity.id: entity for entity in _mentioned(said)}
    for relation in facts.relations:
        for id in (relation.source, relation.target):
            entities.setdefault(id, _bare(id, lexicon))
    for id, forms in facts.forms.items():
        if entities[id].type == "PART":
            entities[id] = replace(entities[id], aliases=_aliases(entities[id].name, forms))
    complete = [_complete(entities[id], lexicon, facts.wordings) for id in sorted(entities)]
    return table(schema(Entity), complete)


def _mentioned(said: Mentioned) -> Iterator[Entity]:
    """The entities of the mentions, with what the texts say of them."""
    ids, figures = said.entities.to_pylist(), _figures(said)
    forms = zip(*(column.to_pylist() for column in said.forms.columns), strict=True)
    for entity, group in groupby(forms, key=itemgetter(0)):
        rows = list(group)
        id, name = ids[entity], ids[entity][ids[entity].find(":") + 1 :]
        type, kind = min(row[1] for row in rows), _kind(_summed(rows, 2))
        yield Entity(id, type, kind, name, _aliases(name, _summed(rows, 3)), **figures[entity])


def _figures(said: Mentioned) -> list[dict[str, Any]]:
    """Of each entity how many mentions and documents there are, and their first and last date."""
    import numpy as np

    mentions, none = said.mentions, len(said.dates)  # `none` is later than any date
    date, size = said.date[mentions.document], len(said.entities)
    first, last = np.full(size, none), np.zeros(size, np.int64)
    np.minimum.at(first, mentions.entity, np.where(date == 0, none, date))
    np.maximum.at(last, mentions.entity, date)
    dates = [*said.dates.to_pylist(), ""]
    columns = {
        "mentions": np.bincount(mentions.entity, mentions.count, size).astype(np.int64).tolist(),
        "documents": np.bincount(mentions.entity, minlength=size).tolist(),
        "first": [dates[place] for place in first.tolist()],
        "last": [dates[place] for place in last.tolist()],
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _summed(rows: Iterable[tuple[Any, ...]], place: int) -> dict[str, int]:
    """How often rows have each value; the last of a row is its number."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row[place]] = counts.get(row[place], 0) + row[-1]
    return counts


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
