from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import Small, small

from kg.config import Config
from kg.errors import BuildError, UsageError
from kg.export import EXPORTERS, flatten
from kg.graph import load

FORMATS = ("csv", "gexf", "graphml", "json")
HOSTILE = "=1+1|\x00\x0b<b>&\"'\r\n]]>\ufffe😀"


@pytest.fixture(scope="module")
def made() -> Small:
    """A small build, and in it a node whose name and aliases would break a format that did not escape them."""
    built = small()
    columns = "replace(id, '清水进村', $name) as id, $name as name, [$name, '清水'] as aliases"
    row = f"select * replace ({columns}) from nodes where id = 'slogan:清水进村'"
    built.con.execute(f"insert into nodes {row}", {"name": HOSTILE})
    built.con.execute("insert into edges select * replace ($id as source) from edges where relation = 'raised_at'",
                      {"id": f"slogan:{HOSTILE}"})  # fmt: skip
    return built


@pytest.fixture(scope="module")
def graph(made: Small) -> nx.MultiDiGraph:
    return load(made)


def export(name: str, tables: Small, path: Path) -> Path:
    EXPORTERS[name](tables, path, Config())
    return path


def flat(graph: nx.MultiDiGraph, rename: dict[str, str] | None = None) -> dict[str, Any]:
    """What should be read back: ids and keys with plain attributes."""

    def plain(data: dict[str, Any]) -> dict[str, Any]:
        return {(rename or {}).get(name, name): flatten.plain(value) for name, value in data.items()}

    nodes = {flatten.text(id): plain(data) for id, data in graph.nodes(data=True)}
    ends = ((flatten.text(s), flatten.text(t), key, data) for s, t, key, data in graph.edges(keys=True, data=True))
    return {"nodes": nodes, "edges": {(source, target, key): plain(data) for source, target, key, data in ends}}


def typed(value: Any) -> Any:
    """A nested value with the types beside the leaves, for 1 == 1.0 == True."""
    return {key: typed(item) for key, item in value.items()} if isinstance(value, dict) else (type(value), value)


def read(graph: nx.MultiDiGraph, *without: str) -> dict[str, Any]:
    def kept(data: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in data.items() if key not in without}

    nodes = {id: kept(data) for id, data in graph.nodes(data=True)}
    return {"nodes": nodes, "edges": {(s, t, key): kept(data) for s, t, key, data in graph.edges(keys=True, data=True)}}


def test_graphml_reads_back_equal(made: Small, graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    path = export("graphml", made, tmp_path / "g.graphml")
    assert typed(read(nx.read_graphml(path, force_multigraph=True), "key")) == typed(flat(graph))


def test_graphml_ids_are_unique(made: Small, tmp_path: Path) -> None:
    root = ET.parse(export("graphml", made, tmp_path / "g.graphml")).getroot()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)


def test_gexf_reads_back_equal(made: Small, graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    found = nx.read_gexf(export("gexf", made, tmp_path / "g.gexf"))
    labels = nx.get_node_attributes(found, "label")
    assert labels["slogan:四盏灯"] == "四盏灯"
    data = found.edges["slogan:两条渠", "slogan:四盏灯", "co_occurs:sentence"]
    assert (data["weight"], data["label"]) == (2.0, "co_occurs")
    expected = flat(graph, {"start": "held_from", "end": "held_to"})
    assert typed(read(found, "id", "label", "weight")) == typed(expected)


def test_gexf_is_static_and_undated(made: Small, graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    root = ET.parse(export("gexf", made, tmp_path / "g.gexf")).getroot()
    space = {"g": "http://www.gexf.net/1.2draft"}
    assert [child.tag.split("}")[1] for child in root[1]] == ["attributes", "attributes", "nodes", "edges"]
    assert root[1].get("mode") == "static" and "lastmodifieddate" not in root[0].attrib
    assert not root.findall(".//*[@start]", space)
    numbers = [edge.get("id") for edge in root.findall(".//g:edge", space)]
    assert len(set(numbers)) == len(numbers) == graph.number_of_edges()


def test_json_reads_back_equal(made: Small, graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    data = json.loads(export("json", made, tmp_path / "g.json").read_text("utf-8"))
    found = nx.node_link_graph(data, edges="edges")
    assert isinstance(found, nx.MultiDiGraph)
    assert typed(read(found)) == typed(read(graph))
    assert found.nodes["slogan:四盏灯"]["aliases"] == ["四灯", "四盏明灯"]


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_parquet_reads_back_as_the_tables(made: Small, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    for folder in ("one", "two"):
        export("parquet", made, tmp_path / folder)
    tables = ("documents", "edges", "expansions", "mentions", "nodes", "sentences")
    assert [file.stem for file in sorted((tmp_path / "one").iterdir())] == [*tables]
    for name in tables:
        file = tmp_path / "one" / f"{name}.parquet"
        found, expected = pq.read_table(file), made.con.sql(f"select * from {name}").to_arrow_table()
        assert found.schema.types == expected.schema.types
        assert sorted(map(repr, found.to_pylist())) == sorted(map(repr, expected.to_pylist()))
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
    with pytest.raises(UsageError, match="is a file; name a folder"):
        export("parquet", made, file)


def test_csv_by_the_name_of_the_target(made: Small, graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    export("csv", made, tmp_path / "graph.csv")
    export("csv", made, tmp_path / "folder")
    with zipfile.ZipFile(export("csv", made, tmp_path / "graph.zip")) as archive:
        nodes, edges = archive.read("nodes.csv"), archive.read("edges.csv")
    assert (tmp_path / "graph.csv").read_bytes() == (tmp_path / "folder/edges.csv").read_bytes() == edges
    assert (tmp_path / "graph.nodes.csv").read_bytes() == (tmp_path / "folder/nodes.csv").read_bytes() == nodes
    assert (len(rows(nodes)), len(rows(edges))) == (len(graph), graph.number_of_edges())
    first = rows(edges)[0]
    assert first["source_name"] == graph.nodes[first["source"]]["name"]


def test_csv_runs_no_formula_and_keeps_numbers(made: Small, tmp_path: Path) -> None:
    export("csv", made, tmp_path / "graph.csv")
    nodes = rows((tmp_path / "graph.nodes.csv").read_bytes())
    hostile = next(row for row in nodes if row["id"] == f"slogan:{HOSTILE}")
    assert hostile["name"].startswith("'=1+1") and "\n" not in hostile["name"]
    assert next(row["name"] for row in nodes if row["source"] == "三号.txt") == "'=渠上总结"
    edges = rows((tmp_path / "graph.csv").read_bytes())
    assert any(row["npmi"].startswith("-0.") for row in edges)
    assert not any(cell.startswith(("=", "+", "@")) for row in (*nodes, *edges) for cell in row.values())


def test_csv_opens_in_duckdb(made: Small, graph: nx.MultiDiGraph, tmp_path: Path, tables: Small) -> None:
    path = export("csv", made, tmp_path / "graph.csv")
    counts = "select count(*), count(npmi), min(npmi) < 0 from read_csv(?)"
    ties = sum(key.startswith("co_occurs") for *_, key in graph.edges(keys=True))
    assert tables.con.execute(counts, [str(path)]).fetchall() == [(graph.number_of_edges(), ties, True)]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_graph_is_exported(name: str, tmp_path: Path) -> None:
    empty = small()
    for table in ("nodes", "edges", "documents"):
        empty.con.execute(f"delete from {table}")
    assert export(name, empty, tmp_path / f"g.{name}").stat().st_size


@pytest.mark.parametrize("name", FORMATS)
def test_a_failure_leaves_the_good_file(name: str, tmp_path: Path) -> None:
    built = small()
    path = export(name, built, tmp_path / f"g.{name}")
    before = path.read_bytes()
    built.con.execute("delete from nodes where id = 'work:论修渠'")
    with pytest.raises(BuildError, match="论修渠"):
        export(name, built, path)
    assert path.read_bytes() == before
    assert not [item for item in os.listdir(tmp_path) if item.startswith(".")]


@pytest.mark.parametrize("name", FORMATS)
def test_a_target_that_cannot_be_written_is_named(name: str, made: Small, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match=r"file.*cannot be written"):
        export(name, made, tmp_path / "file" / f"g.{name}")
    (tmp_path / f"g.{name}").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        export(name, made, tmp_path / f"g.{name}")


HASHED = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from small_tables import small
from kg.config import Config
from kg.export import EXPORTERS
for name in sorted({*EXPORTERS} - {"html"}):
    EXPORTERS[name](small(), Path(sys.argv[2]) / f"g.{name}", Config())
EXPORTERS["csv"](small(), Path(sys.argv[2]) / "g.zip", Config())
"""


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    folder = Path(__file__).parents[1] / "graph"
    for seed in ("0", "5"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(folder.parents[1])}
        subprocess.run([sys.executable, "-c", HASHED, str(folder), str(tmp_path / seed)], env=env, check=True)
    files = sorted(path for path in (tmp_path / "0").rglob("*") if path.is_file())
    assert {path.relative_to(tmp_path / "0").parts[0] for path in files} == {
        *(f"g.{name}" for name in EXPORTERS if name != "html"), "g.nodes.csv", "g.zip",
    }  # fmt: skip
    for path in files:
        assert path.read_bytes() == (tmp_path / "5" / path.relative_to(tmp_path / "0")).read_bytes(), path


@given(st.text())
def test_text_is_legal_xml_and_reads_back_the_same(value: str) -> None:
    legal = flatten.text(value)
    element = ET.Element("a", value=legal)
    element.text = legal
    found = ET.fromstring(ET.tostring(element, encoding="utf-8"))
    assert (found.get("value"), found.text or "") == (legal, legal)
    assert flatten.text(legal) == legal
