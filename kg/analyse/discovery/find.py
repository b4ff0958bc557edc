"""From the text of a build to the candidates that look like names and that no lexicon has, the best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from kg.analyse.discovery import candidates, nesting, score, shape
from kg.analyse.discovery.candidates import Candidates
from kg.analyse.discovery.figures import Figures
from kg.analyse.discovery.suffixes import Suffixes, suffixes
from kg.analyse.discovery.text import Ints, Marked, Text
from kg.extraction.scan import plain
from kg.lexicon import Lexicon

RECURRING: Final = 3
"""A phrase that nothing marks as a name has to stand in so many documents."""

POOL: Final = 20_000
"""Candidates whose words are looked at, at least."""

QUOTED: Final = 0.3
"""From this share of its occurrences in quotation marks a candidate is taken for a name that is quoted."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name with its score and reasons, and where it stands in the text: start and end of each occurrence, in order."""

    name: str
    kind: str
    score: float
    reasons: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def find(text: Text, marks: list[Marked], lexicon: Lexicon, *, top: int, least: int) -> list[Found]:
    """At most `top` names that stand in `least` documents or more, by score downwards, then by name."""
    arranged = suffixes(text.codes)
    pools = [
        candidates.phrases(text, arranged, max(least, RECURRING)),
        candidates.marked(text, marks),
    ]
    known = {plain(writing) for writing in lexicon.canonical}
    ranked = _ranked(pools, known, {plain(mark.name) for mark in marks}, least, max(POOL, 10 * top))
    where = _Places(text, arranged, pools, marks)
    chosen = _distinct(ranked)
    kept = nesting.own([item.name for item in chosen], [item.free for item in chosen], lambda i: where(chosen[i]))
    return [_found(chosen[i], pools, where) for i in kept[:top]]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A candidate by its pool and place in it; `name` has 、 between members."""

    name: str
    pool: int
    at: int
    score: float
    free: bool


def _ranked(pools: list[Candidates], known: set[str], held: set[str], least: int, most: int) -> list[_Ranked]:
    """The candidates that are not refused, the best first."""
    rough = []
    for number, pool in enumerate(pools):
        values = score.by_figures(pool.figures, pool.association)
        for at in np.flatnonzero(pool.figures.documents >= least):
            rough.append((-float(values[at]), pool.names[at].replace("，", "、"), number, int(at)))
    result = []
    for value, name, number, at in sorted(rough):
        quoted = pools[number].figures.quoted[at]
        free = bool(quoted >= QUOTED and plain(name) in held)
        if plain(name) in known or shape.refused(name, free) or not _evident(pools[number].figures, at, name, free):
            continue
        result.append(_Ranked(name, number, at, round(score.by_shape(name, quoted > 0) - value, 3), free))
    result.sort(key=lambda item: (-item.score, item.name, item.pool))
    return [item for item in result[:most] if item.free or not shape.worded(item.name)]


def _evident(figures: Figures, at: int, name: str, marked: bool) -> bool:
    """Whether more than its recurrence speaks for a name: that the extractor took it for one, its build, or its verbs.

    Quotation marks alone do not: the extractor saw them too, and refused what stands in them.
    """
    if shape.parallel(name) or shape.numeric(name, figures.quoted[at] > 0):
        return True
    known = figures.governed[at] + figures.headed[at] >= 0.1
    if marked:
        return bool(known or shape.named(name) or "+" in name)
    stem = figures.headed[at] >= 0.8  # with the noun after it, it is a longer candidate
    return bool(known and not stem and figures.governed[at] >= (0.1 if shape.named(name) else 0.3))


def _distinct(ranked: Iterable[_Ranked]) -> list[_Ranked]:
    """One candidate for all that differ only in what separates their members: the best, or the recurring phrase."""
    found: dict[str, _Ranked] = {}
    for item in ranked:
        found.setdefault(plain(item.name), item)
    return list(found.values())


class _Places:
    """Where candidates stand: phrases by the suffix array, marked names by their marks as well."""

    def __init__(self, text: Text, arranged: Suffixes, pools: list[Candidates], marks: list[Marked]) -> None:
        self._suffixes, self._pools = arranged, pools
        self._marks: dict[str, list[int]] = {}
        self._lengths = {mark.start: mark.length for mark in marks}
        for mark in marks:
            self._marks.setdefault(plain(mark.name), []).append(mark.start)
        self._get = lru_cache(maxsize=None)(self._find)

    def __call__(self, item: _Ranked) -> Ints:
        return self._get(item)

    def _find(self, item: _Ranked) -> Ints:
        pool = self._pools[item.pool]
        places = np.array(self._marks.get(plain(item.name), []), np.int32)
        if item.pool == 0:
            recurring = self._suffixes.occurrences(int(pool.first[item.at]), int(pool.length[item.at]))
            places = np.concatenate([places, recurring])
        return np.unique(places).astype(np.int32)

    def spans(self, item: _Ranked) -> tuple[tuple[int, int], ...]:
        """Start and end of each occurrence; what the extractor marked is as long as it said."""
        length = int(self._pools[item.pool].length[item.at])
        return tuple((at, at + self._lengths.get(at, length)) for at in self(item).tolist())


def _found(item: _Ranked, pools: list[Candidates], where: _Places) -> Found:
    pool = pools[item.pool]
    quoted = float(pool.figures.quoted[item.at])
    kind = "numeric" if shape.numeric(item.name, quoted > 0) else "quoted" if quoted >= QUOTED else "doctrine"
    reasons = score.reasons(item.name, pool.figures, pool.association, item.at)
    return Found(item.name, kind, item.score, reasons, where.spans(item))
