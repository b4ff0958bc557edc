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

_NUMBERED = """
with kept as (
    select unnest($ids::varchar[]) as id, generate_subscripts($ids::varchar[], 1) - 1 as place
), dated as (
    select id, row_number() over (order by date = '', date, id) as place from documents
)
"""
"""Names by their place among the ids and documents by that in time: numbers are ordered and told apart sooner than ids."""

_CHOSEN = (
    _NUMBERED
    + """, pairs as (
    select unnest($sources::bigint[]) as source, unnest($targets::bigint[]) as target
), stands as materialized (
    select distinct k.place as entity, d.place as document, m.sentence
    from mentions m join kept k on k.id = m.entity join dated d on d.id = m.document
), ranked as (
    select entity as a, -1 as b, document, sentence from stands
    union all
    select source, target, x.document, x.sentence
    from pairs join stands x on x.entity = source
    join stands y on y.entity = target and y.document = x.document and y.sentence = x.sentence
), turns as (
    select *, row_number() over (partition by a, b, document order by sentence) as turn from ranked
), chosen as (
    select *, row_number() over (partition by a, b order by turn, document, sentence) as place from turns
    qualify place <= $cap
), wanted as (
    select document, sentence, min(place) as place, count(*) as uses from chosen group by document, sentence
), texts as (
    select w.document as time, s.document, s."index" as sentence, s.text, s.section, s.start
    from wanted w join dated d on d.place = w.document
    join sentences s on s.document = d.id and s."index" = w.sentence
    qualify sum(length(s.text)) over (
        order by w.place, uses desc, w.document, w.sentence rows unbounded preceding) <= $room
)
select t.document, t.sentence, t.text, t.section, m.start - t.start, m."end" - t.start, k.place
from texts t join mentions m on m.document = t.document and m.sentence = t.sentence join kept k on k.id = m.entity
order by t.time, t.sentence, m.start, m."end", k.id
"""
)

_TOTALS = (
    _NUMBERED
    + """
select k.place, count(*) from (select distinct entity, document, sentence from mentions) m
join kept k on k.id = m.entity group by k.place
"""
)

_WHERE = (
    _NUMBERED
    + """, counted as (
    select k.place as entity, d.place as document, count(*) as count
    from mentions m join kept k on k.id = m.entity join dated d on d.id = m.document group by k.place, d.place
), most as (
    select *, row_number() over (partition by entity order by count desc, document) as turn from counted
    qualify turn <= $cap
)
select m.entity, d.id, m.count from most m join dated d on d.place = m.document join kept k on k.place = m.entity
order by m.turn, m.count desc, k.id
"""
)

_LISTED = """
select id from documents
order by least(
    row_number() over (partition by level order by date = '', date, id),
    row_number() over (partition by genre order by date = '', date, id),
    row_number() over (partition by speaker order by date = '', date, id),
    row_number() over (partition by substr(date, 1, 4) order by date, id)
), date = '', date, id limit ?
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
    ends = {"sources": [source for source, _ in pairs], "targets": [target for _, target in pairs]}
    rows = con.execute(_CHOSEN, {"ids": list(ids), **ends, "cap": cap, "room": MAX_CHARACTERS}).fetchall()
    found = Evidence()
    documents: dict[str, int] = {}
    sections: dict[str, int] = {}
    for (document, _, text, section), group in groupby(rows, key=lambda row: row[:4]):
        where = [
            documents.setdefault(document, len(documents)),
            sections.setdefault(section or "", len(sections)),
        ]
        marks = [(start, end, node) for *_, start, end, node in group]
        found.sentences += [[*where, *passage] for passage in passages(text, marks)]
    found.places = _places(con, ids, cap, documents)
    for (document,) in con.execute(_LISTED, [listed]).fetchall():
        if len(documents) < listed:
            documents.setdefault(document, len(documents))
    found.document_ids, found.sections = list(documents), list(sections)
    found.documents = corpus.documents(con, found.document_ids)
    totals = dict(con.execute(_TOTALS, {"ids": list(ids)}).fetchall())
    found.totals = [totals.get(node, 0) for node in range(len(ids))]
    return found


def _places(con: Any, ids: Sequence[str], cap: int, documents: dict[str, int]) -> list[list[int]]:
    """For every node `[document, mentions, …]`, the `cap` documents with most; these are added to `documents`."""
    most = len(documents) + MAX_DOCUMENTS
    places: list[list[int]] = [[] for _ in ids]
    for node, document, count in con.execute(_WHERE, {"ids": list(ids), "cap": cap}).fetchall():
        if document in documents or len(documents) < most:
            places[node] += [documents.setdefault(document, len(documents)), count]
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
