"""GEXF 1.2 (https://gexf.net): read by Gephi, networkx, igraph, sigma.js.

Written batch by batch: networkx's own writer holds the whole document in memory, and dates the file, so that two
exports of one build would differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from kg.export import columns, flatten
from kg.files import whole
from kg.graph import stream

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.config import Config

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
<meta><creator>kg</creator></meta>
<graph defaultedgetype="directed" mode="static">
"""
TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}

TITLES: Final = {"start": "held_from", "end": "held_to", "key": "networkx_key"}
"""Attributes with another name in the file: GEXF keeps `start` and `end` for the time at which a node exists, and
networkx reads `networkx_key` as the key of an edge."""


def write(tables: Any, path: Path, config: Config) -> None:
    """The whole graph in GEXF: labels are names, edge labels relations, weights counts (at least 1).

    Lists are joined with `|`; `start` and `end` of meetings are `held_from` and `held_to`.
    """
    with whole(path) as temporary, temporary.open("wb") as file:
        file.write(HEAD.encode())
        numbers = _declare(file, "node", flatten.NODES), _declare(file, "edge", flatten.EDGES)
        file.write(b"<nodes>\n")
        for batch in stream.nodes(tables):
            columns.write(file, _nodes(batch, numbers[0]))
        file.write(b"</nodes>\n<edges>\n")
        index = 0
        for batch in stream.edges(tables):
            columns.write(file, _edges(batch, index, numbers[1]))
            index += batch.num_rows
        file.write(b"</edges>\n</graph>\n</gexf>\n")


def _nodes(batch: pa.RecordBatch, number: Mapping[str, int]) -> pa.Array:
    id, label = (columns.strings(batch.column(name), _attribute) for name in ("id", "name"))
    values = _values(batch, batch.schema.names[1:], number)
    return columns.joined('<node id="', id, '" label="', label, '">', *values, "</node>\n")


def _edges(batch: pa.RecordBatch, first: int, number: Mapping[str, int]) -> pa.Array:
    """The elements of edges that are numbered from `first`."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pa.array(range(first, first + batch.num_rows)).cast(pa.string())
    ends = [columns.strings(batch.column(name), _attribute) for name in ("source", "target", "relation")]
    weight = pc.max_element_wise(batch.column("count"), 1).cast(pa.string())
    values = _values(batch, batch.schema.names[2:], number)
    tag = ('<edge id="', ids, '" source="', ends[0], '" target="', ends[1], '" label="', ends[2], '" weight="', weight)
    return columns.joined(*tag, '">', *values, "</edge>\n")


def _declare(file: IO[bytes], scope: str, types: Mapping[str, type]) -> dict[str, int]:
    """Declare the attributes of nodes or edges; gives their numbers, by which values refer to them."""
    file.write(f'<attributes class="{scope}" mode="static">\n'.encode())
    for index, (name, kind) in enumerate(types.items()):
        title = quoteattr(TITLES.get(name, name))
        file.write(f'<attribute id="{index}" title={title} type="{TYPES[kind]}"/>\n'.encode())
    file.write(b"</attributes>\n")
    return {name: index for index, name in enumerate(types)}


def _values(batch: pa.RecordBatch, names: list[str], number: Mapping[str, int]) -> Iterator[str | pa.Array]:
    yield "<attvalues>"
    yield from columns.values(batch, names, _attribute, lambda name: (f'<attvalue for="{number[name]}" value="', '"/>'))
    yield "</attvalues>"


def _attribute(value: str) -> str:
    return escape(value, {'"': "&quot;"})
