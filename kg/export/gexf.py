"""GEXF 1.2 (https://gexf.net): read by Gephi, networkx, igraph, sigma.js.

Written line by line: networkx's own writer holds the whole document in memory, and dates the file, so that two
exports of one build would differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from kg.export import flatten
from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
<meta><creator>kg</creator></meta>
<graph defaultedgetype="directed" mode="static">
"""
TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}

RENAME: Final = {"start": "held_from", "end": "held_to"}
"""GEXF keeps these names for the time at which a node exists."""

KEY: Final = "networkx_key"
"""The attribute that networkx reads as the key of an edge."""


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """The whole graph in GEXF: labels are names, edge labels relations, weights counts (at least 1).

    Lists are joined with `|`; `start` and `end` of meetings are `held_from` and `held_to`.
    """
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        nodes = flatten.types(data for _, data in graph.nodes(data=True))
        number = _declare(file, "node", {RENAME.get(name, name): kind for name, kind in nodes.items()})
        edges = {KEY: str, **flatten.types(data for *_, data in graph.edges(data=True))}
        edge_number = _declare(file, "edge", edges)
        _nodes(file, graph, number)
        _edges(file, graph, edge_number)
        file.write("</graph>\n</gexf>\n")


def _nodes(file: IO[str], graph: nx.MultiDiGraph, number: Mapping[str, int]) -> None:
    file.write("<nodes>\n")
    for id, data in flatten.nodes(graph, RENAME):
        label = quoteattr(str(data.get("name", id)))
        file.write(f"<node id={quoteattr(id)} label={label}>{_values(number, data)}</node>\n")
    file.write("</nodes>\n")


def _edges(file: IO[str], graph: nx.MultiDiGraph, number: Mapping[str, int]) -> None:
    file.write("<edges>\n")
    for index, (source, target, key, data) in enumerate(flatten.edges(graph)):
        ends = f'id="{index}" source={quoteattr(source)} target={quoteattr(target)}'
        label = quoteattr(str(data.get("relation", "")))
        weight = max(float(data.get("count", 1)), 1.0)
        values = _values(number, {KEY: key, **data})
        file.write(f'<edge {ends} label={label} weight="{weight}">{values}</edge>\n')
    file.write("</edges>\n")


def _declare(file: IO[str], scope: str, types: Mapping[str, type]) -> dict[str, int]:
    """Declare the attributes of nodes or edges; gives their numbers, by which values refer to them."""
    file.write(f'<attributes class="{scope}" mode="static">\n')
    for index, (name, kind) in enumerate(types.items()):
        file.write(f'<attribute id="{index}" title={quoteattr(name)} type="{TYPES[kind]}"/>\n')
    file.write("</attributes>\n")
    return {name: index for index, name in enumerate(types)}


def _values(number: Mapping[str, int], data: Mapping[str, flatten.Plain]) -> str:
    values = (
        f'<attvalue for="{number[name]}" value={quoteattr(flatten.written(value))}/>' for name, value in data.items()
    )
    return f"<attvalues>{''.join(values)}</attvalues>"
