"""GraphML (http://graphml.graphdrawing.org): read by networkx, igraph, Gephi, yEd, Cytoscape.

Written batch by batch: networkx's own writer holds the whole document in memory (6 GB for a million edges).
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from kg.export import columns, flatten
from kg.files import whole
from kg.graph import stream

if TYPE_CHECKING:
    from kg.config import Config

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}


def write(tables: Any, path: Path, config: Config) -> None:
    """The whole graph in GraphML; lists are joined with `|`, and `key` is the edge's key in the graph.

    `networkx.read_graphml(path, force_multigraph=True)` gives the graph back.
    """
    with whole(path) as temporary, temporary.open("wb") as file:
        file.write(HEAD.encode())
        keys = _declare(file, "node", flatten.NODES), _declare(file, "edge", flatten.EDGES)
        file.write(b'<graph edgedefault="directed">\n')
        _write(file, "node", stream.nodes(tables), {"id": "id"}, keys[0])
        _write(file, "edge", stream.edges(tables), {"source": "source", "target": "target"}, keys[1])
        file.write(b"</graph>\n</graphml>\n")


def _declare(file: IO[bytes], scope: str, types: dict[str, type]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; gives their ids, short because every value bears one."""
    ids = {name: f"{scope[0]}{index}" for index, name in enumerate(types)}
    for name, kind in types.items():
        key = f'<key id="{ids[name]}" for="{scope}" attr.name={quoteattr(name)} attr.type="{TYPES[kind]}"/>\n'
        file.write(key.encode())
    return ids


def _write(file: IO[bytes], tag: str, batches: Any, attributes: dict[str, str], keys: dict[str, str]) -> None:
    """An element a row: the columns in `attributes` in its start tag, the others in elements of their own."""
    for batch in batches:
        ends = ((f' {name}="', columns.strings(batch.column(name), _attribute), '"') for name in attributes)
        names = [name for name in batch.schema.names if name not in attributes]
        data = columns.values(batch, names, escape, lambda name: (f'<data key="{keys[name]}">', "</data>"))
        columns.write(file, columns.joined(f"<{tag}", *chain(*ends), ">", *data, f"</{tag}>\n"))


def _attribute(value: str) -> str:
    return escape(value, {'"': "&quot;"})
