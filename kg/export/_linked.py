"""The graph as linked data: resources with their properties, which Turtle and JSON-LD only write differently.

Slogans and their parts are SKOS concepts (https://www.w3.org/TR/skos-reference/), meetings, people, bodies and works
are of schema.org, documents, sentences and mentions are PROV entities (https://www.w3.org/TR/prov-o/), so that every
name leads back to the place that has it. Dublin Core's terms are used where they take a literal, its elements (`dc:`) for
names of what would be resources there. What these know no word for stands in `kg:`. Ids are `urn:kg:` and the id in
the graph; a mention's is its document's with `#char=start,end` (RFC 5147), a sentence's with `#sentence=index`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.version import __version__

if TYPE_CHECKING:
    import networkx as nx

PREFIXES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "kg": "urn:kg:vocabulary:",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SCHEME: Final = "urn:kg:slogans"
BUILD: Final = "urn:kg:build"

CLASSES: Final = {
    "SLOGAN": ("skos:Concept", "kg:Slogan"),
    "PART": ("skos:Concept", "kg:Part"),
    "MEETING": ("schema:Event", "kg:Meeting"),
    "SERIES": ("schema:EventSeries", "kg:Series"),
    "PERSON": ("schema:Person", "kg:Person"),
    "ORG": ("schema:Organization", "kg:Body"),
    "WORK": ("schema:CreativeWork", "kg:Work"),
}
DATES: Final = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

QUOTES: Final = """
select m.document, s.index, s.text, m.start, m."end", m.text, m.entity, m.rule, m.verb
from mentions m join sentences s on s.document = m.document and s.index = m.sentence
where m.entity <> '' order by m.document, m.start, m."end", m.entity
"""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with its language, or its type as a prefixed name; with neither, a string."""

    value: str
    language: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """Another resource, by its IRI."""

    iri: str


Value = Literal | Ref
Properties = Mapping[str, list[Value]]


@dataclass(frozen=True, slots=True)
class Resource:
    """An IRI, its classes and its properties as prefixed names; a property without values is not written."""

    iri: str
    classes: tuple[str, ...]
    properties: Properties


def resources(tables: Any, graph: nx.MultiDiGraph) -> Iterator[Resource]:
    """All resources, in the order: scheme and build, nodes by id, co-occurrences, the sentences and their mentions."""
    yield Resource(SCHEME, ("skos:ConceptScheme",), {"dct:title": [zh("提法"), en("Slogans")]})
    yield Resource(BUILD, ("prov:Activity",), {"rdfs:label": [Literal(f"kg {__version__}")]})
    for id in sorted(graph):
        data = graph.nodes[id]
        yield _document(id, data) if data["type"] == "DOCUMENT" else _entity(graph, id, data)
    for source, target, key, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        if data["relation"] == "co_occurs":
            yield _tie(source, target, key, data)
    yield from _evidence(tables)


def iri(id: str) -> str:
    """The IRI of a node: its id, with what an IRI may not hold percent-encoded.

    >>> iri("slogan:四个意识"), iri('work:a b">%')
    ('urn:kg:slogan:四个意识', 'urn:kg:work:a%20b%22%3E%25')
    """
    return "urn:kg:" + re.sub(
        '[\x00-\x20\x7f-\xa0"#%<>?\\[\\]\\\\^`{|}\u200e\u200f\u202a-\u202e\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]',
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass")),
        id,
    )


def zh(text: str) -> Literal:
    """A Chinese text."""
    return Literal(text, language="zh")


def en(text: str) -> Literal:
    """An English text."""
    return Literal(text, language="en")


def when(text: str) -> list[Value]:
    """A date of any exactness, typed; nothing for none, and a string for what is no ISO date.

    >>> when("2021-10"), when("")
    ([Literal(value='2021-10', language='', type='xsd:gYearMonth')], [])
    """
    if not text:
        return []
    shape = re.fullmatch(r"\d{4}(-\d\d){0,2}", text)
    return [Literal(text, type=DATES[len(text)] if shape else "")]


def number(value: float | None) -> list[Value]:
    """A whole or real number; nothing for none."""
    if value is None:
        return []
    return [Literal(repr(value), type="xsd:integer" if isinstance(value, int) else "xsd:double")]


def plain(text: str) -> list[Value]:
    """A string; nothing for an empty one."""
    return [Literal(text)] if text else []


def _document(id: str, data: Mapping[str, Any]) -> Resource:
    return Resource(
        iri(id),
        ("prov:Entity", "schema:CreativeWork", "kg:Document"),
        {
            "dct:title": [zh(data["name"])],
            "dct:date": when(data["date"]),
            "dc:creator": plain(data["speaker"]),
            "dc:publisher": plain(data["organ"]),
            "dc:type": plain(data["genre"]),
            "dc:source": plain(data["source"]),
            "kg:level": plain(data["level"]),
            "kg:characters": number(data["characters"]),
        },
    )


def _entity(graph: nx.MultiDiGraph, id: str, data: Mapping[str, Any]) -> Resource:
    concept = data["type"] in ("SLOGAN", "PART")
    english: list[Value] = [en(data["english"])] if data["english"] else []
    properties: dict[str, list[Value]] = {
        "skos:prefLabel" if concept else "schema:name": [zh(data["name"]), *english],
        "skos:altLabel" if concept else "schema:alternateName": [zh(alias) for alias in data["aliases"]],
        "skos:inScheme": [Ref(SCHEME)] if concept else [],
        "skos:broader": _other(graph.in_edges(id, keys=True), 0, "has_part"),
        "kg:raisedAt": _other(graph.out_edges(id, keys=True), 1, "raised_at"),
        "schema:superEvent": _other(graph.out_edges(id, keys=True), 1, "held_under"),
        "prov:wasDerivedFrom": _other(graph.in_edges(id, keys=True), 0, "mentions"),
        "schema:startDate": when(data["start"]),
        "schema:endDate": when(data["end"]),
        "kg:since": when(data["since"]),
        "kg:kind": plain(data["kind"]),
        "kg:domain": plain(data["domain"]),
        "kg:level": plain(data["level"]),
        "kg:known": [Literal(str(data["known"]).lower(), type="xsd:boolean")],
        "kg:mentions": number(data["mentions"]),
        "kg:documents": number(data["documents"]),
        "kg:first": when(data["first"]),
        "kg:last": when(data["last"]),
    }
    return Resource(iri(id), CLASSES[data["type"]], properties)


def _other(edges: Any, end: int, key: str) -> list[Value]:
    return [Ref(iri(id)) for id in sorted(edge[end] for edge in edges if edge[2] == key)]


def _tie(source: str, target: str, key: str, data: Mapping[str, Any]) -> Resource:
    """A co-occurrence has figures of its own, so it is a resource."""
    properties: dict[str, list[Value]] = {
        "kg:between": [Ref(iri(source)), Ref(iri(target))],
        "kg:window": plain(data["window"]),
        "kg:count": number(data["count"]),
        "kg:documents": number(data["documents"]),
        **{f"kg:{name}": number(data[name]) for name in ("npmi", "llr", "q")},
        "kg:first": when(data["first"]),
        "kg:last": when(data["last"]),
    }
    return Resource(iri(f"{key}:{source}:{target}"), ("kg:CoOccurrence",), properties)


def _evidence(tables: Any) -> Iterator[Resource]:
    """The sentences that have mentions, each followed by its mentions."""
    con = getattr(tables, "con", tables)
    said = ""
    for batch in con.sql(QUOTES).to_arrow_table().to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            document, index, sentence, start, end, text, entity, rule, verb = row
            place = f"{iri(document)}#sentence={index}"
            if place != said:
                quoted: dict[str, list[Value]] = {
                    "prov:wasQuotedFrom": [Ref(iri(document))],
                    "prov:value": [zh(sentence)],
                }
                yield Resource(place, ("prov:Entity", "kg:Sentence"), quoted)
                said = place
            properties: dict[str, list[Value]] = {
                "kg:names": [Ref(iri(entity))],
                "prov:wasQuotedFrom": [Ref(place)],
                "prov:wasGeneratedBy": [Ref(BUILD)],
                "prov:value": [zh(text)],
                "kg:start": number(start),
                "kg:end": number(end),
                "kg:rule": plain(rule),
                "kg:verb": [zh(verb)] if verb else [],
            }
            yield Resource(f"{iri(document)}#char={start},{end}", ("prov:Entity", "kg:Mention"), properties)
