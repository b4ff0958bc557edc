"""CSV for spreadsheets: a table of nodes and a table of edges.

UTF-8 with a byte order mark, without which Excel takes Chinese for another encoding; pandas, R, DuckDB and Gephi skip
it (`encoding="utf-8-sig"` in Python). A text that a spreadsheet would run as a formula gets an apostrophe before it
(https://owasp.org/www-community/attacks/CSV_Injection); ids keep their letters, for they never begin so.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from kg.errors import UsageError
from kg.export.flatten import plain
from kg.files import whole
from kg.graph import stream
from kg.graph.schema import ASSOCIATION, DOCUMENT, EDGE, ENTITY

if TYPE_CHECKING:
    from kg.config import Config

FORMULA: Final = tuple("=+-@＝＋－＠\t\r")
"""How a cell begins that a spreadsheet runs."""

Rows = Iterable[Sequence[Any]]


def write(tables: Any, path: Path, config: Config) -> None:
    """Nodes and edges as CSV. The name of `path` says where they go:

    `graph.csv`: the edges, and the nodes beside it in `graph.nodes.csv`; `graph.zip`: `nodes.csv` and `edges.csv` in
    one archive; any other name: `nodes.csv` and `edges.csv` in a folder of that name. Edges have the names and types
    of their ends besides the ids, so that the table can be read alone. Lists are joined with `|`.
    """
    if path.suffix.lower() == ".zip":
        with whole(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in (("nodes.csv", _nodes(tables)), ("edges.csv", _edges(tables))):
                # A fixed date: two exports of one build are the same bytes.
                with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as file:
                    write_rows(file, rows)
        return
    for target, rows in zip(_targets(path), (_nodes(tables), _edges(tables)), strict=True):
        with whole(target) as temporary, temporary.open("wb") as file:
            write_rows(file, rows)


def _targets(path: Path) -> tuple[Path, Path]:
    """Where the nodes and the edges go."""
    if path.suffix.lower() == ".csv":
        return path.with_name(f"{path.stem}.nodes{path.suffix}"), path
    if path.is_file():
        raise UsageError(f"export {path}: is a file; name a folder, a .csv or a .zip")
    return path / "nodes.csv", path / "edges.csv"


def write_rows(file: IO[bytes], rows: Rows) -> None:
    """Write rows of cells as CSV with a byte order mark."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    text.detach()


def _nodes(tables: Any) -> Iterator[Sequence[Any]]:
    names = list(dict.fromkeys((*ENTITY, *DOCUMENT)))
    yield ["id", *names]
    for id, data in stream.node_items(tables):
        yield [id, *(cell(data.get(name)) for name in names)]


def _edges(tables: Any) -> Iterator[Sequence[Any]]:
    names = ["relation", "window", *(name for name in (*EDGE, *ASSOCIATION) if name not in ("relation", "window"))]
    yield ["source", "target", "source_name", "target_name", "source_type", "target_type", *names]
    about = {id: (data["name"], data["type"]) for id, data in stream.node_items(tables)}
    for source, target, _, data in stream.edge_items(tables):
        ends = (about[id][place] for place in (0, 1) for id in (source, target))
        yield [source, target, *map(cell, ends), *(cell(data.get(name)) for name in names)]


def cell(value: Any) -> Any:
    """A value as a cell: no formula, no line break, nothing for what is missing.

    >>> cell("=1+1"), cell(-0.5), cell(["甲", "乙"]), cell(None), cell(True)
    ("'=1+1", -0.5, '甲|乙', '', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, (int, float)):
        return "" if value is None else value
    text = str(plain(value))
    return "'" + text if text.startswith(FORMULA) else text
