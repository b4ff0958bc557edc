"""RDF 1.1 Turtle (https://www.w3.org/TR/turtle/), a resource after the other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.export._linked import PREFIXES, Ref, Resource, Value, resources
from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """The graph and its evidence in Turtle, as `kg.export._linked` says; any RDF store loads it."""
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
        for resource in resources(tables, graph):
            file.write("\n" + statement(resource))


def statement(resource: Resource) -> str:
    """The triples of a resource.

    >>> from kg.export._linked import Literal
    >>> print(statement(Resource("urn:kg:a", ("skos:Concept",), {"skos:prefLabel": [Literal("甲", language="zh")]})))
    <urn:kg:a> a skos:Concept ;
        skos:prefLabel "甲"@zh .
    <BLANKLINE>
    """
    lines = [f"<{resource.iri}> a {', '.join(resource.classes)}"]
    lines += [f"{name} {', '.join(map(term, values))}" for name, values in resource.properties.items() if values]
    return " ;\n    ".join(lines) + " .\n"


def term(value: Value) -> str:
    r"""A value as Turtle.

    >>> from kg.export._linked import Literal
    >>> print(term(Literal('a"b\n', language="en")), term(Literal("1", type="xsd:integer")), term(Ref("urn:kg:a")))
    "a\"b\n"@en "1"^^xsd:integer <urn:kg:a>
    """
    if isinstance(value, Ref):
        return f"<{value.iri}>"
    text = '"' + re.sub(r'[\x00-\x1f"\\\x7f-\x9f\ud800-\udfff]', _escaped, value.value) + '"'
    if value.language:
        return f"{text}@{value.language}"
    return f"{text}^^{value.type}" if value.type else text


def _escaped(found: re.Match[str]) -> str:
    """Half a surrogate pair is no character: it is written as the letters of its escape."""
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return f"\\\\u{ord(character):04x}"
    return ESCAPES.get(character, f"\\u{ord(character):04x}")
