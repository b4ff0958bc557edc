"""Text to mentions' spans: the scan for known names, then works, meetings, slogans, bodies by number and people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction import meetings, people, slogans, works
from kg.extraction.gates import near
from kg.extraction.scan import scanner
from kg.extraction.spans import Cover, Span, disjoint
from kg.lexicon import Lexicon
from kg.records import Rejection

__all__ = ["Found", "Span", "find", "find_all"]

_ORG = re.compile(
    "一府一委两院|一府两院|一委两院|两院(?!院士)|两委(?!员|会)|[四五]大班子|四套班子|两高(?=”?(?:一[部委]|(?:工作)?报告|联合|司法解释|工作报告))"
)
_QUOTED, _TOPICAL = "quoted:cues", "meeting:topical"
_BODY = re.compile("两[院委高]|班子")


@dataclass(frozen=True, slots=True)
class Found:
    """The disjoint spans of a text in order, and what was rejected."""

    spans: tuple[Span, ...]
    rejections: tuple[Rejection, ...]


def find(text: str, lexicon: Lexicon) -> Found:
    """All spans of a cleaned text; where types compete, works win over meetings, meetings over the rest but for slogans
    in quotation marks that name them.

    >>> from kg.lexicon import Slogan
    >>> lexicon = Lexicon(slogans={"六稳": Slogan("六稳", "numeric")})
    >>> line = "按照中央经济工作会议部署，做好“六稳”工作，落实《预算法》"
    >>> [(line[s.start:s.end], s.type) for s in find(line, lexicon).spans]
    [('中央经济工作会议', 'MEETING'), ('六稳', 'SLOGAN'), ('预算法', 'WORK')]
    """
    return find_all([text], lexicon)[0]


def find_all(texts: Sequence[str], lexicon: Lexicon) -> list[Found]:
    """What `find` gives for each of the texts, all of which go through a stage before the next begins."""
    scan = scanner(lexicon)
    known = [scan.find(text) for text in texts]
    titles = [works.find(text) for text in texts]
    held = [
        meetings.find(text, _of("MEETING", names), Cover((span.start, span.end) for span in inside))
        for text, names, inside in zip(texts, known, titles, strict=True)
    ]
    bodies = [
        [
            Span(m.start(), m.end(), "ORG", "numeric", "org:numeric")
            for m in near(_ORG, _BODY, 4, text)
            if text[m.start() - 1 : m.start()] != "“" or text[m.end() : m.end() + 1] == "”"
        ]
        for text in texts
    ]
    named = [slogans.find(text, names, scan) for text, names in zip(texts, known, strict=True)]
    persons = [people.find(text, _of("PERSON", names)) for text, names in zip(texts, known, strict=True)]
    return [
        Found(
            tuple(disjoint([*inside, *_outside(meeting, inside, body, slogan), *body, *slogan, *person])),
            tuple(rejections),
        )
        for inside, meeting, body, (slogan, rejections), person in zip(
            titles, held, bodies, named, persons, strict=True
        )
    ]


def _outside(meeting: list[Span], inside: list[Span], body: list[Span], slogan: list[Span]) -> list[Span]:
    """The meetings without those with a number within a slogan in quotation marks (“当好主人翁、建功十六大”)."""
    if not meeting or not any(span.rule == _QUOTED for span in slogan):
        return meeting
    kept = Cover((span.start, span.end) for span in disjoint([*inside, *body, *slogan]) if span.rule == _QUOTED)
    return [span for span in meeting if span.rule == _TOPICAL or not kept.holds(span.start, span.end)]


def _of(type: str, spans: list[Span]) -> list[Span]:
    """The spans of one type."""
    return [span for span in spans if span.type == type]
