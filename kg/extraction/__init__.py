"""Text to mentions' spans: the scan for known names, then works, meetings, slogans, bodies by number and people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extraction import meetings, people, slogans, works
from kg.extraction.gates import near
from kg.extraction.scan import scanner
from kg.extraction.spans import Cover, Span, disjoint
from kg.lexicon import Lexicon
from kg.records import Rejection

__all__ = ["Found", "Span", "find"]

_ORG = re.compile("一府一委两院|一府两院|一委两院|两院(?!院士)|两委(?!员|会)|[四五]大班子|四套班子")
_BODY = re.compile("两[院委]|班子")


@dataclass(frozen=True, slots=True)
class Found:
    """The disjoint spans of a text in order, and what was rejected."""

    spans: tuple[Span, ...]
    rejections: tuple[Rejection, ...]


def find(text: str, lexicon: Lexicon) -> Found:
    """All spans of a cleaned text; where types compete, works win over meetings, meetings over the rest.

    >>> from kg.lexicon import Slogan
    >>> lexicon = Lexicon(slogans={"六稳": Slogan("六稳", "numeric")})
    >>> line = "按照中央经济工作会议部署，做好“六稳”工作，落实《预算法》"
    >>> [(line[s.start:s.end], s.type) for s in find(line, lexicon).spans]
    [('中央经济工作会议', 'MEETING'), ('六稳', 'SLOGAN'), ('预算法', 'WORK')]
    """
    known = scanner(lexicon).find(text)
    titles = works.find(text)
    held = meetings.find(
        text, [span for span in known if span.type == "MEETING"], Cover((span.start, span.end) for span in titles)
    )
    bodies = [Span(m.start(), m.end(), "ORG", "numeric", "org:numeric") for m in near(_ORG, _BODY, 4, text)]
    named, rejections = slogans.find(text, known, scanner(lexicon))
    persons = people.find(text, [span for span in known if span.type == "PERSON"])
    return Found(tuple(disjoint([*titles, *held, *bodies, *named, *persons])), tuple(rejections))
