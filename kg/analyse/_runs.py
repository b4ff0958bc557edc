"""Runs of slogans in a clause, each with the verb that governs it: what formulas are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any, Final

from kg.analyse._rows import rows
from kg.analyse.selection import Selection
from kg.analyse.subset import weigher
from kg.clean import normalise

MENTIONS: Final = """
with several as (
  select * from mentions where type = 'SLOGAN' and verb <> ''
  qualify count(*) over (partition by document, sentence) > 1
)
select m.document, m.sentence, m.start, m."end", substr(m.entity, position(':' in m.entity) + 1), m.verb, d.date, d.source, s.start, s.text
from several m join documents d on d.id = m.document
join sentences s on s.document = m.document and s.index = m.sentence
where {where}
order by m.document, m.sentence, m.start
"""

REACH: Final = 18
"""Characters that may stand between two members of a chain: marks, a head noun, an adverb, a verb."""

_APART: Final = re.compile("[。！？；\n]")
_JOINS: Final = re.compile("[、，和与及]")


@dataclass(frozen=True, slots=True)
class Link:
    """A member of a chain: the name of the slogan's node and the verb that governs it, in simplified script."""

    verb: str
    slogan: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of slogans, each with its verb, in one sentence; `text` is the run as worded, at `start:end` of the document.

    `weight` is that of the document.
    """

    document: str
    source: str
    date: str
    sentence: int
    start: int
    end: int
    links: tuple[Link, ...]
    text: str
    weight: int | Fraction = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The slogans in order."""
        return tuple(link.slogan for link in self.links)


def chains(tables: Any, selection: Selection | None = None) -> list[Chain]:
    """Every chain of two or more slogans in the documents of a selection, by document and place."""
    found: list[Chain] = []
    weight = weigher(tables)
    query = MENTIONS.format(where=(selection or Selection()).where("d"))
    for _, mentions in groupby(rows(tables, query), key=lambda row: (row[0], row[1])):
        found += [_chain(run, weight(run[0][0])) for run in _runs(list(mentions)) if len(run) > 1]
    return found


def _runs(mentions: Sequence[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """The mentions of a sentence in runs of one clause; a name that stands twice begins a new run."""
    run: list[tuple[Any, ...]] = []
    for mention in mentions:
        if run and not (_joined(run[-1], mention) and mention[4] not in {other[4] for other in run}):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _joined(left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    """Whether what stands between two mentions holds them together, and the verb of the second if it has its own."""
    start, text, verb = left[8], left[9], right[5]
    between = text[left[3] - start : right[2] - start]
    own = verb in between or verb == left[5]
    return own and len(between) <= REACH and not _APART.search(between) and bool(_JOINS.search(between))


def _chain(run: list[tuple[Any, ...]], weight: int | Fraction) -> Chain:
    document, sentence, first, _, _, verb, date, source, offset, text = run[0]
    end = run[-1][3]
    verb_at = text.rfind(verb, max(0, first - offset - REACH), first - offset)
    start = offset + verb_at if verb_at >= 0 else first
    end += text[end - offset : end - offset + 1] in ("”", "’")
    links = tuple(Link(normalise(row[5]), row[4]) for row in run)
    return Chain(document, source, date, sentence, start, end, links, text[start - offset : end - offset], weight)
