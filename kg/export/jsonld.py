"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), a resource a line: the triples of the Turtle export as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export._linked import PREFIXES, Ref, Resource, Value, resources
from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """The graph and its evidence in JSON-LD, as `kg.export._linked` says."""
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": [')
        before = "\n"
        for resource in resources(tables, graph):
            file.write(before + json.dumps(plain(resource), ensure_ascii=False))
            before = ",\n"
        file.write("]}\n")


def plain(resource: Resource) -> dict[str, Any]:
    """A resource as JSON.

    >>> plain(Resource("urn:kg:a", ("kg:Part",), {"kg:names": [Ref("urn:kg:b")], "kg:rule": []}))
    {'@id': 'urn:kg:a', '@type': ['kg:Part'], 'kg:names': [{'@id': 'urn:kg:b'}]}
    """
    found = {name: [_value(value) for value in values] for name, values in resource.properties.items() if values}
    return {"@id": resource.iri, "@type": list(resource.classes), **found}


def _value(value: Value) -> dict[str, str]:
    if isinstance(value, Ref):
        return {"@id": value.iri}
    text = "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in value.value)
    if value.language:
        return {"@value": text, "@language": value.language}
    return {"@value": text, "@type": value.type} if value.type else {"@value": text}
