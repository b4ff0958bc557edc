"""The page's text and data, without a browser."""

from __future__ import annotations

import json
import re
import sys
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import graph
from kg.config import load
from kg.errors import UsageError
from kg.export import html
from kg.export.html import evidence, layout, names, pack, series

sys.path.insert(0, str(Path(__file__).parent))
from html_made import SIXTH, Made, tables

BLOCK = re.compile(r'<script type="application/json" id="kg-(\w+)">(.*?)</script>', re.S)


@pytest.fixture(scope="module")
def made() -> Made:
    return tables()


@pytest.fixture(scope="module")
def text(made: Made) -> str:
    return html.page(made, graph.load(made), load())


@pytest.fixture(scope="module")
def blocks(text: str) -> dict[str, Any]:
    return {name: json.loads(body) for name, body in BLOCK.findall(text)}


def test_same_build_same_bytes(text: str) -> None:
    again = tables()
    assert html.page(again, graph.load(again), load()) == text


def test_nothing_is_loaded(text: str) -> None:
    library = max(re.findall(r"<script nonce=\"\w+\">(.*?)</script>", text, re.S), key=len)
    rest = text.replace(library, "")
    namespaces = r"www\.w3\.org/2000/svg|gexf\.net/1\.3"
    assert re.findall(rf"https?://(?!{namespaces})\S+", rest) == []
    assert not re.search(r"\bsrc=|@import|url\(", rest)
    assert "sourceMappingURL" not in text
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'nonce-")
    assert "unsafe" not in policy[1]


def test_libraries_stand_inside_a_script_as_they_are() -> None:
    folder = resources.files("kg.export.html").joinpath("vendor")
    library = folder.joinpath("sigma.min.js").read_text(encoding="utf-8")
    assert not re.search(r"</script|<!--|\beval\(|new Function", library)
    licences = folder.joinpath("LICENSES.txt").read_text(encoding="utf-8")
    for name in re.findall(r'"(graphology\S*|sigma)":', folder.joinpath("package.json").read_text(encoding="utf-8")):
        assert f"{name} " in licences


def test_page_is_small(text: str) -> None:
    assert len(text.encode()) < 1_200_000


def test_scripts_write_no_markup() -> None:
    folder = resources.files("kg.export.html").joinpath("js")
    for file in folder.iterdir():
        script = file.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function", script), file


def test_slogans_and_meetings_are_drawn_first(made: Made) -> None:
    page = html.page(made, graph.load(made), load(html={"nodes": 20}))
    found = {name: json.loads(body) for name, body in BLOCK.findall(page)}
    types = {found["data"]["nodes"]["type"][node["id"]] for node in found["nodes"]}
    assert types <= {"SLOGAN", "MEETING", "PART"}
    assert 10 < len(found["nodes"]) <= 20
    assert len(found["data"]["nodes"]["id"]) > 50


def test_labels_do_not_overlap(blocks: dict[str, Any]) -> None:
    boxes = []
    for node in blocks["nodes"]:
        letter = 12 + 7 * (node["size"] - 4) / 16
        width = sum(1.0 if c > "\u2e7f" else 0.6 for c in node["label"]) * letter
        boxes.append((node["x"], node["y"], max(width, 2 * node["size"]), 2 * node["size"] + letter * 1.4))
    close = [(a, b) for a, b in combinations(boxes, 2)
             if abs(a[0] - b[0]) < (a[2] + b[2]) / 2 and abs(a[1] - b[1]) < (a[3] + b[3]) / 2]  # fmt: skip
    assert close == []


def test_every_mark_is_the_name(blocks: dict[str, Any]) -> None:
    data = blocks["data"]
    nodes = data["nodes"]
    for _, _, sentence, marks in data["sentences"]:
        for start, end, node in zip(*[iter(marks)] * 3, strict=True):
            assert sentence[start:end] in (nodes["name"][node], *nodes["aliases"][node])


def test_every_node_and_near_pair_has_its_sentence(blocks: dict[str, Any]) -> None:
    data = blocks["data"]
    stands = [set(marks[2::3]) for *_, marks in data["sentences"]]
    for node, mentions in enumerate(data["nodes"]["mentions"]):
        assert not mentions or any(node in names for names in stands)
    edges = data["edges"]
    sentence = data["meta"]["windows"].index("sentence")
    for a, b, figures in zip(edges["source"], edges["target"], edges["figures"], strict=True):
        near = len(figures) > 1 and sentence in figures[0::4]
        assert not near or any({a, b} <= names for names in stands)


def unpacked(text: str) -> list[int]:
    numbers, number, unit = [], 0, 1
    for character in text:
        digit = pack.ALPHABET.index(character)
        number, unit = number + digit % pack.HALF * unit, unit * pack.HALF
        if digit < pack.HALF:
            numbers.append(number)
            number, unit = 0, 1
    return numbers


@given(st.lists(st.integers(0, 10**9)))
def test_packed_numbers_come_back(numbers: list[int]) -> None:
    text = pack.pack(numbers)
    assert unpacked(text) == numbers
    assert not set(text) & set('&<>"\\')


def test_counts_by_period_add_up(made: Made) -> None:
    rows = made.con.execute(
        """select source, target, "window", count from edges where relation = 'co_occurs' order by all"""
    ).fetchall()
    ids = [id for (id,) in made.con.execute("select id from nodes order by id").fetchall()]
    place = {id: i for i, id in enumerate(ids)}
    rows = [(place[source], place[target], *row) for source, target, *row in rows]
    found = series.series(made.con, load(), ids, sorted({row[:2] for row in rows}))
    assert found.bins == ["2019-06-18", "2021-11-20", "2022-03-02", "2022-10-28", "2023-02-11"]
    assert found.documents == dict.fromkeys([-1, 0, 1, 2, 3, 4], 1)
    for source, target, window, count in rows:
        assert sum(found.pairs[window][source, target].values()) == count
    mentions = dict(made.con.execute("select id, mentions from nodes where mentions > 0").fetchall())
    assert {id: sum(counts.values()) for id, counts in found.mentions.items()} == mentions
    assert sum(found.totals["document"].values()) == 6


def test_every_node_has_a_place_of_its_own(blocks: dict[str, Any]) -> None:
    nodes = blocks["data"]["nodes"]
    places = list(zip(nodes["x"], nodes["y"], strict=True))
    assert len(set(places)) == len(nodes["id"])
    assert all(places[node["id"]] == (node["x"], node["y"]) for node in blocks["nodes"])


def test_communities_are_those_of_slogans_and_meetings(made: Made, blocks: dict[str, Any]) -> None:
    from kg.analyse.communities import communities

    nodes = blocks["data"]["nodes"]
    page = dict(zip(nodes["id"], nodes["community"], strict=True))
    found = communities(graph.load(made))
    pairs = {(found[id], page[id]) for id in found}
    assert len(pairs) == len(set(found.values())) == len({b for _, b in pairs})
    assert any(page[id] >= 0 for id in page if id not in found)


def test_names_are_spelt_in_pinyin(blocks: dict[str, Any]) -> None:
    nodes = blocks["data"]["nodes"]
    assert nodes["pinyin"][nodes["name"].index("四个意识")] == "si ge yi shi"


def test_evidence_takes_documents_in_turn(made: Made) -> None:
    ids = ["slogan:两个维护"]
    found = evidence.evidence(made.con, ids, [], cap=3, listed=0)
    assert [document[1] for document in found.documents] == ["2019-06-18", "2021-11-20", "2022-03-02"]
    assert found.totals == [5]


def test_evidence_stays_within_its_room(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MAX_CHARACTERS", 200)
    ids = [row[0] for row in made.con.execute("select id from nodes order by id").fetchall()]
    found = evidence.evidence(made.con, ids, [], cap=5)
    assert 0 < sum(len(sentence[2]) for sentence in found.sentences) <= 200


def test_passages_of_a_long_sentence_hold_all_marks() -> None:
    long = "字" * 2000 + "甲乙" + "字" * 2000 + "丙丁" + "字" * 100
    pieces = list(evidence.passages(long, [(2000, 2002, 0), (4002, 4004, 1)]))
    assert len(pieces) == 2
    assert [text[marks[0] : marks[1]] for text, marks in pieces] == ["甲乙", "丙丁"]
    assert all(len(text) <= evidence.PASSAGE + 2 for text, _ in pieces)


def test_long_names_go_by_what_the_texts_say(blocks: dict[str, Any]) -> None:
    nodes = blocks["data"]["nodes"]
    assert nodes["label"][nodes["name"].index(SIXTH)] == "十九届六中全会"
    assert max(map(len, nodes["label"])) <= names.LABEL


def test_limits_are_stated(made: Made) -> None:
    page = html.page(made, graph.load(made), load(html={"max_nodes": 10}))
    data = json.loads(dict(BLOCK.findall(page))["data"])
    assert len(data["nodes"]["id"]) == 10
    assert data["corpus"]["nodes"] > 50


def test_layout_packs_parts_apart() -> None:
    boxes = [(100.0, 40.0)] * 12
    places = layout.positions(boxes, [(0, 1, 0.5), (1, 2, 0.5), (3, 4, 1.0)])
    assert len(set(places)) == 12
    for (ax, ay), (bx, by) in combinations(places, 2):
        assert abs(ax - bx) >= 98 or abs(ay - by) >= 38


def test_a_graph_of_one(made: Made) -> None:
    one = tables({("独一", "2020"): "[S:四个意识|增强]是一个。"})
    data = json.loads(dict(BLOCK.findall(html.page(one, graph.load(one), load())))["data"])
    assert data["nodes"]["name"][0] == "四个意识"


def test_a_build_that_names_nothing() -> None:
    none = tables({("空", "2020"): "这里什么也没有提到。"})
    assert "kg-data" in html.page(none, graph.load(none), load())


def test_write_replaces_the_file_whole(made: Made, text: str, tmp_path: Path) -> None:
    target = tmp_path / "graph.html"
    target.write_text("old")
    html.write(made, graph.load(made), target, load())
    assert target.read_bytes() == text.encode()
    assert [file.name for file in tmp_path.iterdir()] == ["graph.html"]
    with pytest.raises(UsageError, match="folder"):
        html.write(made, graph.load(made), tmp_path, load())


def test_view_of_a_neighbourhood(made: Made) -> None:
    shown = html.view(made, graph.load(made), load(), around="十九届六中全会", height=321)
    assert 'height="321"' in shown._repr_html_()
    assert 'sandbox="allow-scripts' in shown._repr_html_()
    names = json.loads(dict(BLOCK.findall(shown.html))["data"])["nodes"]["name"]
    assert SIXTH in names
    assert "十大工程" not in names


def test_view_around_an_unknown_name(made: Made) -> None:
    with pytest.raises(UsageError, match="没有的名字"):
        html.view(made, graph.load(made), load(), around="没有的名字")


def test_view_takes_a_language_and_refuses_what_it_cannot_show(made: Made) -> None:
    built = graph.load(made)
    assert '<html lang="en">' in html.view(made, built, load(), language="en").html
    for options in ({"height": 0}, {"depth": -1}, {"language": "fr"}):
        with pytest.raises(UsageError):
            html.view(made, built, load(), around="四个意识", **options)


def test_unknown_language_names_the_choices(made: Made) -> None:
    with pytest.raises(UsageError, match="choose from en, zh"):
        html.page(made, graph.load(made), load(html={"language": "fr"}))


def test_every_script_is_in_the_page() -> None:
    from kg.export.html.page import SCRIPTS

    folder = resources.files("kg.export.html").joinpath("js")
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.js" for name in SCRIPTS)
