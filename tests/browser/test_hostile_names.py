"""Names, titles and sentences from strangers: nothing of them runs, loads, or breaks the page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html

BIDI = "\u202e倒过来的名\u2066字"
NAMES = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(2)>',
    "end": "</script><script>alert(3)</script>",
    "comment": "<!--<script>alert(4)",
    "link": "javascript:alert(5)",
    "template": "{{ 7*7 }}{% raw %}${alert(6)}",
    "bidi": BIDI,
    "lines": "甲\u2028乙\u2029丙",
    "entity": "&lt;b&gt;&amp;",
    "long": "长" * 10_000,
    "astral": "𠮷𠮷工程",
    "proto": "__proto__",
}


@pytest.fixture(scope="module")
def text() -> str:
    pairs = list(NAMES.values())
    lines = [f"一、{pairs[0]}和{pairs[2]}"]
    lines += [f"𠮷前面是[S:{a}|落实]，后面是[M:{b}]。" for a, b in pairwise(pairs)]
    title = "</script><img src=x onerror=alert(7)>\u202e题目"
    made = tables({(title, "2020-01-01"): "\n".join(lines), ("javascript:alert(8)", ""): "\n".join(lines[::-1])})
    return html.page(made, graph.load(made), load())


def test_nothing_runs(browse: Any, text: str) -> None:
    opened = browse(text)
    page = opened.page
    for name in NAMES.values():
        page.fill("#query", name[:30])
        page.keyboard.press("Enter")
        for figure in page.locator("#side .figure").all()[:1]:
            figure.click()
        page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert (opened.dialogs, opened.outside, opened.errors) == ([], [], [])
    assert page.locator("img, iframe, object, a, body script:not([nonce]):not([type])").count() == 0


def test_names_stand_as_they_are(browse: Any, text: str) -> None:
    page = browse(text).page
    for key in ("script", "image", "end", "comment", "link", "template", "entity", "proto"):
        page.fill("#query", NAMES[key])
        page.keyboard.press("Enter")
        assert page.inner_text("#side h2") == NAMES[key]
        assert page.locator("#side mark").first.inner_text() == NAMES[key]


def test_bidi_controls_become_visible(browse: Any, text: str) -> None:
    page = browse(text).page
    page.fill("#query", "倒过来")
    page.keyboard.press("Enter")
    assert page.inner_text("#side h2") == "\ufffd倒过来的名\ufffd字"
    assert not set("\u202e\u2066") & set(page.inner_text("body"))


def test_a_long_name_breaks_no_layout(browse: Any, text: str) -> None:
    page = browse(text, size=(390, 844)).page
    page.fill("#query", "长长长")
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#side h2").bounding_box()["height"] < 200
    assert page.locator("#side .evidence mark").count() > 0


def test_marks_beyond_the_first_plane(browse: Any, text: str) -> None:
    page = browse(text).page
    page.fill("#query", "𠮷𠮷")
    page.keyboard.press("Enter")
    assert set(page.locator("#side mark").all_inner_texts()) == {"𠮷𠮷工程"}


@pytest.mark.parametrize(
    "state",
    [
        *("#table=nodes", "#table=ties&q=all", "#panel=filters", "#panel=compare&a=slogan:__proto__"),
        *("#table=documents", "#table=documents&by=speaker:<img src=x onerror=alert(9)>", "#table=corpus"),
        *("#n=slogan:<img src=x onerror=alert(9)>", "#s=slogan:__proto__&s=slogan:javascript:alert(5)"),
    ],
)
def test_every_panel_holds(browse: Any, text: str, state: str) -> None:
    opened = browse(text, address=state)
    page = opened.page
    assert page.locator("img, iframe, object, a, body script:not([nonce]):not([type])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    assert (opened.dialogs, opened.outside, opened.errors) == ([], [], [])


def test_titles_of_texts_stand_as_they_are(browse: Any, text: str) -> None:
    opened = browse(text, address="#table=documents")
    page = opened.page
    page.click("#table tbody .link:has-text('题目')")
    assert page.inner_text("#side h2") == "</script><img src=x onerror=alert(7)>\ufffd题目"
    assert page.locator("#side mark").count() > 5
    assert page.locator("img, iframe, object, a, body script:not([nonce]):not([type])").count() == 0
    assert (opened.dialogs, opened.outside, opened.errors) == ([], [], [])


@pytest.mark.parametrize("kind", ["svg", "gexf"])
def test_files_are_well_formed(browse: Any, text: str, kind: str) -> None:
    page = browse(text, address="#q=all").page
    page.click("#do-files")
    with page.expect_download() as download:
        page.click(f"#save-{kind}")
    root = ElementTree.parse(download.value.path()).getroot()
    written = "".join(root.itertext()) + "".join(str(element.attrib) for element in root.iter())
    assert NAMES["end"] in written
    assert not [element for element in root.iter() if element.tag.endswith(("script", "img"))]


@pytest.mark.parametrize(
    "address",
    [
        "#n=%3Cscript%3Ealert(1)%3C/script%3E",
        "#t=9/8&at=x,y,z&q=__proto__&w=constructor&lang=toString&panel=__proto__&pin=1,2,none",
    ],
)
def test_a_broken_address_breaks_nothing(browse: Any, text: str, address: str) -> None:
    opened = browse(text, address=address)
    assert (opened.dialogs, opened.outside, opened.errors) == ([], [], [])
    assert opened.page.inner_text("#side h2") == "概览"
