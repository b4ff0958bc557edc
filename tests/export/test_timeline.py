from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from small_tables import Small, small

from kg.config import Config
from kg.export import flatten, timeline
from kg.graph import load

SPACE = "{http://gexf.net/1.3}"
CHILDREN = {
    "gexf": ["meta", "graph"], "meta": ["creator"], "graph": ["attributes"] * 4 + ["nodes", "edges"],
    "attributes": {"attribute"}, "nodes": {"node"}, "edges": {"edge"}, "attvalues": {"attvalue"},
    "node": {"attvalues", "spells"}, "edge": {"attvalues", "spells"}, "spells": {"spell"},
    "attribute": set(), "attvalue": set(), "spell": set(), "creator": set(),
}  # fmt: skip
ATTRIBUTES = {
    "gexf": {"version", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"}, "meta": set(), "creator": set(),
    "graph": {"defaultedgetype", "mode", "timeformat", "timerepresentation", "start", "end"},
    "attributes": {"class", "mode"}, "attribute": {"id", "title", "type"}, "nodes": set(), "edges": set(),
    "node": {"id", "label"}, "edge": {"id", "source", "target", "label", "kind", "weight"}, "attvalues": set(),
    "attvalue": {"for", "value", "start", "end"}, "spells": set(), "spell": {"start", "end"},
}  # fmt: skip
KINDS = {"string", "long", "integer", "double", "boolean"}


def export(tables: Small, path: Path) -> ET.Element:
    timeline.write(tables, load(tables), path, Config())
    return ET.parse(path).getroot()


@pytest.fixture(scope="module")
def root(tables: Small, tmp_path_factory: pytest.TempPathFactory) -> ET.Element:
    return export(tables, tmp_path_factory.mktemp("gexf") / "g.gexf")


def name(element: ET.Element) -> str:
    return element.tag.removeprefix(SPACE)


def test_elements_and_attributes_are_those_of_gexf_1_3(root: ET.Element) -> None:
    assert root.get("version") == "1.3"
    for element in root.iter():
        allowed, children = CHILDREN[name(element)], [name(child) for child in element]
        assert children == allowed if isinstance(allowed, list) else set(children) <= allowed, element.attrib
        assert set(element.attrib) <= ATTRIBUTES[name(element)], element.attrib
    assert all(name(next(iter(element))) == "attvalues" for element in root.iter(f"{SPACE}node"))


def test_values_are_declared_and_of_their_type(root: ET.Element) -> None:
    kinds = {}
    for group in root.iter(f"{SPACE}attributes"):
        assert group.get("mode") in ("static", "dynamic") and group.get("class") in ("node", "edge")
        for item in group:
            key = group.get("class"), item.get("id")
            assert key not in kinds and item.get("type") in KINDS
            kinds[key] = item.get("type"), group.get("mode")
    for scope in ("node", "edge"):
        for element in root.iter(SPACE + scope):
            for value in element.iter(f"{SPACE}attvalue"):
                kind, mode = kinds[scope, value.get("for")]
                assert (value.get("start") is not None) == (value.get("end") is not None) == (mode == "dynamic")
                shape = {"boolean": "true|false", "long": r"-?\d+", "integer": r"\d+", "double": r"-?[\d.]+(e-?\d+)?"}
                assert re.fullmatch(shape.get(kind or "", r"[\s\S]*"), value.get("value") or "")


def test_times_lie_in_order_within_the_graph(root: ET.Element) -> None:
    graph = root[1]
    first, last = (date.fromisoformat(graph.attrib[end]) for end in ("start", "end"))
    assert (first, last) == (date(2019, 1, 1), date(2021, 12, 31))
    for element in (*root.iter(f"{SPACE}node"), *root.iter(f"{SPACE}edge")):
        for path in ("spell", "attvalue"):
            times = [
                (date.fromisoformat(item.attrib["start"]), date.fromisoformat(item.attrib["end"]))
                for item in element.iter(SPACE + path)
                if "start" in item.attrib
            ]
            assert all(first <= start <= end <= last for start, end in times)
            assert all(before[1] < after[0] for before, after in pairwise(times))
    ends = {node.get("id") for node in root.iter(f"{SPACE}node")}
    assert all({edge.get("source"), edge.get("target")} <= ends for edge in root.iter(f"{SPACE}edge"))


def test_networkx_reads_it_back(tables: Small, tmp_path: Path) -> None:
    root = export(tables, tmp_path / "g.gexf")
    found, graph = nx.read_gexf(tmp_path / "g.gexf", version="1.3"), load(tables)
    expected = {
        id: data
        for id, data in flatten.nodes(graph, {"start": "held_from", "end": "held_to"})
        if not id.startswith("doc:")
    }
    extra = ("label", "spells", "mentions_then")
    assert {id: {k: v for k, v in data.items() if k not in extra} for id, data in found.nodes(data=True)} == expected
    lamps = found.nodes["slogan:四盏灯"]
    assert lamps["mentions_then"] == [(2, "2019-01-01", "2019-12-31"), (2, "2020-01-01", "2020-12-31")]
    assert lamps["spells"] == [("2019-01-01", "2020-12-31")]
    assert found.nodes["slogan:两条渠"]["spells"] == [("2019-01-01", "2021-12-31")]
    tie = found.edges["slogan:两条渠", "slogan:四盏灯", "co_occurs:sentence"]
    assert (
        tie["count"] == 2 and tie["npmi"] == graph.edges["slogan:两条渠", "slogan:四盏灯", "co_occurs:sentence"]["npmi"]
    )
    assert tie["spells"] == [("2019-01-01", "2020-12-31")]
    edge = next(edge for edge in root.iter(f"{SPACE}edge") if edge.get("id") == tie["id"])
    weights = [value for value in edge.iter(f"{SPACE}attvalue") if value.get("for") == "weight"]
    assert [(value.get("value"), value.get("start")) for value in weights] == [("1", "2019-01-01"), ("1", "2020-01-01")]
    assert {key for *_, key in found.edges(keys=True)} >= {"has_part", "raised_at", "held_under"}
    assert not any(key in ("mentions", "co_occurs:paragraph") for *_, key in found.edges(keys=True))


@pytest.mark.parametrize(
    ("dates", "times"),
    [
        (("2024-03-01", "2024-04-09"), {"2024-03-01", "2024-04-09"}),
        (("2024-03-01", "2026-04-09"), {"2024-03-01", "2026-04-01"}),
        (("2024", "2024-04-09"), {"2024-01-01"}),
        (("1954", "2026-04-09"), {"1954-01-01", "2026-01-01"}),
        (("", ""), set()),
    ],
)
def test_periods_are_days_months_or_years(dates: tuple[str, str], times: set[str], tmp_path: Path) -> None:
    texts = [(f"{index}.txt", "", when, ("擦亮四盏灯，修好两条渠。",)) for index, when in enumerate(dates)]
    root = export(small(texts), tmp_path / "g.gexf")
    node = next(node for node in root.iter(f"{SPACE}node") if node.get("id") == "slogan:四盏灯")
    assert {value.get("start") for value in node.iter(f"{SPACE}attvalue") if value.get("start")} == times
