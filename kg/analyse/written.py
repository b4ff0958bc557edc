"""Where the characters of a name stand though no mention was found: a check on what is counted, is first, or silent.

A name may be recognised in quotation marks alone, or be part of a longer one; then its characters go on, or were there
before, without a mention. A meeting may be named in a set of meetings alone (二十届二中、三中全会).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import gt, lt
from typing import Any, Final, NamedTuple

from kg.analyse._rows import rows
from kg.analyse._standing import remedy, standing, unquoted
from kg.analyse.method import counted
from kg.analyse.selection import Selection
from kg.tables.query import literal

TOLD: Final = 3
"""So many longer names, and sets, are told of by name."""

SOME: Final = 0.05
"""Mentions of longer names that are a smaller share of a name's own say nothing of it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the figures of an entity leave out: `mentions` it has in the documents looked at.

    Without one, `writing` stands `times` in `documents` of these, for the reason that `remedy` gives; with some both are
    0. `longer` names have mentions that hold it, and `sets` name the meeting with others: by name, with how many
    mentions, those with most first.
    """

    entity: str
    writing: str
    mentions: int
    times: int
    documents: int
    remedy: str
    longer: tuple[tuple[str, int], ...]
    sets: tuple[tuple[str, int], ...]

    def lines(self) -> list[str]:
        """What is to be told, a line each; none where nothing is left out, or too little to say anything.

        >>> Written("slogan:甲乙", "甲乙", 9, 0, 0, "", (("丙甲乙", 3),), ()).lines()
        ['its characters stand in 3 mentions of longer names, not counted: 丙甲乙 3']
        """
        many, told = sum(count for _, count in self.longer), []
        if self.times:
            within = f", {counted(many, 'times')} in longer names ({_listed(self.longer)})" if many else ""
            stand = f"its characters stand {counted(self.times, 'times')} in {counted(self.documents, 'documents')}"
            told.append(f"no mention, but {stand}{within}; {self.remedy}")
        elif many and many >= SOME * self.mentions:
            told.append(
                f"its characters stand in {counted(many, 'mentions')} of longer names, not counted: {_listed(self.longer)}"
            )
        if self.sets:
            named = "also named in sets" if self.mentions else "named only in sets"
            told.append(f"{named}, not counted: {_listed(self.sets)}")
        return told


def written(
    tables: Any, writings: Mapping[str, str], selection: Selection | None = None, *, dated: bool = False
) -> list[Written]:
    """What the figures of entities leave out, in their order: `writings` by id, as they were asked for, or "" for the name.

    The documents are those of the selection, whatever its types and kinds; `dated` leaves out those without a date.
    Texts are read only for entities without a mention in them.
    """
    where = (selection or Selection()).where("d")
    if dated:
        where = f"d.date <> '' and {where}"
    nodes = {row[0]: row[1:] for row in rows(tables, _NODES, [list(writings)])}
    wanted = {id: _writing(text, nodes[id][0]) for id, text in writings.items() if id in nodes}
    kin = _kin(tables, wanted)
    counts = _counts(tables, {*wanted, *(each.entity for each in kin)}, where)
    found = []
    for id, text in wanted.items():
        own = sum(counts.get(id, {}).values())
        times, documents = (0, 0) if own else standing(tables, text, where)
        why = remedy(text, known=nodes[id][1]) if times else ""
        mine = [each for each in kin if each.of == id]
        longer = _most((each.name, _holding(counts, each.entity, text)) for each in mine if not each.set)
        sets = _most((each.name, _holding(counts, each.entity)) for each in mine if each.set)
        found.append(Written(id, text, own, times, documents, why, longer, sets))
    return found


class _Kin(NamedTuple):
    """An entity whose name or alias holds a name, or a set that the meeting is one of."""

    of: str
    entity: str
    name: str
    set: bool


_NODES: Final = "select id, name, known from nodes where list_contains(?, id)"

_HOLDERS: Final = """
select w.id, n.id, n.name, false
from (select unnest(cast(? as varchar[])) as id, unnest(cast(? as varchar[])) as writing) w join nodes n
  on n.id <> w.id and n.kind <> 'set' and length(w.writing) > 1
    and (contains(n.name, w.writing) or contains(array_to_string(n.aliases, '；'), w.writing))
"""

_SETS: Final = """
select e.target, n.id, n.name, true from edges e join nodes n on n.id = e.source
where e.relation = 'has_part' and list_contains(?, e.target) and n.type = 'MEETING' and n.kind = 'set'
"""


def _kin(tables: Any, wanted: Mapping[str, str]) -> list[_Kin]:
    meetings = [id for id in wanted if id.startswith("meeting:")]
    sets = rows(tables, _SETS, [meetings]) if meetings else []
    return [_Kin(*row) for row in (*rows(tables, _HOLDERS, [list(wanted), list(wanted.values())]), *sets)]


def _counts(tables: Any, entities: Collection[str], where: str) -> dict[str, dict[str, int]]:
    """Entity → text of a mention → how many there are in the documents `d` of which a condition holds."""
    if not entities:
        return {}
    among = "" if where == "true" else f" and document in (select d.id from documents d where {where})"
    query = f"select entity, text, count(*) from mentions where entity in ({', '.join(map(literal, sorted(entities)))})"
    found: dict[str, dict[str, int]] = {}
    for entity, text, count in rows(tables, f"{query}{among} group by entity, text"):
        found.setdefault(entity, {})[text] = count
    return found


def _holding(counts: Mapping[str, Mapping[str, int]], entity: str, text: str = "") -> int:
    """Mentions of an entity that hold a text; they do not overlap, so that such a one is none of a shorter name."""
    return sum(count for said, count in counts.get(entity, {}).items() if text in said)


def _most(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(((name, count) for name, count in counts if count), key=lambda item: (-item[1], item[0])))


def _writing(text: str, name: str) -> str:
    """As a name was asked for; ids, English and pinyin are no writings of the texts."""
    return name if text.isascii() or name in text else unquoted(text)


def _listed(counts: Sequence[tuple[str, int]]) -> str:
    more = len(counts) - TOLD
    return "；".join(f"{name} {count:,}" for name, count in counts[:TOLD]) + (f" and {more:,} more" if more > 0 else "")


Wanted = Sequence[tuple[str, str, str]]
"""Ids, names and days."""


def before(tables: Any, selection: Selection, wanted: Wanted) -> dict[str, int]:
    """Id → dated documents of the selection before a day that hold the name."""
    return _count(tables, selection, wanted, lt)


def after(tables: Any, selection: Selection, wanted: Wanted) -> dict[str, int]:
    """Id → dated documents of the selection after a day that hold the name."""
    return _count(tables, selection, wanted, gt)


def _count(tables: Any, selection: Selection, wanted: Wanted, side: Callable[[str, str], bool]) -> dict[str, int]:
    """One pass over the texts for all names."""
    from ahocorasick_rs import AhoCorasick

    found = {id: 0 for id, _, _ in wanted}
    if not found:
        return found
    names = list(dict.fromkeys(name for _, name, _ in wanted))
    automaton = AhoCorasick(names)
    days: list[list[tuple[str, str]]] = [[] for _ in names]
    place = {name: number for number, name in enumerate(names)}
    for id, name, day in wanted:
        days[place[name]].append((id, day))
    texts = getattr(tables, "con", tables).sql(
        f"select d.date, d.text from documents d where d.date <> '' and {selection.where('d')}"
    )
    for date, text in texts.iter_rows():
        held = {match[0] for match in automaton.find_matches_as_indexes(text, overlapping=True)}
        for number in held:
            for id, day in days[number]:
                found[id] += side(date, day)
    return found
