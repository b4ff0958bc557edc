"""What the lexicon and the texts' own expansions say of the entities mentioned: has_part, raised_at, held_under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.link import sets, slogans
from kg.records import Relation, entity_id

if TYPE_CHECKING:
    from kg.graph.mentioned import Expanded, Mentioned
    from kg.lexicon import Lexicon

MARKS = " \t\r\n\u3000“”‘’\"'「」『』，。；、：,;.:!?！？"
"""Marks that a text may leave at the ends of a part."""


@dataclass(slots=True)
class _Tally:
    """Who says that a slogan has a part, and in which words."""

    forms: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Facts:
    """What lexicon and texts say of the mentioned entities.

    `relations` come in the order has_part, raised_at, held_under, each by source, target; `forms` are how often texts
    word each part how, by the id of the part; `wordings` the parts that most expansions give each slogan.
    """

    relations: list[Relation]
    forms: dict[str, Counter[str]]
    wordings: dict[str, tuple[str, ...]]


def facts(said: Mentioned, lexicon: Lexicon) -> Facts:
    """What the lexicon says of the entities mentioned, and what the texts' expansions say."""
    used = {id: documents for id, documents in _used(said).items() if id}
    expansions = [(slogans.entity(name, lexicon), _plain(parts), id, day) for name, parts, id, day in said.expansions]
    known = _wordings(expansions, used)
    tallies = _tallies(expansions, known, lexicon, set(used))
    parts = [_part(*ends, tally) for ends, tally in sorted(tallies.items())]
    raised = sorted(_raised_at(lexicon, set(used)), key=_ends)
    meetings = {*used, *(relation.target for relation in raised)}
    parts += sorted(_sets(lexicon, meetings), key=_ends)
    meetings |= {relation.target for relation in parts}
    relations = [*parts, *raised, *sorted(_held_under(lexicon, meetings), key=_ends)]
    forms: dict[str, Counter[str]] = {}
    for (_, target), tally in tallies.items():
        forms.setdefault(target, Counter()).update(tally.forms)
    return Facts(relations, forms, known)


def _used(said: Mentioned) -> dict[str, int]:
    """How many documents mention each entity."""
    import numpy as np

    counts = np.bincount(said.mentions.entity, minlength=len(said.entities))
    return dict(zip(said.entities.to_pylist(), counts.tolist(), strict=True))


def _wordings(expansions: list[Expanded], used: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The parts that most expansions give each slogan; among equals the longest list, then the first in string order.

    What one document alone says of a name that others use too may be its own meaning of it, and is left out.
    """
    counters: dict[str, Counter[tuple[str, ...]]] = {}
    said: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for name, members, document, _ in expansions:
        counters.setdefault(name, Counter())[members] += 1
        said.setdefault((name, members), set()).add(document)
    usual = {
        name: min(counter, key=lambda wording: (-counter[wording], -len(wording), wording))
        for name, counter in counters.items()
    }
    return {
        name: wording
        for name, wording in usual.items()
        if len(said[name, wording]) > 1 or used.get(entity_id("SLOGAN", name), 0) < 2
    }


def _plain(members: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(plain, members) if name))


def _tallies(
    expansions: list[Expanded], wordings: Mapping[str, tuple[str, ...]], lexicon: Lexicon, mentioned: set[str]
) -> dict[tuple[str, str], _Tally]:
    """(slogan, part) → who says it, for the parts of the lexicon and of the texts."""
    tallies: dict[tuple[str, str], _Tally] = {}
    known = dict(wordings)
    for name, slogan in lexicon.slogans.items():
        if slogan.parts:
            known[name] = _plain(slogan.parts)
        if slogan.parts and entity_id("SLOGAN", name) in mentioned:
            for part in known[name]:
                tallies.setdefault((entity_id("SLOGAN", name), _part_id(part, lexicon, mentioned)), _Tally())
    for name, members, document, date in expansions:
        source = entity_id("SLOGAN", name)
        for part, form in {same(member, known.get(name, ())): member for member in members}.items():
            tally = tallies.setdefault((source, _part_id(part, lexicon, mentioned)), _Tally())
            tally.forms[form] += 1
            tally.documents.add(document)
            tally.dates.add(date)
    return {ends: tally for ends, tally in tallies.items() if ends[0] != ends[1]}


def _part(source: str, target: str, tally: _Tally) -> Relation:
    """The edge to a part; its count is the number of expansions that say it."""
    dates = sorted(tally.dates - {""}) or [""]
    count, documents = tally.forms.total(), len(tally.documents)
    return Relation(source, target, "has_part", "", count, documents, first=dates[0], last=dates[-1])


def _sets(lexicon: Lexicon, meetings: set[str]) -> Iterator[Relation]:
    """Meeting → each meeting that it is made of (二十届二中、三中全会, the two sessions of a year)."""
    prefix = entity_id("MEETING", "")
    for source in meetings:
        if source.startswith(prefix):
            for name in sets.members(source.removeprefix(prefix), lexicon):
                held = lexicon.meetings.get(name)
                first, last = (held.start, held.end or held.start) if held else ("", "")
                yield Relation(source, prefix + name, "has_part", first=first, last=last)


def _part_id(name: str, lexicon: Lexicon, mentioned: set[str]) -> str:
    """The slogan's id where the part is one itself, `part:…` otherwise."""
    slogan = entity_id("SLOGAN", lexicon.canonical.get(name, name))
    return slogan if name in lexicon.canonical or slogan in mentioned else entity_id("PART", name)


def same(name: str, parts: Iterable[str]) -> str:
    """The one of the parts that a name means: itself, or the only one that it ends or that ends it.

    Texts word a part shorter (its head alone) or longer (with what it is for) than the lexicon.

    >>> same("政治机关", ["听指挥的政治机关", "办实事的工作机关"]), same("机关", ["政治机关", "工作机关"])
    ('听指挥的政治机关', '机关')
    """
    parts = list(parts)
    near = [part for part in parts if part.endswith(name) or name.endswith(part)]
    return near[0] if name not in parts and len(near) == 1 and len(name) > 1 < len(near[0]) else name


def plain(name: str) -> str:
    """A part as a name: no blanks or line breaks within, no marks around.

    >>> plain(" “政治机关”、")
    '政治机关'
    """
    return "".join(name.split()).strip(MARKS)


def _raised_at(lexicon: Lexicon, mentioned: set[str]) -> Iterator[Relation]:
    for name, slogan in lexicon.slogans.items():
        source = entity_id("SLOGAN", name)
        if slogan.raised_at and source in mentioned:
            target = place(slogan.raised_at, slogan.since, lexicon, mentioned)
            yield Relation(source, target, "raised_at", first=slogan.since, last=slogan.since)


def place(name: str, since: str, lexicon: Lexicon, mentioned: set[str]) -> str:
    """The id of what raised a slogan: a meeting, or a document.

    A conference that recurs is the one held in the year of `since`, where the lexicon has it; a name that neither
    lexicon nor texts know is a meeting when it ends as meetings do.

    >>> from kg.lexicon import Lexicon
    >>> place("论联合政府", "1945", Lexicon(), set()), place("某某工作会议", "", Lexicon(), set())
    ('work:论联合政府', 'meeting:某某工作会议')
    """
    held = f"{since[:4]}年{name}"
    if held in lexicon.meetings:
        name = held
    elif name not in lexicon.meetings:
        name = lexicon.meeting_names.get(name, name)
    title = name[1:-1] if name.startswith("《") and name.find("》") == len(name) - 1 else name
    meeting, work = entity_id("MEETING", name), entity_id("WORK", title)
    if name in lexicon.meetings or meeting in mentioned:
        return meeting
    return work if work in mentioned or not name.endswith(("会", "会议", "大")) else meeting


def _held_under(lexicon: Lexicon, meetings: set[str]) -> Iterator[Relation]:
    """Meeting → series; a meeting named by its series alone is held under it too."""
    for name, meeting in lexicon.meetings.items():
        source = entity_id("MEETING", name)
        if meeting.series and source in meetings:
            series = entity_id("SERIES", meeting.series)
            yield Relation(source, series, "held_under", first=meeting.start, last=meeting.end or meeting.start)
    for name in lexicon.series:
        if entity_id("MEETING", name) in meetings and name not in lexicon.meetings:
            yield Relation(entity_id("MEETING", name), entity_id("SERIES", name), "held_under")


def _ends(relation: Relation) -> tuple[str, str]:
    return relation.source, relation.target
