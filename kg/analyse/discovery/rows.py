"""What a build knows of the names that were found: documents, dates, writings, sentences that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows
from kg.analyse.discovery.text import BLANKS, Text, load
from kg.analyse.evidence import Evidence, Mark
from kg.lexicon import Lexicon
from kg.records import entity_id

if TYPE_CHECKING:
    from kg.analyse.discovery.find import Found

FLOOR: Final = -5.0
"""The lowest score of a row; in a large corpus few names and many ordinary phrases lie below it."""

FALLBACK: Final = "政治"
"""The domain of a name beside which no known one stands."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """A name that no lexicon has.

    `kind` as in the lexicon; `score` and `reasons`: see `kg.analyse.discovery.score`. `count` occurrences in `documents`
    documents, dated from `first` to `last` (ISO, or empty). `writings`: as the texts write it, the most frequent
    first. `parts`: its members, where the name or a text tells them. `domain`: that of most known names beside it.
    `level`: that of its documents, where all are of one. `evidence`: the earliest sentences, each of another document
    while there are any.
    """

    name: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    count: int
    documents: int
    first: str
    last: str
    writings: tuple[str, ...]
    parts: tuple[str, ...]
    domain: str
    level: str
    evidence: tuple[Evidence, ...]


def discover(
    tables: Any,
    lexicon: Lexicon,
    *,
    top: int = 100,
    min_documents: int = 1,
    since: str = "",
    until: str = "",
    examples: int = 3,
    floor: float = FLOOR,
) -> list[Discovery]:
    """The names of a build that `lexicon` does not have, the most name-like first, at most `top`, of 0 all.

    Candidates are the slogans that the extractor marked by rule, and strings of 4 to 16 Chinese characters that recur in
    three documents or more. A name stands in at least `min_documents` documents dated from `since` to `until` (ISO, of
    any precision; with a bound, undated documents are left out). Names that differ only in what separates their
    members are one. Rows have a score of `floor` or more. The same build and lexicon give the same rows. Takes `Tables` or a DuckDB connection.
    """
    from kg.analyse.discovery.find import find

    text, marks = load(tables, since=since, until=until)
    found = find(text, marks, lexicon, top=top, least=max(min_documents, 1), floor=floor)
    facts = _Facts(tables, [item.name for item in found], [_sentences(text, item) for item in found], examples)
    return [_row(text, item, facts, at) for at, item in enumerate(found)]


def _sentences(text: Text, item: Found) -> list[tuple[str, int]]:
    """The sentences of a name, a key an occurrence."""
    import numpy as np

    return [text.keys[at] for at in text.sentences(np.array([start for start, _ in item.places], np.int32)).tolist()]


class _Facts:
    """What the tables say of the sentences of the names, fetched at once."""

    def __init__(self, tables: Any, names: list[str], keys: list[list[tuple[str, int]]], examples: int) -> None:
        self.keys = keys
        flat = [(at, *key) for at, found in enumerate(keys) for key in dict.fromkeys(found)]
        columns: list[Any] = [list(column) for column in zip(*flat, strict=True)] or [[], [], []]
        ids = list(dict.fromkeys(columns[1]))
        self.documents = {row[0]: row[1:] for row in rows(tables, DOCUMENTS, [ids])}
        self.shown = [self._earliest(found, examples) for found in keys]
        wanted = sorted({key for found in self.shown for key in found})
        pairs = [[id for id, _ in wanted], [index for _, index in wanted]]
        self.sentences = {row[:2]: row[2:] for row in rows(tables, SENTENCES, pairs)}
        self.domains: dict[int, Counter[str]] = {at: Counter() for at in range(len(names))}
        for at, domain, count in rows(tables, DOMAINS, columns):
            self.domains[at][domain] = count
        self.members: dict[str, tuple[str, ...]] = {}
        for name, members in rows(tables, MEMBERS, [names]):
            self.members.setdefault(name, tuple(members))

    def _earliest(self, keys: Sequence[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
        """The sentences to show: the first of every document, then the second; by date, undated ones last."""
        turns: Counter[str] = Counter()
        order = []
        for id, index in sorted(set(keys)):
            date, source = self.documents[id][1:3]
            order.append((turns[id], date == "", date, source, id, index))
            turns[id] += 1
        return [(id, index) for *_, id, index in sorted(order)[:limit]]


DOCUMENTS: Final = "select id, title, date, source, level from documents where list_contains(?, id) order by id"

SENTENCES: Final = """
with wanted as (select unnest(?) as document, unnest(?) as index)
select s.document, s.index, s.section, s.start, s.text
from wanted w join sentences s on s.document = w.document and s.index = w.index order by s.document, s.index
"""

DOMAINS: Final = """
with wanted as (select unnest(?) as row, unnest(?) as document, unnest(?) as index)
select w.row, n.domain, cast(count(*) as integer)
from wanted w join mentions m on m.document = w.document and m.sentence = w.index join nodes n on n.id = m.entity
where n.known and n.type = 'SLOGAN' and n.domain <> '' group by w.row, n.domain order by w.row, n.domain
"""

MEMBERS: Final = """
select slogan, members from expansions where list_contains(?, slogan)
group by slogan, members order by slogan, count(*) desc, members
"""


def _row(text: Text, item: Found, facts: _Facts, at: int) -> Discovery:
    keys = facts.keys[at]
    about = [facts.documents[id] for id in dict.fromkeys(id for id, _ in keys)]
    dates = sorted(date for _, date, _, _ in about if date)
    levels = {level for *_, level in about if level}
    writings = Counter(text.slice(start, end) for start, end in item.places)
    domains = facts.domains[at]
    return Discovery(
        name=item.name,
        kind=item.kind,
        score=item.score,
        reasons=item.reasons,
        count=len(item.places),
        documents=len(about),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        writings=tuple(sorted(writings, key=lambda writing: (-writings[writing], writing))),
        parts=facts.members.get(item.name, tuple(item.name.split("、")) if "、" in item.name else ()),
        domain=min(domains, key=lambda domain: (-domains[domain], domain)) if domains else FALLBACK,
        level=levels.pop() if len(levels) == 1 else "",
        evidence=tuple(_evidence(text, item, facts, at, key) for key in facts.shown[at]),
    )


def _evidence(text: Text, item: Found, facts: _Facts, at: int, key: tuple[str, int]) -> Evidence:
    """A sentence with the places of the name in it."""
    section, start, sentence = facts.sentences[key]
    title, date, source, _ = facts.documents[key[0]]
    offsets = [offset for offset, character in enumerate(sentence) if character not in BLANKS]
    marks = []
    for where, (first, last) in zip(facts.keys[at], item.places, strict=True):
        if where == key:
            base = int(text.starts[text.sentences(_one(first))[0]])
            marks.append(Mark(offsets[first - base], offsets[last - 1 - base] + 1, entity_id("SLOGAN", item.name)))
    return Evidence(key[0], title, source, date, section, key[1], start, sentence, tuple(marks))


def _one(position: int) -> Any:
    import numpy as np

    return np.array([position], np.int32)
