"""Which sentences the page holds, and where the names stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from kg.export.html import corpus

MAX_CHARACTERS: Final = 300_000
"""The characters of all sentences of a page: what every node and edge needs first goes in first."""

MAX_DOCUMENTS: Final = 1000
"""The documents of a page that no sentence of it is from: those that name a node most come in first."""

MAX_LISTED: Final = 1000
"""The documents of a page, for the list of them: the first of every level, genre, speaker and year, then the second."""

PASSAGE: Final = 600
"""A longer sentence is cut into passages around the names in it."""

_CHOSEN = """
with kept as (select unnest(?::varchar[]) as id),
pairs as (select unnest(?::varchar[]) as source, unnest(?::varchar[]) as target),
stands as (select distinct entity, document, sentence from mentions where entity in (from kept)),
ranked as (
    select entity as a, '' as b, document, sentence from stands
    union all
    select source, target, x.document, x.sentence
    from pairs join stands x on x.entity = source
    join stands y on y.entity = target and y.document = x.document and y.sentence = x.sentence
), turns as (
    select *, row_number() over (partition by a, b, document order by sentence) as turn from ranked
), chosen as (
    select t.*, row_number() over (
        partition by a, b order by turn, d.date = '', d.date, document, sentence) as place
    from turns t join documents d on d.id = document
    qualify place <= ?
), wanted as (
    select document, sentence, min(place) as place, count(*) as uses from chosen group by document, sentence
), texts as (
    select w.*, s.text, s.section, s.start, d.date from wanted w
    join sentences s on s.document = w.document and s."index" = w.sentence
    join documents d on d.id = w.document
    qualify sum(length(s.text)) over (
        order by place, uses desc, d.date = '', d.date, w.document, w.sentence rows unbounded preceding) <= ?
)
select t.document, t.sentence, t.text, t.section, m.start - t.start, m."end" - t.start, m.entity
from texts t join mentions m on m.document = t.document and m.sentence = t.sentence
where m.entity in (from kept)
order by t.date = '', t.date, t.document, t.sentence, m.start, m."end", m.entity
"""

_TOTALS = """
select entity, count(distinct (document, sentence)) from mentions where list_contains(?, entity) group by entity
"""

_LISTED = """
select id from documents
order by least(
    row_number() over (partition by level order by date = '', date, id),
    row_number() over (partition by genre order by date = '', date, id),
    row_number() over (partition by speaker order by date = '', date, id),
    row_number() over (partition by substr(date, 1, 4) order by date, id)
), date = '', date, id limit ?
"""

_WHERE = """
select entity, document, count(*) as n, row_number() over (
    partition by entity order by count(*) desc, d.date = '', d.date, document) as place
from mentions join documents d on d.id = document
where list_contains(?, entity) group by entity, document, d.date
qualify place <= ?
order by place, n desc, entity
"""


@dataclass(slots=True)
class Evidence:
    """The sentences of a page in order of date; `sentences` are rows `[document, section, text, marks]`.

    `marks` is `[start, end, node, …]` in UTF-16 units of `text`, as a browser counts. `documents` are the rows of
    `corpus.documents`; `totals[node]` counts all sentences of the build that name it;
    `places[node]` is `[document, mentions, …]`, the documents that name it most.
    """

    documents: list[list[Any]] = field(default_factory=list)
    document_ids: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    sentences: list[list[Any]] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)


def evidence(
    con: Any, ids: Sequence[str], pairs: Iterable[tuple[int, int]], *, cap: int, listed: int = MAX_LISTED
) -> Evidence:
    """At most `cap` sentences for every node and for every pair of nodes (indexes into `ids`).

    The first sentence of each document comes before the second of any, documents by date. Up to `listed` documents
    are there whether a sentence is from them or not.
    """
    pairs = list(pairs)
    sources, targets = [ids[s] for s, _ in pairs], [ids[t] for _, t in pairs]
    rows = con.execute(_CHOSEN, [list(ids), sources, targets, cap, MAX_CHARACTERS]).fetchall()
    index = {id: i for i, id in enumerate(ids)}
    found = Evidence()
    documents: dict[str, int] = {}
    sections: dict[str, int] = {}
    for (document, _, text, section), group in groupby(rows, key=lambda row: row[:4]):
        where = [
            documents.setdefault(document, len(documents)),
            sections.setdefault(section or "", len(sections)),
        ]
        marks = [(start, end, index[entity]) for *_, start, end, entity in group]
        found.sentences += [[*where, *passage] for passage in passages(text, marks)]
    found.places = _places(con, ids, cap, documents)
    for (document,) in con.execute(_LISTED, [listed]).fetchall():
        if len(documents) < listed:
            documents.setdefault(document, len(documents))
    found.document_ids, found.sections = list(documents), list(sections)
    found.documents = corpus.documents(con, found.document_ids)
    totals = dict(con.execute(_TOTALS, [list(ids)]).fetchall())
    found.totals = [totals.get(id, 0) for id in ids]
    return found


def _places(con: Any, ids: Sequence[str], cap: int, documents: dict[str, int]) -> list[list[int]]:
    """For every node `[document, mentions, …]`, the `cap` documents with most; these are added to `documents`."""
    most = len(documents) + MAX_DOCUMENTS
    index = {id: i for i, id in enumerate(ids)}
    places: list[list[int]] = [[] for _ in ids]
    for entity, document, count, _ in con.execute(_WHERE, [list(ids), cap]).fetchall():
        if document in documents or len(documents) < most:
            places[index[entity]] += [documents.setdefault(document, len(documents)), count]
    return places


def passages(text: str, marks: Sequence[tuple[int, int, int]]) -> Iterator[tuple[str, list[int]]]:
    """A sentence with its marks, or, where it is longer than `PASSAGE`, pieces of it that hold all marks.

    >>> list(passages("增强“四个意识”", [(3, 7, 0)]))
    [('增强“四个意识”', [3, 7, 0])]
    """
    marks = sorted((max(0, start), min(end, len(text)), node) for start, end, node in marks if start < len(text))
    while marks:
        start = max(0, marks[0][0] - PASSAGE // 4) if len(text) > PASSAGE else 0
        end = min(len(text), start + PASSAGE)
        inside = [mark for mark in marks if mark[0] < end]
        marks = marks[len(inside) :]
        before, after = "…" * (start > 0), "…" * (end < len(text))
        piece = before + text[start:end] + after
        shift = len(before) - start
        yield piece, _utf16(piece, [(a + shift, min(b, end) + shift, node) for a, b, node in inside])


def _utf16(text: str, marks: Iterable[tuple[int, int, int]]) -> list[int]:
    """Marks, flat, in UTF-16 units; characters beyond the first plane count twice there."""
    if max(text, default="") <= "\uffff":
        return [number for mark in marks for number in mark]
    at = [0]
    for character in text:
        at.append(at[-1] + 1 + (character > "\uffff"))
    return [number for start, end, node in marks for number in (at[start], at[end], node)]
