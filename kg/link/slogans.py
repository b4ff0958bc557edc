"""Slogans: aliases and variant writings to one name."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kg._numbers import chinese
from kg.extraction import Span
from kg.extraction.scan import plain
from kg.lexicon import Lexicon

_TAIL = re.compile("(?<=[一-龥]{4})建设$")
_TITLE = re.compile("^(习近平|毛泽东|邓小平)(?:总书记|同志)")
_DIGITS = re.compile("([0-9]{1,2})(?=个|[一-龥])")
_MEASURE = re.compile("^([一二三四五六七八九十两]+)个(?=[一-龥]{2})")
_MEASURED = re.compile("[二三四五六七八九十两][个大]")
_HEADED = "numeric:headed"
"""The rule of a short numeral whose name the noun behind its marks tells."""
_REMEMBERED = 1 << 14
"""Names whose forms are kept: most are those of every text."""


def canonical(mentions: list[tuple[str, Span]], lexicon: Lexicon) -> list[str]:
    """The canonical name of each slogan that one document names.

    That is the lexicon's, or the writing without line breaks and generic tail; writings that differ only in what
    separates the members, or in how they count (6个破除, 六破除), take the most frequent one, of equals the first.
    """
    names = [span.name or lexicon.canonical.get(name) or _tidy(name, span.kind) for name, span in mentions]
    if _HEADED in {span.rule for _, span in mentions}:
        told = _told(mentions, names)
        names = [
            told.get(said, name) if not span.name and span.kind == "numeric" else name
            for (said, span), name in zip(mentions, names, strict=True)
        ]
    keys = [plain(name) if name in lexicon.slogans else _key(name) for name in names]
    if len(set(keys)) == len(set(names)):  # no two names share a key
        return names
    chosen: dict[str, tuple[int, str]] = {}
    for (key, name), count in Counter(zip(keys, names, strict=True)).items():
        if count > chosen.get(key, (0, ""))[0]:
            chosen[key] = count, name
    return [chosen[key][1] for key in keys]


def _told(mentions: list[tuple[str, Span]], names: list[str]) -> dict[str, str]:
    """The short numerals of a document whose name the noun behind their marks tells, and one name only: where nothing
    else tells it they have it too (“四有”好老师 … 争做“四有”)."""
    told: dict[str, set[str]] = {}
    for (said, span), name in zip(mentions, names, strict=True):
        if span.rule == _HEADED:
            told.setdefault(said, set()).add(name)
    return {said: one for said, several in told.items() if len(several) == 1 for one in several}


@lru_cache(maxsize=_REMEMBERED)
def _key(name: str) -> str:
    """What the writings of a name share that no lexicon has.

    >>> _key("6个破除"), _key("六破除"), _key("6+1")
    ('六破除', '六破除', '6+1')
    """
    counted = _DIGITS.match(name)
    name = chinese(counted[1]) + name[counted.end() :] if counted else name
    return plain(_MEASURE.sub("\\1", name))


def entity(name: str, lexicon: Lexicon) -> str:
    """The name of what a canonical name stands for: texts that put other marks between the members mean one slogan.

    >>> entity("改革创新，奋发有为", Lexicon())
    '改革创新、奋发有为'
    """
    return lexicon.canonical.get(name) or name.replace("，", "、")


@lru_cache(maxsize=_REMEMBERED)
def _tidy(name: str, kind: str) -> str:
    """The name without line breaks and spaces; a numeric name without a generic tail (四个中心建设 → 四个中心)."""
    name = _TITLE.sub("\\1", "".join(name.split()))
    if kind == "numeric" and _MEASURED.match(name):
        name = _TAIL.sub("", name)
    return name
