"""The page for everyone: rules of axe-core, and everything by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from acts import shown, violations
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html

STATES = {
    "overview": "",
    "card": "#n=slogan:四个意识",
    "tie": "#e=slogan:两个维护&e=slogan:四个意识&e=co_occurs",
    "filters": "#panel=filters&q=all&t=2019-06-18/2022-03-02",
    "path": "#panel=path&from=slogan:高质量发展&to=slogan:六保",
    "compare": "#panel=compare&a=slogan:四个意识&b=slogan:高质量发展",
    "nodes": "#table=nodes",
    "ties": "#table=ties&lang=en",
    "documents": "#table=documents&by=date:2022",
    "corpus": "#table=corpus&n=slogan:没有",
    "several": "#s=slogan:四个意识&s=slogan:两个维护",
}


@pytest.fixture(scope="module")
def text() -> str:
    made = tables()
    return html.page(made, graph.load(made), load())


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browse: Any, text: str, state: str, dark: bool) -> None:
    page = browse(text, dark=dark, address=STATES[state]).page
    assert violations(page) == []


def test_axe_on_the_card_of_a_text(browse: Any, text: str) -> None:
    page = browse(text, address="#table=documents").page
    page.click("#table tbody .link >> nth=0")
    assert page.inner_text("#side h2") == "党支部书记培训班开班讲话"
    assert violations(page) == []


def test_axe_on_a_phone(browse: Any, text: str) -> None:
    page = browse(text, size=(390, 844), address=STATES["card"]).page
    assert violations(page) == []


def test_picture_by_keyboard(browse: Any, text: str) -> None:
    page = browse(text).page
    page.focus("#graph")
    at = page.evaluate("kg.camera()")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    moved = page.evaluate("kg.camera()")
    assert moved[0] > at[0]
    assert moved[2] < at[2]
    page.keyboard.press("0")
    assert page.evaluate("kg.camera()") == pytest.approx(at, abs=0.01)
    page.keyboard.press(".")
    assert page.inner_text("#side h2") == "两个维护"
    page.keyboard.press(".")
    second = page.inner_text("#side h2")
    page.keyboard.press(",")
    assert page.inner_text("#side h2") == "两个维护" != second
    page.keyboard.press("h")
    assert "slogan:两个维护" not in shown(page)
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_every_control_is_reached_by_tab(browse: Any, text: str) -> None:
    page = browse(text, address="#panel=filters").page
    wanted = page.evaluate(
        "[...document.querySelectorAll('button, input, summary')]"
        ".filter((e) => e.checkVisibility({ contentVisibilityAuto: true }) && !e.disabled && e.tabIndex >= 0 && e.type !== 'radio').length"
    )
    page.evaluate("document.body.focus()")
    seen = set()
    for step in range(wanted + 20):
        page.keyboard.press("Tab")
        key = page.evaluate(
            "(() => { const e = document.activeElement; e.dataset.step = e.dataset.step || String(Math.random()); return e.dataset.step; })()"
        )
        if key in seen and step > wanted:
            break
        seen.add(key)
    assert len(seen) >= wanted


def test_without_webgl_the_tables_stand(browse: Any, text: str) -> None:
    page = browse(text).page
    page.context.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        " return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); };"
    )
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert "WebGL" in page.inner_text("#tools")
    assert page.locator("#table tbody tr").count() > 30
    page.click("#table tbody .link >> nth=0")
    assert page.inner_text("#side h2") == "两个维护"
    assert page.locator("#side mark").count() > 0
