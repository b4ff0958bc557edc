"""A Cypher script (openCypher: Neo4j, Memgraph, FalkorDB): nodes and relationships, to be run as it is.

    cypher-shell -u neo4j -f graph.cypher

For millions of relationships the export `neo4j` is the faster way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

BATCH: Final = 500
"""Rows a statement."""

ESCAPES: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """The whole graph as Cypher: a constraint, then nodes and relationships, each made once however often it is run.

    A node has the labels `Node` and that of its type (`Slogan`, `Meeting`, `Document`, …), a relationship the type
    `CO_OCCURS`, `HAS_PART`, …; of co-occurrences the window is part of what makes them one. Attributes are those of
    `kg.graph.schema`, lists as lists; what is missing is left out.
    """
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write("CREATE CONSTRAINT kg_node IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;\n")
        _nodes(file, graph)
        _edges(file, graph)


def label(type: str) -> str:
    """The label of a node type: `Slogan` for SLOGAN.

    >>> label("MEETING")
    'Meeting'
    """
    return type.capitalize()


def literal(value: Any) -> str:
    r"""A value as a Cypher literal.

    >>> print(literal({"name": "it's\n", "parts": ["甲"], "known": True, "q": 0.5}))
    {`name`: 'it\'s\n', `parts`: ['甲'], `known`: true, `q`: 0.5}
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, Mapping):
        pairs = (f"`{name.replace('`', '``')}`: {literal(item)}" for name, item in value.items() if item is not None)
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(literal(item) for item in value)}]"
    return "'" + re.sub(r"[\x00-\x1f\\'\x7f-\x9f\u2028\u2029\ud800-\udfff]", _escaped, str(value)) + "'"


def _escaped(found: re.Match[str]) -> str:
    return ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}")


def _nodes(file: IO[str], graph: nx.MultiDiGraph) -> None:
    items = sorted(graph.nodes(data=True), key=lambda item: (item[1]["type"], item[0]))
    for type, group in groupby(items, key=lambda item: str(item[1]["type"])):
        rows = ({"id": id, "is": data} for id, data in group)
        _statements(file, rows, f"MERGE (n:Node {{id: row.id}}) SET n:`{label(type)}`, n += row.is")


def _edges(file: IO[str], graph: nx.MultiDiGraph) -> None:
    items = sorted(graph.edges(keys=True, data=True), key=lambda item: (item[3]["relation"], *item[:3]))
    for relation, group in groupby(items, key=lambda item: str(item[3]["relation"])):
        rows = ({"a": a, "b": b, "key": key, "is": data} for a, b, key, data in group)
        ends = "MATCH (a:Node {id: row.a}), (b:Node {id: row.b})"
        _statements(file, rows, f"{ends} MERGE (a)-[r:`{relation.upper()}` {{key: row.key}}]->(b) SET r += row.is")


def _statements(file: IO[str], rows: Iterator[dict[str, Any]], then: str) -> None:
    while batch := list(islice(rows, BATCH)):
        lines = ",\n".join(literal(row) for row in batch)
        file.write(f"UNWIND [\n{lines}\n] AS row\n{then};\n")
