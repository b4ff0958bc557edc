"""In which sentences a node or an edge stands, with the places of the names in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.analyse._rows import rows
from kg.analyse.selection import Selection
from kg.errors import unknown
from kg.graph.schema import WINDOWS


@dataclass(frozen=True, slots=True)
class Mark:
    """A name in a sentence: half-open `str` indices into the sentence's text, and the entity it names."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that names an entity, and where it stands.

    `document` is the document's id and `title`, `source`, `date` its metadata; `section` the headings above the
    sentence, `sentence` its index, `start` its offset in the document's text.
    """

    document: str
    title: str
    source: str
    date: str
    section: str
    sentence: int
    start: int
    text: str
    marks: tuple[Mark, ...]


# The first sentence of every document comes before the second of any, body text before headings, and documents by
# date, undated ones last: with few sentences to show, they are the earliest uses, each from another document.
NODES = """
with hits as (
  select distinct m.entity, m.document, m.sentence
  from mentions m join documents d on d.id = m.document
  where list_contains(?, m.entity) and {where}
),
turns as (
  select h.entity, h.document, h.sentence, d.date, d.source,
    row_number() over (
      partition by h.entity, h.document order by case when s.role = 'body' then 0 else 1 end, h.sentence
    ) as turn
  from hits h
  join sentences s on s.document = h.document and s.index = h.sentence
  join documents d on d.id = h.document
),
placed as (
  select t.*, row_number() over (
    partition by t.entity
    order by t.turn, case when t.date = '' then 1 else 0 end, t.date, t.source, t.document, t.sentence
  ) as place
  from turns t
)
select p.entity, d.id, d.title, d.source, d.date, s.section, s.index, s.start, s.text,
  m.start - s.start, m."end" - s.start, m.entity
from placed p
join documents d on d.id = p.document
join sentences s on s.document = p.document and s.index = p.sentence
join mentions m on m.document = p.document and m.sentence = p.sentence and m.entity = p.entity
where p.place <= ?
order by p.entity, p.place, m.start, m."end"
"""

SHARED = """
with ends as (
  select distinct m.document, {unit} as unit, m.entity
  from mentions m join sentences s on s.document = m.document and s.index = m.sentence
  where m.entity = ? or m.entity = ?
),
shared as (
  select e.document, e.unit, d.date, d.source,
    row_number() over (partition by e.document order by e.unit) as turn
  from ends e join documents d on d.id = e.document
  group by e.document, e.unit, d.date, d.source having count(*) = 2
),
chosen as (
  select document, unit, row_number() over (
    order by turn, case when date = '' then 1 else 0 end, date, source, document, unit
  ) as place
  from shared
)
select c.place, d.id, d.title, d.source, d.date, s.section, s.index, s.start, s.text,
  m.start - s.start, m."end" - s.start, m.entity
from chosen c
join documents d on d.id = c.document
join sentences s on s.document = c.document and {unit} = c.unit
join mentions m on m.document = s.document and m.sentence = s.index
where c.place <= ? and (m.entity = ? or m.entity = ?)
order by c.place, s.index, m.start, m."end"
"""

UNITS = {"sentence": "s.index", "paragraph": "s.paragraph", "document": "0"}


def of_nodes(
    tables: Any, ids: Sequence[str], *, limit: int = 5, selection: Selection | None = None
) -> dict[str, tuple[Evidence, ...]]:
    """At most `limit` sentences for each entity, the earliest first, each from another document while there are any.

    Every id is a key; one without a mention, in the documents of the selection where there is one, has no sentences.
    """
    grouped: dict[str, list[tuple[Any, ...]]] = {id: [] for id in ids}
    query = NODES.format(where=(selection or Selection()).where("d"))
    for entity, *row in rows(tables, query, [list(ids), limit]):
        grouped[entity].append(tuple(row))
    return {id: tuple(_sentences(found)) for id, found in grouped.items()}


def of_edge(
    tables: Any, source: str, target: str, *, window: str = "sentence", limit: int = 5
) -> tuple[tuple[Evidence, ...], ...]:
    """At most `limit` windows in which both entities stand, each as the sentences that show it, in their order.

    One sentence where one names both; otherwise the first that names each. Windows are ordered as in `of_nodes`.
    Raises `UsageError` for an unknown window.
    """
    if window not in WINDOWS:
        raise unknown("window", window, WINDOWS)
    grouped: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    query = SHARED.format(unit=UNITS[window])
    for place, *row in rows(tables, query, [source, target, limit, source, target]):
        grouped[place].append(tuple(row))
    return tuple(_showing(list(_sentences(found)), {source, target}) for found in grouped.values())


def _showing(sentences: list[Evidence], ends: set[str]) -> tuple[Evidence, ...]:
    """The fewest sentences that name both ends."""
    both = [item for item in sentences if {mark.entity for mark in item.marks} == ends]
    if both:
        return (both[0],)
    first = {mark.entity: item for item in reversed(sentences) for mark in item.marks}
    return tuple(sorted(first.values(), key=lambda item: item.sentence))


def _sentences(found: Iterable[tuple[Any, ...]]) -> Iterable[Evidence]:
    """Rows of one sentence and one mark each → sentences with their marks, in the order of the rows."""
    marks: dict[tuple[Any, ...], list[Mark]] = {}
    for *sentence, start, end, entity in found:
        text = sentence[-1]
        mark = Mark(max(start, 0), min(end, len(text)), entity)
        marks.setdefault(tuple(sentence), []).append(mark)
    for fields, places in marks.items():
        yield Evidence(*(*fields, tuple(places)))
