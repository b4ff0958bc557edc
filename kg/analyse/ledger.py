"""The ledger of first and last uses: who is first to say it here, in which sentence, and who last.

A first use is the earliest in this corpus, never the coining: what lies before the corpus, or outside it, is not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import records, rows, table
from kg.analyse.dates import lag
from kg.analyse.method import Method
from kg.analyse.selection import Selection, chosen
from kg.analyse.subset import unweighed
from kg.analyse.written import before

if TYPE_CHECKING:
    import pyarrow as pa

EARLIEST: Final = "earliest in this corpus"
BEGINS: Final = "earliest in this corpus, which begins then"
AMONG: Final = "among the"
"""What a claim begins with where other documents of the date, as far as it is known, name it too."""

METHOD: Final = Method(
    "date of the earliest and of the latest dated document that names it, with the first sentence that does",
    "a date is a document's own; uses outside the corpus, before its first document, and in undated ones are not seen",
    notes=(
        "not_yet: date of the last documents before; written_before: earlier documents with its characters that are no "
        "mention (within a longer name, or without quotation marks)",
        "tied: documents of the first date, as far as dates are known, that name it: any may be the earliest; the first by "
        "date and source is shown",
        "since: first public use that the lexicon knows of; against_since: how the first use here stands to it",
    ),
)

# The first sentence of the earliest document and of the latest: dated documents only, then source and place.
ENDS: Final = """,
placed as (
  select u.*,
    row_number() over (partition by u.entity order by u.date, u.source, u.document, u.sentence, u.start) as place,
    row_number() over (partition by u.entity order by u.date desc, u.source, u.document, u.sentence, u.start) as back
  from uses u where u.date <> ''
),
spread as (
  select entity, any_value(name) as name, any_value(type) as type, any_value(kind) as kind,
    count(distinct document) as documents, count(*) as mentions from placed group by entity
),
attested as (
  select p.entity, p.place, p.back, p.date, p.document, p.sentence, d.title, d.source, s.text
  from placed p join texts d on d.id = p.document
  join sentences s on s.document = p.document and s.index = p.sentence
  where p.place = 1 or p.back = 1
)
select e.entity, e.name, e.type, e.kind, e.documents, e.mentions, n.since,
  coalesce((select max(t.date) from texts t where t.date <> '' and t.date < f.date
    and t.date <> substr(f.date, 1, length(t.date))), '') as not_yet,
  (select count(distinct u.document) from placed u where u.entity = e.entity
    and substr(u.date, 1, length(f.date)) = substr(f.date, 1, length(u.date))) as tied,
  f.date as first, f.title as first_title, f.source as first_source, f.document as first_document,
  f.sentence as first_sentence, f.text as attestation,
  l.date as last, l.title as last_title, l.source as last_source, l.document as last_document,
  l.sentence as last_sentence, l.text as last_attestation
from spread e join nodes n on n.id = e.entity
join attested f on f.entity = e.entity and f.place = 1
join attested l on l.entity = e.entity and l.back = 1
order by f.date, e.documents desc, e.mentions desc, e.entity
"""


NO_WEIGHTS: Final = "first and last uses are dates, which no weight changes"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity's first and last use, each by date, document (its id, title and source), sentence (index) and text.

    `claim` says what the first use is, where several are `tied` one among the earliest. `not_yet` is the date of the last document before, which does not name it, or
    empty; `tied` documents of the first date, as far as dates are known, name it, and the first by source is given;
    `written_before` earlier documents hold its characters though no mention, which may be an earlier use.
    `since` is the lexicon's date, `against_since` where the first use here stands:
    `earlier`, `later`, `same` as far as both dates are known, or empty.
    """

    name: str
    type: str
    kind: str
    first: str
    claim: str
    not_yet: str
    tied: int
    first_title: str
    attestation: str
    since: str
    against_since: str
    last: str
    last_title: str
    last_attestation: str
    documents: int
    mentions: int
    entity: str
    first_source: str
    first_document: str
    first_sentence: int
    last_source: str
    last_document: str
    last_sentence: int
    written_before: int | None = None


def first(tables: Any, entities: Sequence[str] = (), selection: Selection | None = None, *, top: int = 0) -> pa.Table:
    """A row an `Entry`, by date of first use; of one date those in most documents first.

    Levels, types and kinds choose documents and names. The dates of the selection choose among first uses: a ledger
    from 2018 holds what is first said then or later, not what is said then and was said before. `top` keeps those in
    most documents; 0 all. `entities` are ids; none means all.
    """
    unweighed(tables, NO_WEIGHTS)
    selection = selection or Selection()
    anywhen = Selection("", "", selection.levels, selection.types, selection.kinds)
    within = Selection(selection.start, selection.end)
    found = entries(tables, entities, anywhen)
    if selection.start or selection.end:
        kept = _within({entry.first for entry in found}, within, tables)
        found = [entry for entry in found if entry.first in kept]
    if top:
        best = sorted(found, key=lambda entry: (-entry.documents, -entry.mentions, entry.entity))[:top]
        ids = {entry.entity for entry in best}
        found = [entry for entry in found if entry.entity in ids]
    held = before(tables, anywhen, [(entry.entity, entry.name, entry.first) for entry in found])
    told = [replace(entry, written_before=held[entry.entity]) for entry in found]
    return METHOD.on(table(Entry, told), _at(selection.levels))


def entries(tables: Any, entities: Sequence[str] = (), selection: Selection | None = None) -> list[Entry]:
    """The entries of all documents and names of the selection, by date of first use, without `written_before`."""
    selection = selection or Selection()
    begins = rows(tables, selection.scope() + " select min(date) from texts where date <> ''")[0][0]
    found = records(tables, selection.scope(chosen(entities)) + ENDS)
    return [Entry(**row, claim=_claim(row["first"], begins, row["tied"]), against_since=_against(row)) for row in found]


def _claim(day: str, begins: str, tied: int) -> str:
    claim = BEGINS if lag(begins, day) == 0 else EARLIEST
    return f"{AMONG} {claim}" if tied > 1 else claim


def _against(row: dict[str, Any]) -> str:
    """How the first use here stands to the date of the lexicon."""
    if not row["since"]:
        return ""
    days = lag(row["since"], row["first"])
    return "same" if days == 0 else "later" if days > 0 else "earlier"


def _within(days: set[str], selection: Selection, tables: Any) -> set[str]:
    """Those of the dates that the selection holds."""
    query = f"select distinct d.date from documents d where {selection.where('d')}"
    return {row[0] for row in rows(tables, query)} & days


def _at(levels: Sequence[str]) -> str:
    return f"this corpus: its documents at the levels {', '.join(levels)}" if levels else ""
