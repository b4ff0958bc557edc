"""From the text of a build to the candidates that look like names and that no lexicon has, the best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
"""Of so many candidates the words are looked at, at least."""

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


def find(text: Text, marks: list[Marked], lexicon: Lexicon, *, top: int, least: int, floor: float) -> list[Found]:
    """At most `top` names, of 0 all, in `least` documents or more, with a score of `floor` or more, by score downwards, then by name."""
    arranged = suffixes(text.codes)
    pools = [
        candidates.phrases(text, arranged, max(least, RECURRING)),
        candidates.marked(text, marks),
    ]
    known = {plain(writing) for writing in lexicon.canonical}
    ranked = _ranked(pools, known, {plain(mark.name) for mark in marks}, least, floor)[
        : max(POOL, 10 * top) if top else None
    ]
    where = _Places(text, arranged, pools, marks)
    chosen = _distinct(item for item in ranked if item.free or not shape.worded(item.name))
    kept = nesting.own([item.name for item in chosen], [item.free for item in chosen], lambda i: where(chosen[i].name))
    return [_found(chosen[i], pools, where) for i in kept[: top or None]]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A candidate by its pool and place in it; `name` has 、 between members."""

    name: str
    pool: int
    at: int
    score: float
    free: bool


def _ranked(pools: list[Candidates], known: set[str], held: set[str], least: int, floor: float) -> list[_Ranked]:
    """The candidates that are not refused and reach the floor, the best first; `held` are those that were marked."""
    result = []
    for number, pool in enumerate(pools):
        values = score.by_figures(pool.figures, pool.association)
        likely = (pool.figures.documents >= least) & (values + score.SHAPE >= floor)
        for at in np.flatnonzero(likely).tolist():
            name, often = pool.names[at].replace("，", "、"), bool(pool.figures.quoted[at] >= QUOTED)
            free = often and plain(name) in held
            if plain(name) in known or shape.refused(name, free):
                continue
            total = float(values[at]) + score.by_shape(name, often)
            total -= 0 if _evident(pool.figures, at, name, free) else score.UNSUPPORTED
            if total >= floor:
                result.append(_Ranked(name, number, at, round(total, 3), free))
    return sorted(result, key=lambda item: (-item.score, item.name, item.pool))


def _evident(figures: Figures, at: int, name: str, marked: bool) -> bool:
    """Whether more than its recurrence speaks for a name: that the extractor took it for one, its build, or its verbs.

    Quotation marks alone do not: the extractor saw them too, and refused what stands in them.
    """
    if shape.parallel(name) or shape.numeric(name, figures.quoted[at] >= QUOTED):
        return True
    known = figures.governed[at] + figures.headed[at] >= 0.1
    if marked:
        return bool(known or shape.named(name) or "+" in name)
    stem = figures.headed[at] >= 0.8  # with the noun after it, it is a longer candidate
    return bool(known and not stem and figures.governed[at] >= (0.1 if shape.named(name) else 0.3))


def _distinct(ranked: Iterable[_Ranked]) -> list[_Ranked]:
    """One candidate for all that differ only in what separates their members: the best."""
    found: dict[str, _Ranked] = {}
    for item in ranked:
        found.setdefault(plain(item.name), item)
    return list(found.values())


class _Places:
    """Where the names stand: as recurring phrases by the suffix array, and where the extractor marked them."""

    def __init__(self, text: Text, arranged: Suffixes, pools: list[Candidates], marks: list[Marked]) -> None:
        recurring, self._suffixes = pools[0], arranged
        self._phrases = {
            plain(name): (int(first), int(length))
            for name, first, length in zip(recurring.names, recurring.first, recurring.length, strict=True)
        }
        self._marks: dict[str, list[int]] = {}
        self._lengths = {(plain(mark.name), mark.start): mark.length for mark in marks}
        for mark in marks:
            self._marks.setdefault(plain(mark.name), []).append(mark.start)
        self._known: dict[str, Ints] = {}

    def __call__(self, name: str) -> Ints:
        key = plain(name)
        if key not in self._known:
            places = np.array(self._marks.get(key, []), np.int32)
            if key in self._phrases:
                places = np.concatenate([places, self._suffixes.occurrences(*self._phrases[key])])
            self._known[key] = np.unique(places).astype(np.int32)
        return self._known[key]

    def spans(self, name: str) -> tuple[tuple[int, int], ...]:
        """Start and end of each occurrence; what the extractor marked is as long as it said."""
        key = plain(name)
        _, length = self._phrases.get(key, (0, 0))
        return tuple((at, at + self._lengths.get((key, at), length)) for at in self(name).tolist())


def _found(item: _Ranked, pools: list[Candidates], where: _Places) -> Found:
    pool = pools[item.pool]
    quoted = float(pool.figures.quoted[item.at])
    kind = "numeric" if shape.numeric(item.name, quoted >= QUOTED) else "quoted" if quoted >= QUOTED else "doctrine"
    reasons = score.reasons(item.name, pool.figures, pool.association, item.at)
    return Found(item.name, kind, item.score, reasons, where.spans(item.name))
