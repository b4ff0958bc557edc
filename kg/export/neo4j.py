"""CSV for Neo4j's bulk import, types in the headers (https://neo4j.com/docs/operations-manual, “neo4j-admin import”).

    neo4j-admin database import full neo4j --nodes=graph/nodes.csv --relationships=graph/relationships.csv \\
        --array-delimiter="|" --multiline-fields=true
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import UsageError
from kg.export import flatten
from kg.export.cypher import label
from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}
LISTS: Final = (list, tuple)


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """`nodes.csv` and `relationships.csv` in the folder `path`: the whole graph, with the labels of the Cypher export.

    Lists are joined with `|` (one within an item becomes ¦); an empty cell is a missing value, so an empty string is
    left out as well. Line breaks become blanks. Raises `UsageError` where `path` is a file.
    """
    if path.is_file():
        raise UsageError(f"export {path}: is a file; name a folder")
    nodes = [data for _, data in graph.nodes(data=True)]
    edges = [data for *_, data in graph.edges(data=True)]
    node_names, edge_names = list(_types(nodes)), list(_types(edges))
    _write(
        path / "nodes.csv",
        ["id:ID", *_header(nodes), ":LABEL"],
        (
            [flatten.text(id), *_cells(data, node_names), f"Node|{label(data['type'])}"]
            for id, data in sorted(graph.nodes(data=True), key=lambda item: item[0])
        ),
    )
    _write(
        path / "relationships.csv",
        [":START_ID", ":END_ID", "key:string", *_header(edges), ":TYPE"],
        (
            [flatten.text(a), flatten.text(b), key, *_cells(data, edge_names), data["relation"].upper()]
            for a, b, key, data in sorted(graph.edges(keys=True, data=True), key=lambda item: item[:3])
        ),
    )


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _types(items: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The type of every attribute as Neo4j names it, in order of appearance."""
    items = list(items)
    lists = {name for data in items for name, value in data.items() if isinstance(value, LISTS)}
    plain = flatten.types(items)
    return {name: "string[]" if name in lists else TYPES[kind] for name, kind in plain.items()}


def _header(items: Iterable[dict[str, Any]]) -> list[str]:
    return [f"{name}:{kind}" for name, kind in _types(items).items()]


def _cells(data: dict[str, Any], names: Sequence[str]) -> list[Any]:
    return ["" if data.get(name) is None else flatten.written(flatten.plain(data[name])) for name in names]
