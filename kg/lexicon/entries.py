"""The entries of the lexicon, and the lexicon itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

FORMAT: Final = 1
"""The version of the format; a file that states another (`format = 2`) is refused."""


@dataclass(frozen=True, slots=True)
class Slogan:
    """A formulation (提法); the fields are those of FORMAT.md."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    counting: bool = True
    bare: bool = True
    headed: bool = False
    english: str = ""
    pinyin: str = ""
    since: str = ""
    raised_at: str = ""
    raised_by: str = ""
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    domain: str = ""
    level: str = "central"
    source: str = ""
    confidence: str = "low"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting by its full official name; dates are ISO, possibly a year or a month only."""

    name: str
    aliases: tuple[str, ...] = ()
    series: str = ""
    term: int = 0
    session: int = 0
    year: int = 0
    start: str = ""
    end: str = ""
    place: str = ""
    source: str = ""
    confidence: str = "low"


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings that recur under one name."""

    name: str
    body: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An organ that holds meetings, with its short forms."""

    name: str
    short: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person by full name, with other names in use."""

    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    since: str = ""


TABLES: Final[dict[str, type]] = {
    "slogan": Slogan,
    "meeting": Meeting,
    "series": Series,
    "body": Body,
    "person": Person,
}
"""The tables of a file and the class of their entries."""

GROUPS: Final = {"slogan": "slogans", "meeting": "meetings", "series": "series", "body": "bodies", "person": "people"}
"""The tables of a file and where a `Lexicon` has their entries."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All entries, by canonical name in file order; `fingerprint` changes when any entry does.

    A lexicon equals only itself: it is part of the keys of many caches, and to compare two entry by entry takes longer
    than what they keep. Compare fingerprints instead.

    >>> Lexicon(slogans={"六稳": Slogan("六稳", "numeric")}).canonical["六稳"]
    '六稳'
    """

    slogans: Mapping[str, Slogan] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    fingerprint: str = ""
    canonical: Mapping[str, str] = field(init=False, repr=False)
    """Every writing of a slogan (name or alias) to its canonical name; of two entries with one writing the later wins."""
    meeting_names: Mapping[str, str] = field(init=False, repr=False)
    """Every listed writing of a meeting or series to its name; the grammar makes the rest."""

    def __post_init__(self) -> None:
        names = {writing: slogan.name for slogan in self.slogans.values() for writing in (*slogan.aliases, slogan.name)}
        object.__setattr__(self, "canonical", names)
        held: list[Meeting | Series] = [*self.series.values(), *self.meetings.values()]
        meetings = {alias: meeting.name for meeting in held for alias in meeting.aliases}
        meetings.update({meeting.name: meeting.name for meeting in held})
        object.__setattr__(self, "meeting_names", meetings)
