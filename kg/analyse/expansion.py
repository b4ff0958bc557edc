"""The lag of expansion: is a slogan written out before it is named, or named before it is written out?

A text writes a slogan out where one sentence holds all its parts, in any order, as the lexicon (or, where it has none,
most texts) words them. Four members listed in one year and called by their number in the next are such a lag.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows, table
from kg.analyse.dates import lag
from kg.analyse.ledger import Entry, entries
from kg.analyse.method import Method
from kg.analyse.selection import Selection
from kg.analyse.subset import unweighed

if TYPE_CHECKING:
    import pyarrow as pa

METHOD: Final = Method(
    "days from the first document that names the slogan to the first with a sentence that holds all its parts; "
    "below 0 where it is written out first",
    "parts in other words (or in traditional characters) are not seen, and parts that are everyday words may meet by chance; undated documents are "
    "left out; both are the earliest in this corpus",
)

MARKS: Final = "“”‘’\"'「」『』 "
"""Marks around a part, which a list of parts need not have."""

_SENTENCES: Final = """
select s.text, s.document, s.index, t.date, t.title, t.source from sentences s join texts t on t.id = s.document
where t.date <> '' order by t.date, t.source, s.document, s.index
"""


NO_WEIGHTS: Final = "lags are between dates, which no weight changes"


@dataclass(frozen=True, slots=True)
class Expansion:
    """A slogan's first naming and first writing out, each by date, document (id, title, source) and sentence.

    `lag` in days from the former to the latter; `documents` name it, `written` write it out, `both` do both.
    """

    name: str
    lag: int
    named: str
    written_out: str
    documents: int
    written: int
    both: int
    parts: tuple[str, ...]
    named_title: str
    named_text: str
    written_title: str
    written_text: str
    entity: str
    named_document: str
    named_sentence: int
    written_document: str
    written_sentence: int
    written_source: str


@dataclass(slots=True)
class _Written:
    """The sentence that first writes a slogan out (text, document, index, date, title, source), and the documents."""

    first: tuple[Any, ...]
    documents: set[str]


def expansion(
    tables: Any, entities: Sequence[str] = (), selection: Selection | None = None, *, top: int = 0
) -> pa.Table:
    """A row an `Expansion` for every slogan both named and written out, those written out longest before first.

    Names that hold all their parts themselves are left out. `entities` are ids; none means all; `top` keeps those in
    most documents; 0 all.
    """
    unweighed(tables, NO_WEIGHTS)
    selection = selection or Selection()
    named = {entry.entity: entry for entry in entries(tables, entities, selection)}
    written = _written(tables, selection, _parts(tables, named))
    both = _both(tables, selection, written)
    found = [_expansion(named[id], *written[id], both[id]) for id in written]
    found.sort(key=lambda row: (-row.documents, row.entity))
    return METHOD.on(table(Expansion, sorted(found[: top or None], key=lambda row: (row.lag, row.entity))))


def _parts(tables: Any, named: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    """The parts of the slogans that have two or more, and do not hold them all themselves."""
    found = rows(tables, "select id, parts from nodes where type = 'SLOGAN' and len(parts) > 1 order by id")
    held = {
        id: tuple(dict.fromkeys(filter(None, (part.strip(MARKS) for part in parts))))
        for id, parts in found
        if id in named
    }
    return {
        id: parts for id, parts in held.items() if len(parts) > 1 and not all(part in named[id].name for part in parts)
    }


def _written(
    tables: Any, selection: Selection, parts: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[tuple[str, ...], _Written]]:
    """Slogan → its parts, and where they stand in one sentence; one pass over the sentences."""
    from ahocorasick_rs import AhoCorasick

    words = sorted({part for own in parts.values() for part in own})
    slogans: dict[str, list[str]] = defaultdict(list)
    for id, own in parts.items():
        slogans[own[0]].append(id)
    found: dict[str, _Written] = {}
    if not words:
        return {}
    automaton = AhoCorasick(words)
    con = getattr(tables, "con", tables)
    for sentence in con.sql(selection.scope() + _SENTENCES).iter_rows():
        held = {words[match[0]] for match in automaton.find_matches_as_indexes(sentence[0], overlapping=True)}
        for id in (id for word in sorted(held) for id in slogans.get(word, ()) if held.issuperset(parts[id])):
            found.setdefault(id, _Written(tuple(sentence), set())).documents.add(sentence[1])
    return {id: (parts[id], found[id]) for id in sorted(found)}


def _both(tables: Any, selection: Selection, written: Mapping[str, tuple[Any, _Written]]) -> dict[str, int]:
    """Slogan → documents that name it and write it out."""
    found = dict.fromkeys(written, 0)
    query = selection.scope() + " select distinct entity, document from uses where date <> ''"
    for entity, document in rows(tables, query):
        if entity in written:
            found[entity] += document in written[entity][1].documents
    return found


def _expansion(entry: Entry, parts: tuple[str, ...], written: _Written, both: int) -> Expansion:
    text, document, sentence, day, title, source = written.first
    return Expansion(
        *(entry.name, lag(entry.first, day), entry.first, day, entry.documents, len(written.documents), both, parts),
        *(entry.first_title, entry.attestation, title, text, entry.entity, entry.first_document),
        *(entry.first_sentence, document, sentence, source),
    )
