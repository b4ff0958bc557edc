"""GraphML (http://graphml.graphdrawing.org): read by networkx, igraph, Gephi, yEd, Cytoscape.

Written line by line: networkx's own writer holds the whole document in memory (6 GB for a million edges).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from kg.export import flatten
from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """The whole graph in GraphML; lists are joined with `|`, and `key` is the edge's key in the graph.

    `networkx.read_graphml(path, force_multigraph=True)` gives the graph back.
    """
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        _keys(file, "node", flatten.types(data for _, data in graph.nodes(data=True)))
        _keys(file, "edge", {"key": str, **flatten.types(data for *_, data in graph.edges(data=True))})
        file.write('<graph edgedefault="directed">\n')
        for id, data in flatten.nodes(graph):
            file.write(f"<node id={quoteattr(id)}>{_data('node', data)}</node>\n")
        for source, target, key, data in flatten.edges(graph):
            ends = f"source={quoteattr(source)} target={quoteattr(target)}"
            file.write(f"<edge {ends}>{_data('edge', {'key': key, **data})}</edge>\n")
        file.write("</graph>\n</graphml>\n")


def _keys(file: IO[str], scope: str, types: Mapping[str, type]) -> None:
    """Declare the attributes; their ids hold the scope, for ids are unique in a document."""
    for name, kind in types.items():
        names = f"id={quoteattr(f'{scope}.{name}')} for={quoteattr(scope)} attr.name={quoteattr(name)}"
        file.write(f'<key {names} attr.type="{TYPES[kind]}"/>\n')


def _data(scope: str, data: Mapping[str, flatten.Plain]) -> str:
    return "".join(
        f"<data key={quoteattr(f'{scope}.{name}')}>{escape(flatten.written(value))}</data>"
        for name, value in data.items()
    )
