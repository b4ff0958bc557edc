"""What others would use: an expression, jieba with our lexicon as its dictionary, spaCy's SpanRuler with it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.lexicon import load


@dataclass(frozen=True)
class Claim:
    """A span that a peer claims, as the scoring wants it."""

    start: int
    end: int
    type: str
    kind: str
    canonical: str


_QUOTED = re.compile('[“"]([^“”"\n]{2,20})[”"]')
_NUMERAL = re.compile("[一二三四五六七八九十两双0-9]")
_BARE = re.compile("[二三四五六七八九十两](?:个|大|项|条)[\u4e00-\u9fff]{2}(?!意见|方面|问题|步骤)")
_MEETING = re.compile(
    "(?:党的)?[一二三四五六七八九十]{1,3}(?:大|届[一二三四五六七八九]中全会)|[\u4e00-\u9fff]{0,10}(?:工作会议|座谈会|推进会|全国人大[一二三四五]次会议|两会)"
)
_WORK = re.compile("《([^《》]{2,60})》")
_PERSON = re.compile("([\u4e00-\u9fff]{2,3})(?:同志|总书记|书记|主席|总理)")


def expression(text: str) -> list[Claim]:
    """Quotation marks, numerals, meeting nouns and titles, as an afternoon's expressions would have them."""
    found = []
    for match in _QUOTED.finditer(text):
        kind = "numeric" if _NUMERAL.search(match[1]) else "quoted"
        found.append(Claim(*match.span(1), "SLOGAN", kind, match[1]))
    found += [Claim(*match.span(), "SLOGAN", "numeric", match.group()) for match in _BARE.finditer(text)]
    found += [Claim(*match.span(), "MEETING", "event", match.group()) for match in _MEETING.finditer(text)]
    found += [Claim(*match.span(1), "WORK", "", match[1]) for match in _WORK.finditer(text)]
    found += [Claim(*match.span(1), "PERSON", "", match[1]) for match in _PERSON.finditer(text)]
    return _apart(found)


@cache
def _names() -> dict[str, tuple[str, str, str]]:
    """Every writing in the lexicon, quoted-only ones too, with type, kind and canonical name."""
    lexicon = load()
    names: dict[str, tuple[str, str, str]] = {}
    for person in lexicon.people.values():
        names.update(dict.fromkeys((person.name, *person.aliases), ("PERSON", "", person.name)))
    names.update({name: ("MEETING", "event", full) for name, full in lexicon.meeting_names.items()})
    names.update({name: ("SLOGAN", lexicon.slogans[full].kind, full) for name, full in lexicon.canonical.items()})
    return names


@cache
def _jieba() -> Callable[[str], list[str]]:
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for name in _names():
        tokenizer.add_word(name, 10**6)
    return tokenizer.lcut


def jieba(text: str) -> list[Claim]:
    """The words of jieba, with every name of the lexicon in its dictionary, that are names."""
    found, at = [], 0
    for word in _jieba()(text):
        if word in _names():
            type, kind, name = _names()[word]
            found.append(Claim(at, at + len(word), type, kind, name))
        at += len(word)
    return found


@cache
def _spacy() -> Any:
    import spacy

    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("span_ruler", config={"phrase_matcher_attr": "ORTH"})
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in sorted(_names())])
    return nlp


def span_ruler(text: str) -> list[Claim]:
    """spaCy's SpanRuler over single characters, with every name of the lexicon as a pattern; the longest win."""
    found = []
    doc = _spacy()(text)
    for span in doc.spans["ruler"]:
        type, kind, name = _names()[span.text]
        found.append(Claim(span.start_char, span.end_char, type, kind, name))
    return _apart(found)


def _apart(claims: list[Claim]) -> list[Claim]:
    """The claims that no longer one overlaps, in order."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: (claim.start - claim.end, claim.start)):
        if all(claim.end <= other.start or other.end <= claim.start for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda claim: claim.start)


PEERS: dict[str, Callable[[str], list[Claim]]] = {
    "expressions": expression,
    "jieba + our lexicon": jieba,
    "SpanRuler + our lexicon": span_ruler,
}
