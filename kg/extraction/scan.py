"""Known names first: one Aho–Corasick pass over the text for every bare name of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

from kg.extraction import numerals
from kg.extraction.spans import Span
from kg.lexicon import Lexicon, Slogan

_MEMBER = re.compile("[^、，；]+")
_FEW = 32
"""Names up to which each is looked for by itself."""
_SHORT, _NOUN = 8, 2
"""Characters of a quotation that may be the short form of a name, at most, and of what completes it, at least."""
_COUNTED = re.compile(
    "[二三四五六七八九十两双](?:[^个大项条种位名次年、0-9A-Za-z]{1,3}|[个大项条种][^、0-9A-Za-z]{2,4})"
)
"""A numeral and what it counts."""
_HALF = re.compile("[\ud800-\udfff]")


def matches(names: Sequence[str], text: str) -> Iterator[tuple[str, int, int]]:
    """Where the names stand in the text, longest first, in order and disjoint.

    >>> list(matches(["两学", "两学一做"], "搞好两学一做"))
    [('两学一做', 2, 6)]
    """
    yield from _each(names, text) if len(names) <= _FEW else _together(names, text)


def _each(names: Sequence[str], text: str) -> Iterator[tuple[str, int, int]]:
    """`matches` of a few names, each looked for by itself: an automaton takes longer to make than that."""
    places: list[tuple[int, int, str]] = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            places.append((start, -len(name), name))
            start = text.find(name, start + 1)
    done = 0
    for start, size, name in sorted(places):
        if start >= done:
            done = start - size
            yield name, start, done


def _together(names: Sequence[str], text: str) -> Iterator[tuple[str, int, int]]:
    """`matches` of any number of names in one pass."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)
    yield from ((names[which], start, end) for which, start, end in hits(automaton, text))


def hits(automaton: Any, text: str) -> list[tuple[int, int, int]]:
    """What an automaton finds in the text: the pattern's index, start and end."""
    try:
        found: list[tuple[int, int, int]] = automaton.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # halves of characters, which it does not take
        found = automaton.find_matches_as_indexes(_HALF.sub("\ufffd", text))
    return found


class Scanner:
    """Finds the lexicon's names in a cleaned text, longest first, and looks names up.

    `slogan(name)` is the entry of a writing of a slogan, with any punctuation between its members.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self._slogans: dict[str, Slogan] = {}
        for entry in lexicon.slogans.values():
            for writing in (entry.name, *entry.aliases):
                self._slogans[plain(writing)] = entry
        names = dict(_bare(lexicon))
        self._names = list(names.values())
        self._automaton = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def short(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """What names begin or end with, each with what completes it; made when the first quotation asks."""
        return _parted(self._slogans)

    def slogan(self, name: str) -> Slogan | None:
        """The slogan that `name` is a writing of, whatever stands between its members, or None."""
        return self._slogans.get(plain(name))

    def longer(self, name: str, text: str, start: int, end: int) -> tuple[Slogan, str] | None:
        """The slogan whose name the quotation `name` at `start:end` begins, or ends, and the words right outside its marks
        complete; `name` is one of `short`.

        One short form stands for several names, which the noun behind it (`headed`: “双百”方针, “双百”行动) or the word before
        it tells apart (`led`: 农村“三资”).
        """
        tails, leads = self.short[name]
        if tails and text.startswith(tails, end + 1):
            tail = next(tail for tail in tails if text.startswith(tail, end + 1))
            return self._slogans[name + tail], "headed"
        if leads and text.endswith(leads, 0, max(0, start - 1)):
            lead = next(lead for lead in leads if text.endswith(lead, 0, start - 1))
            return self._slogans[lead + name], "led"
        return None

    def numeric(self, name: str) -> bool:
        """Whether `name` is a writing of a numeric slogan."""
        entry = self.slogan(name)
        return entry is not None and entry.kind == "numeric"

    def parts(self, name: str) -> list[tuple[int, int, Slogan]]:
        """The numeric slogans among the members of a longer name, with their places in it (和平统一、一国两制).

        A member that is only another writing of the whole is none.
        """
        if "、" not in name and "，" not in name:
            return []
        whole = self.slogan(name)
        places = ((m.start(), m.end(), self.slogan(m.group())) for m in _MEMBER.finditer(name))
        return [
            (start, end, entry)
            for start, end, entry in places
            if entry and entry is not whole and entry.kind == "numeric"
        ]

    def find(self, text: str) -> list[Span]:
        """The bare names in `text`, in order and disjoint."""
        names = self._names
        return [Span(start, end, *names[which]) for which, start, end in hits(self._automaton, text)]


def _parted(names: Iterable[str]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """What names begin or end with, and what completes it behind and before, the longest first."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for name in sorted(names, key=len, reverse=True):
        for at in range(_NOUN, len(name) - _NOUN + 1):
            if at <= _SHORT:
                found.setdefault(name[:at], ([], []))[0].append(name[at:])
            if len(name) - at <= _SHORT:
                found.setdefault(name[at:], ([], []))[1].append(name[:at])
    return {name: (tuple(tails), tuple(leads)) for name, (tails, leads) in found.items()}


@lru_cache(maxsize=4)
def scanner(lexicon: Lexicon) -> Scanner:
    """The scanner of a lexicon, made once."""
    return Scanner(lexicon)


@lru_cache(maxsize=1 << 14)
def plain(name: str) -> str:
    """A name without what separates its members.

    >>> plain("不忘初心，牢记使命")
    '不忘初心牢记使命'
    """
    return _SEPARATOR.sub("", name)


_SEPARATOR = re.compile("[、，；·　 \n]")


def _bare(lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, str, str, str]]]:
    """Each writing to find in bare text, with the type, kind, rule and name of its entry; slogans win over the rest."""
    for person in lexicon.people.values():
        for writing in (person.name, *person.aliases):
            for variant in (writing, *_spread(writing)):
                yield variant, ("PERSON", "", "person:lexicon", person.name)
    for writing, name in lexicon.meeting_names.items():
        yield writing, ("MEETING", "event", "meeting:lexicon", name)
    for slogan in lexicon.slogans.values():
        if not slogan.bare and slogan.kind == "numeric" and _COUNTED.fullmatch(slogan.name):
            yield slogan.name, ("SLOGAN", "numeric", "numeric:governed", slogan.name)
        if slogan.bare:
            for writing in (slogan.name, *slogan.aliases):
                kind = "numeric" if slogan.kind == "numeric" and numerals.counts(writing) else "doctrine"
                if lexicon.canonical[writing] == slogan.name:
                    for variant in _variants(writing):
                        yield (
                            variant,
                            ("SLOGAN", kind, f"{kind}:{'headed' if slogan.headed else 'lexicon'}", slogan.name),
                        )


def _spread(name: str) -> tuple[str, ...]:
    """A name of two characters as it is set to the width of three (陈　云)."""
    return (f"{name[0]}\u3000{name[1]}", f"{name[0]}\u3000\u3000{name[1]}") if len(name) == 2 else ()


def _variants(name: str) -> tuple[str, ...]:
    """A name with each usual mark between its members."""
    if "、" not in name and "，" not in name:
        return (name,)
    marks = name.replace("，", "、")
    joined = marks.replace("、", "")
    return (name, marks, marks.replace("、", "，"), marks.replace("、", " "), *([joined] if _even(marks) else []))


def _even(name: str) -> bool:
    """Whether the members of a name are told apart without marks: each of four characters, or with a numeral at its head."""
    parts = name.split("、")
    return all(len(part) == 4 for part in parts) or all(numerals.counts(part[0]) for part in parts)
