"""Node-link JSON: what `networkx.node_link_graph(data, edges="edges")` and d3 read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kg.files import whole
from kg.graph import stream

if TYPE_CHECKING:
    from kg.config import Config


def write(tables: Any, path: Path, config: Config) -> None:
    """The whole graph as JSON, UTF-8, one node or edge a line; lists stay lists."""
    nodes = ({"id": id, **data} for id, data in stream.node_items(tables))
    edges = (
        {"source": source, "target": target, "key": key, **data}
        for source, target, key, data in stream.edge_items(tables)
    )
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": [')
        _lines(file, nodes)
        file.write('],\n"edges": [')
        _lines(file, edges)
        file.write("]}\n")


def _lines(file: IO[str], items: Iterable[Mapping[str, Any]]) -> None:
    """The items of a JSON array, a line each."""
    before = "\n"
    for item in items:
        file.write(before + json.dumps(item, ensure_ascii=False, allow_nan=False))
        before = ",\n"
