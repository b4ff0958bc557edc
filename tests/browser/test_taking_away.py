"""What a person takes away from the page: pictures, tables, paper; and the whole screen."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from acts import find, shown
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html

GEXF = "{http://gexf.net/1.3}"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def text() -> str:
    made = tables()
    return html.page(made, graph.load(made), load())


def taken(page: Any, kind: str, count: int = 1) -> list[bytes]:
    """The files that the button of a kind hands over."""
    page.click("#do-files")
    files: list[Any] = []
    page.on("download", lambda file: files.append(file))
    page.click(f"#save-{kind}")
    for _ in range(400):  # a picture drawn without a graphics card takes its time
        if len(files) == count:
            break
        page.wait_for_timeout(50)
    return [Path(file.path()).read_bytes() for file in files]


def test_png_of_the_view(browse: Any, text: str) -> None:
    page = browse(text).page
    (data,) = taken(page, "png")
    assert data.startswith(b"\x89PNG")
    width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    box = page.locator("#graph").bounding_box()
    assert (width, height) == (box["width"] * 2, box["height"] * 2)
    assert len(data) > 30_000


def test_svg_of_the_view(browse: Any, text: str) -> None:
    page = browse(text).page
    (data,) = taken(page, "svg")
    root = ElementTree.fromstring(data)
    assert len(list(root.iter(SVG + "path"))) == len(shown(page))
    assert len(list(root.iter(SVG + "line"))) == page.evaluate("kg.shown().ties")
    names = {element.text for element in root.iter(SVG + "text")}
    assert {"两个维护", "四个意识", "高质量发展"} <= names


def test_csv_of_what_is_shown(browse: Any, text: str) -> None:
    page = browse(text, address="#q=all&no-type=PERSON").page
    nodes, edges = sorted(taken(page, "csv", 2), key=lambda data: b"mentions" not in data)
    rows = list(csv.DictReader(io.StringIO(nodes.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == shown(page)
    assert "PERSON" not in {row["type"] for row in rows}
    ties = list(csv.DictReader(io.StringIO(edges.decode("utf-8-sig"))))
    assert len(ties) == page.evaluate("kg.shown().ties")
    one = next(row for row in ties if {row["source"], row["target"]} == {"slogan:两个维护", "slogan:四个意识"})
    assert (one["window"], one["count"]) == ("sentence", "4")


def test_gexf_of_what_is_shown(browse: Any, text: str) -> None:
    import networkx as nx

    page = browse(text).page
    (data,) = taken(page, "gexf")
    root = ElementTree.fromstring(data)
    assert root.tag == GEXF + "gexf"
    read = nx.read_gexf(io.BytesIO(data.replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft").replace(b'"1.3"', b'"1.2"')))
    assert sorted(read) == sorted(shown(page))
    assert read.number_of_edges() == page.evaluate("kg.shown().ties")
    assert read.nodes["slogan:两个维护"]["mentions"] == 5


def test_printed_as_a_drawing(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "四个意识")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function("document.querySelector('#print img').naturalWidth > 0")
    assert page.is_visible("#print img")
    assert not page.is_visible("#tools")
    assert page.is_visible("#side h2")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#print img").count() == 0


def test_full_screen_and_back(browse: Any, text: str) -> None:
    page = browse(text).page
    page.click("#do-full")
    page.wait_for_function("document.fullscreenElement !== null")
    page.wait_for_selector("#do-full[aria-pressed=true]")
    page.click("#do-full")
    page.wait_for_function("document.fullscreenElement === null")
