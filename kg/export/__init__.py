"""The graph → a file: one module a format, each with `write(tables, path, config)`.

What every build writes is read from the tables as it is written, so that a large graph needs no more memory than a
small one; the formats of `_of_graph` hold it whole.
All write beside the target and move the result over it, so that no half-written file stands where a good one was;
a folder that is missing is made. A target that cannot be written raises `UsageError`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kg.config import Config

Exporter = Callable[[Any, Path, "Config"], None]


def _from(module: str) -> Exporter:
    """The `write` of a module that is imported only when it is used."""

    def write(tables: Any, path: Path, config: Config) -> None:
        import_module(module).write(tables, Path(path), config)

    return write


def _of_graph(module: str) -> Exporter:
    """The `write` of a module that takes the whole graph besides the tables."""

    def write(tables: Any, path: Path, config: Config) -> None:
        from kg.graph import load

        import_module(module).write(tables, load(tables), Path(path), config)

    return write


def _page(tables: Any, path: Path, config: Config) -> None:
    """The page; of the graph it needs only what its picture may show."""
    from kg.analyse.backbone import pictured
    from kg.export import html

    html.write(tables, pictured(tables, config.html.nodes), Path(path), config)


EXPORTERS: Final[dict[str, Exporter]] = {
    "brat": _of_graph("kg.export.brat"),
    "conll": _of_graph("kg.export.conll"),
    "csv": _from("kg.export.spreadsheet"),
    "cypher": _of_graph("kg.export.cypher"),
    "docbin": _of_graph("kg.export.docbin"),
    "gexf": _from("kg.export.gexf"),
    "graphml": _from("kg.export.graphml"),
    "html": _page,
    "json": _from("kg.export.nodelink"),
    "jsonld": _of_graph("kg.export.jsonld"),
    "neo4j": _of_graph("kg.export.neo4j"),
    "obsidian": _of_graph("kg.export.obsidian"),
    "parquet": _from("kg.export.parquet"),
    "report": _from("kg.export.report"),
    "timeline": _of_graph("kg.export.timeline"),
    "turtle": _of_graph("kg.export.turtle"),
}

FOLDERS: Final = frozenset(("brat", "neo4j", "obsidian", "parquet"))
"""Those that write a folder."""
