"""The graph → a file: one module a format, each with `write(tables, graph, path, config)`.

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

Exporter = Callable[[Any, Any, Path, "Config"], None]


def _from(module: str) -> Exporter:
    """The `write` of a module that is imported only when it is used."""

    def write(tables: Any, graph: Any, path: Path, config: Config) -> None:
        import_module(module).write(tables, graph, Path(path), config)

    return write


EXPORTERS: Final[dict[str, Exporter]] = {
    "csv": _from("kg.export.spreadsheet"),
    "gexf": _from("kg.export.gexf"),
    "graphml": _from("kg.export.graphml"),
    "html": _from("kg.export.html"),
    "json": _from("kg.export.nodelink"),
    "report": _from("kg.export.report"),
}
