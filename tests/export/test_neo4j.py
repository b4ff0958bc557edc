"""Cypher and neo4j-admin's CSV, read by an embedded engine of Cypher."""

from __future__ import annotations

import csv
import json
import math
from importlib import import_module
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import Small

from kg.config import Config
from kg.errors import UsageError
from kg.export import flatten
from kg.export.cypher import literal
from kg.graph import load

HOSTILE = "'}] AS row DETACH DELETE n; //\\\n\r\t\x00\x1b`|\"😀\u2028"
COPY = "(HEADER=true, PARALLEL=false, AUTO_DETECT=false, DELIM=',', QUOTE='\"', ESCAPE='\"')"
TYPES = {"string": "STRING", "long": "INT64", "double": "DOUBLE", "boolean": "BOOL", "string[]": "STRING"}


@pytest.fixture(scope="module")
def graph(tables: Small) -> nx.MultiDiGraph:
    made = load(tables)
    made.add_node(f"slogan:{HOSTILE}", **{**made.nodes["slogan:清水进村"], "name": HOSTILE, "aliases": [HOSTILE]})
    return made


@pytest.fixture
def engine() -> Any:
    ladybug = pytest.importorskip("ladybug")
    return ladybug.Connection(ladybug.Database(":memory:"))


def export(name: str, graph: nx.MultiDiGraph, path: Path) -> Path:
    import_module(f"kg.export.{name}").write(None, graph, path, Config())
    return path


def statements(path: Path) -> list[tuple[str, str]]:
    """The rows and the clause of every UNWIND; statements end at the end of a line."""
    parts = path.read_text("utf-8").split(";\n")
    assert parts[0].startswith("CREATE CONSTRAINT") and parts[-1] == ""
    found = []
    for part in parts[1:-1]:
        rows, clause = part.removeprefix("UNWIND ").split(" AS row\n")
        assert part.startswith("UNWIND [") and clause.count("\n") == 0
        found.append((rows, clause))
    return found


def test_the_script_holds_the_graph(graph: nx.MultiDiGraph, engine: Any, tmp_path: Path) -> None:
    """Every row, read by an engine of Cypher, is a node or an edge of the graph with its values and types."""
    found: dict[str, dict[str, dict[str, Any]]] = {"nodes": {}, "edges": {}}
    for rows, clause in statements(export("cypher", graph, tmp_path / "g.cypher")):
        for line in rows.splitlines()[1:-1]:
            row = engine.execute(f"RETURN {line.removesuffix(',')} AS row").get_next()[0]
            key = "edges" if "a" in row else "nodes"
            id = f"{row['a']}>{row['b']}>{row['key']}" if "a" in row else row["id"]
            found[key][id] = row["is"]
            kind = row["is"]["relation"].upper() if "a" in row else row["is"]["type"].capitalize()
            assert f":`{kind}`" in clause
    assert found["nodes"] == {id: dict(data) for id, data in graph.nodes(data=True)}
    edges = {f"{a}>{b}>{key}": data for a, b, key, data in graph.edges(keys=True, data=True)}
    assert found["edges"].keys() == edges.keys()
    for id, data in found["edges"].items():
        expected = {name: value for name, value in edges[id].items() if value is not None}
        assert data.keys() == expected.keys()
        for name, value in expected.items():
            assert type(data[name]) is type(value)
            assert math.isclose(data[name], value) if isinstance(value, float) else data[name] == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_string_is_read_as_json_reads_it(value: str) -> None:
    """Cypher's escapes are JSON's, and the quote; nothing in it ends the literal, the line or the statement."""
    written = literal(value)
    assert written.isprintable() or not set(written) & set("\n\r\u2028\x00")
    assert json.loads('"' + written[1:-1].replace("\\'", "'").replace('"', '\\"') + '"') == value


def load_csv(engine: Any, folder: Path) -> None:
    for file, table, skip in (("nodes.csv", "NODE TABLE Node", 0), ("relationships.csv", "REL TABLE Tie", 2)):
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines))
        pairs = [
            (left or right.lower(), TYPES.get(right, "STRING")) for left, right in (h.rsplit(":", 1) for h in header)
        ]
        columns = ", ".join(f"`{name}` {kind}" for name, kind in pairs[skip:])
        columns = f"FROM Node TO Node, {columns}" if skip else f"{columns}, PRIMARY KEY(id)"
        engine.execute(f"CREATE {table}({columns})")
        engine.execute(f"COPY {table.split()[-1]} FROM '{folder / file}' {COPY}")


def test_a_query_over_the_csv(tables: Small, engine: Any, tmp_path: Path) -> None:
    graph = load(tables)
    load_csv(engine, export("neo4j", graph, tmp_path / "neo"))
    query = (
        "MATCH (a:Node {name: '四盏灯'})-[r:Tie {relation: 'co_occurs', window: 'sentence'}]-(b:Node) "
        "WHERE r.npmi > 0 RETURN b.id, r.count, r.llr ORDER BY b.id"
    )
    key = "co_occurs:sentence"
    ties = nx.Graph([(a, b, data) for a, b, k, data in graph.edges(keys=True, data=True) if k == key])
    expected = [[id, d["count"], d["llr"]] for id, d in sorted(ties["slogan:四盏灯"].items()) if d["npmi"] > 0]
    assert engine.execute(query).get_all() == expected
    assert engine.execute("MATCH (n:Node) RETURN count(*)").get_next() == [len(graph)]
    assert engine.execute("MATCH ()-[r:Tie]->() RETURN count(*)").get_next() == [graph.number_of_edges()]


def test_csv_headers_have_the_types(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    folder = export("neo4j", graph, tmp_path / "neo")
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {"id:ID", "aliases:string[]", "known:boolean", "mentions:long", ":LABEL"} <= set(rows[0])
    lamps = next(row for row in rows if row["id:ID"] == "slogan:四盏灯")
    assert lamps["aliases:string[]"].split("|") == graph.nodes["slogan:四盏灯"]["aliases"]
    assert (lamps["known:boolean"], lamps["mentions:long"], lamps[":LABEL"]) == ("true", "5", "Node|Slogan")
    assert next(row["name:string"] for row in rows if row["id:ID"].startswith("slogan:'")) == flatten.text(HOSTILE)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="name a folder"):
        export("neo4j", graph, tmp_path / "file")
