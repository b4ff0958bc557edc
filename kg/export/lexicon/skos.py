"""The lexicon as a SKOS concept scheme in Turtle (https://www.w3.org/TR/skos-reference/, https://www.w3.org/TR/turtle/).

A slogan is a `skos:Concept`: names and aliases are its labels, parts that are slogans themselves are narrower than it,
all parts `kg:part` as worded; what replaces it is `dcterms:isReplacedBy`. A meeting is a `prov:Activity` with its
days; `prov:wasGeneratedBy` leads from the slogan to the meeting that raised it. Names of people, places and sources are
literals, which Dublin Core's elements take and its terms do not. IRIs are Chinese, never romanised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from kg.files import whole
from kg.lexicon import Lexicon, Meeting, Slogan

PREFIXES: Final = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "kg": "urn:tifa-kg:terms:",
}
SCHEME: Final = "<urn:tifa-kg:lexicon>"

_TYPES: Final = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write(lexicon: Lexicon, path: Path) -> None:
    """Write every slogan, meeting and series as Turtle."""
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        for prefix, iri in PREFIXES.items():
            file.write(f"@prefix {prefix}: <{iri}> .\n")
        file.write(f'\n{SCHEME} a skos:ConceptScheme ; dcterms:identifier "{lexicon.fingerprint}" .\n')
        for statements in _subjects(lexicon):
            file.write("\n" + " ;\n    ".join(statements) + " .\n")


def iri(table: str, name: str) -> str:
    """The IRI of an entry.

    >>> iri("slogan", "四个意识"), iri("slogan", "6+1 <x>")
    ('<urn:tifa-kg:slogan:四个意识>', '<urn:tifa-kg:slogan:6+1%20%3Cx%3E>')
    """
    safe = re.sub("[^\\w+.~、，·—（）“”-]", lambda match: quote(match.group(), safe=""), name)
    return f"<urn:tifa-kg:{table}:{safe}>"


def literal(text: str, language: str = "") -> str:
    r"""A text as a Turtle literal.

    >>> literal('a "b"', "en")
    '"a \\"b\\""@en'
    """
    return f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def day(date: str) -> str:
    """An ISO date, month or year as a typed literal."""
    return f'"{date}"^^{_TYPES[len(date)]}'


def _subjects(lexicon: Lexicon) -> Iterator[list[str]]:
    """The statements on each entry: its subject with its class first, then each predicate with its objects."""
    for slogan in lexicon.slogans.values():
        yield list(_slogan(slogan, lexicon))
    for meeting in lexicon.meetings.values():
        yield list(_meeting(meeting))
    for series in lexicon.series.values():
        yield [f"{iri('series', series.name)} a prov:Collection", f"dcterms:title {literal(series.name, 'zh')}"]


def _slogan(slogan: Slogan, lexicon: Lexicon) -> Iterator[str]:
    yield f"{iri('slogan', slogan.name)} a skos:Concept"
    yield f"skos:inScheme {SCHEME}"
    yield f"skos:prefLabel {literal(slogan.name, 'zh')}"
    if slogan.english:
        yield f"skos:prefLabel {literal(slogan.english, 'en')}"
    if slogan.pinyin:
        yield f"skos:hiddenLabel {literal(slogan.pinyin, 'zh-Latn-pinyin')}"
    for alias in slogan.aliases:
        yield f"skos:altLabel {literal(alias, 'zh')}"
    for part in slogan.parts:
        known = lexicon.canonical.get(part)
        if known and known != slogan.name:
            yield f"skos:narrower {iri('slogan', known)}"
        yield f"kg:part {literal(part, 'zh')}"
    yield f'kg:kind "{slogan.kind}"'
    yield from _provenance(slogan, lexicon)


def _provenance(slogan: Slogan, lexicon: Lexicon) -> Iterator[str]:
    """Since when, where, by whom, instead of what, and how sure that is."""
    if slogan.since:
        yield f"dcterms:issued {day(slogan.since)}"
    if slogan.raised_at:
        meeting = lexicon.meeting_names.get(slogan.raised_at, "")
        yield (
            f"prov:wasGeneratedBy {iri('meeting', meeting)}"
            if meeting in lexicon.meetings
            else (f"kg:raisedAt {literal(slogan.raised_at, 'zh')}")
        )
    texts = {
        "dc:creator": slogan.raised_by,
        "dc:subject": slogan.domain,
        "dc:source": slogan.source,
        "kg:level": slogan.level,
        "kg:confidence": slogan.confidence,
    }
    for predicate, text in texts.items():
        if text:
            yield f"{predicate} {literal(text, '' if predicate.startswith('kg:') else 'zh')}"
    for other in slogan.superseded_by:
        yield f"dcterms:isReplacedBy {iri('slogan', other)}"
    for other in slogan.supersedes:
        yield f"dcterms:replaces {iri('slogan', other)}"


def _meeting(meeting: Meeting) -> Iterator[str]:
    yield f"{iri('meeting', meeting.name)} a prov:Activity"
    yield f"dcterms:title {literal(meeting.name, 'zh')}"
    for alias in meeting.aliases:
        yield f"dcterms:alternative {literal(alias, 'zh')}"
    if meeting.series:
        yield f"dcterms:isPartOf {iri('series', meeting.series)}"
    # PROV has times only to the second.
    if meeting.start:
        yield f"kg:start {day(meeting.start)}"
    if meeting.end:
        yield f"kg:end {day(meeting.end)}"
    if meeting.place:
        yield f"dc:coverage {literal(meeting.place, 'zh')}"
    yield f"kg:confidence {literal(meeting.confidence)}"
