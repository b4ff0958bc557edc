"""The page as a person uses it, in a real browser with the network off."""

from __future__ import annotations

from typing import Any

import pytest
from acts import address, click_on, find, number, shown
from html_made import SIXTH, tables

from kg import graph
from kg.config import load
from kg.export import html

SIZES = [(1440, 900), (1024, 768), (390, 844)]


@pytest.fixture(scope="module")
def text() -> str:
    made = tables()
    return html.page(made, graph.load(made), load(html={"evidence": 2}))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dark", [False, True])
def test_opens_in_silence(browse: Any, text: str, size: tuple[int, int], dark: bool) -> None:
    opened = browse(text, size=size, dark=dark)
    opened.page.wait_for_timeout(200)
    assert (opened.outside, opened.errors) == ([], [])
    assert len(opened.requests) == 1 + sum(url.startswith("data:") for url in opened.requests)
    assert "6 篇文件" in opened.page.inner_text("#side")
    width = opened.page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]


@pytest.mark.parametrize("size", SIZES)
def test_card_does_not_cover_the_graph(browse: Any, text: str, size: tuple[int, int]) -> None:
    page = browse(text, size=size).page
    find(page, "四个意识")
    graph_box, card = page.locator("#graph").bounding_box(), page.locator("#side").bounding_box()
    beside = graph_box["x"] + graph_box["width"] <= card["x"] + 1
    above = graph_box["y"] + graph_box["height"] <= card["y"] + 1
    assert beside or above
    assert min(graph_box["height"], card["height"]) > 250
    place = page.evaluate("kg.place('slogan:四个意识')")
    assert 0 <= place["x"] <= graph_box["width"]
    assert 0 <= place["y"] <= graph_box["height"]


def test_search_shows_a_card_with_evidence(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "四个意识")
    assert page.inner_text("#side h2") == "四个意识"
    card = page.inner_text("#side")
    for part in ("政治意识", "大局意识", "核心意识", "看齐意识", "the Four Consciousnesses", "4 次提及"):
        assert part in card
    assert "本语料中 最早 2019-06-18，最晚 2022-10-28" in card
    assert "显示 2 / 共 4 处" in card
    assert page.locator("#side mark").all_inner_texts() == ["四个意识", "四个意识"]
    assert "党支部书记培训班开班讲话" in page.inner_text(".evidence li:first-child cite")
    assert "一、讲政治" in page.inner_text(".evidence li:first-child cite")


def test_more_evidence_is_shown_on_request(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "四个意识")
    page.click("#side .more")
    assert "显示 4 / 共 4 处" in page.inner_text("#side")
    assert page.locator(".evidence li").count() == 4
    assert page.locator("#side .more").is_hidden()


QUERIES = {
    "十九届六中全会": SIXTH,
    "四个自信": "四个自信",
    "十九六中": SIXTH,
    "four consc": "四个意识",
    "“两个维护”": "两个维护",
    "zhutidang": "主题党日",
    "liangge weihu": "两个维护",
    "四风": "四风",
    "lgwh": "两个维护",
}
"""What is looked for and which card comes; after each another one, for it to change."""


def test_search_by_alias_letters_and_english(browse: Any, text: str) -> None:
    page = browse(text).page
    for query, name in QUERIES.items():
        find(page, query)
        assert page.inner_text("#side h2") == name


def test_search_says_when_it_finds_nothing(browse: Any, text: str) -> None:
    page = browse(text, address="#q=all").page
    find(page, "没有这个提法")
    nodes = number(page.inner_text("#status"))
    assert page.inner_text("#results") == f"没有名为“没有这个提法”的节点；本页共 {nodes} 个节点"
    assert page.inner_text("#side h2") == "概览"
    page.click("#language")
    find(page, "<b>None</b>")
    assert page.inner_text("#results") == f"No node named “<b>None</b>”; {nodes} nodes in this page"


def test_search_finds_what_filters_hide_and_its_card_brings_it_back(browse: Any, text: str) -> None:
    page = browse(text, address="#min=1000000").page
    assert shown(page) == []
    page.fill("#query", "四个意识")
    first, *_, told = page.locator("#results li").all_inner_texts()
    assert "被筛选隐去" in first and told.startswith("以上都被筛选隐去")
    page.keyboard.press("Enter")
    assert "图中未画" in page.inner_text("#side") and shown(page) == []
    page.click("#undo-filters")
    assert "slogan:四个意识" in shown(page)
    assert page.inner_text("#side h2") == "四个意识" and "图中未画" not in page.inner_text("#side")
    page.fill("#query", "四个意识")
    assert "隐去" not in page.inner_text("#results")


def test_by_keyboard_alone(browse: Any, text: str) -> None:
    page = browse(text).page
    page.keyboard.press("/")
    page.keyboard.type("四个")
    first = page.inner_text("#results [aria-selected=true] .name")
    page.keyboard.press("ArrowDown")
    second = page.inner_text("#results [aria-selected=true] .name")
    assert first != second
    page.keyboard.press("Enter")
    assert page.inner_text("#side h2") == second
    page.focus("#side .link")
    page.keyboard.press("Enter")
    assert page.inner_text("#side h2") not in (second, "概览")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    assert page.inner_text("#side h2") == "概览"


def test_click_on_a_node(browse: Any, text: str) -> None:
    page = browse(text).page
    click_on(page, page.evaluate("kg.place('slogan:高质量发展')"))
    page.wait_for_selector("#side h2:has-text('高质量发展')")


def test_click_on_a_tie_marks_both(browse: Any, text: str) -> None:
    page = browse(text).page
    click_on(page, page.evaluate("kg.middle('slogan:一岗双责', 'slogan:四风')"))
    page.wait_for_selector("#side h2 .name")
    assert set(page.locator("#side h2 .name").all_inner_texts()) == {"一岗双责", "四风"}
    table = page.inner_text("#side table")
    assert all(word in table for word in ("NPMI", "G²", "q", "句", "段", "篇"))
    assert set(page.locator(".evidence li:first-child mark").all_inner_texts()) == {"一岗双责", "四风"}


def test_neighbour_leads_to_the_tie(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "四个意识")
    page.click("#side .figure >> nth=0")
    assert page.locator("#side table").count() == 1
    assert page.locator("#side h2 .name").count() == 2


def test_types_can_be_hidden_and_shown(browse: Any, text: str) -> None:
    page = browse(text).page
    before = page.inner_text("#status")
    page.click("[data-type=SLOGAN]")
    assert page.get_attribute("[data-type=SLOGAN]", "aria-pressed") == "false"
    assert page.inner_text("#status") != before
    assert not [id for id in shown(page) if id.startswith("slogan:")]
    assert "高质量发展" not in page.inner_text("#side .list")
    page.click("[data-type=SLOGAN]")
    assert page.inner_text("#status") == before


def test_expanding_brings_in_neighbours(browse: Any) -> None:
    made = tables()
    page = browse(html.page(made, graph.load(made), load(html={"nodes": 8}))).page
    before = page.inner_text("#status")
    find(page, "三会一课")
    page.click("text=展开相邻节点")
    assert page.inner_text("#status") != before
    assert page.inner_text("#side h2") == "三会一课"
    page.click("#do-reset")
    assert page.inner_text("#status") == before


def test_address_leads_back(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "两个确立")
    assert browse(text, address=address(page)).page.inner_text("#side h2") == "两个确立"
    assert browse(text, address="#%E0%A4%A").page.inner_text("#side h2") == "概览"


def test_english_interface(browse: Any, text: str) -> None:
    page = browse(text).page
    page.click("#language")
    assert page.inner_text("#side h2") == "Overview"
    assert page.get_attribute("html", "lang") == "en"
    find(page, "四个意识")
    assert "2 shown of 4" in page.inner_text("#side")


def test_policy_stops_what_is_not_ours(browse: Any, text: str) -> None:
    opened = browse(text)
    stopped: list[str] = []
    opened.page.on("requestfailed", lambda request: stopped.append(request.failure))
    opened.page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.broken = 1";
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='window.broken = 1'>");
        document.body.insertAdjacentHTML("beforeend", "<img src='https://example.org/x.png'>");
    }""")
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("window.broken") is None
    assert stopped == ["csp"]


def test_on_a_phone_a_name_is_shown_with_what_is_tied_to_it(browse: Any, text: str) -> None:
    page = browse(text, size=(390, 844), address="#n=slogan:高质量发展").page
    near = page.evaluate("kg.camera()[2]")
    assert near < browse(text, size=(390, 844)).page.evaluate("kg.camera()[2]")
    box = page.locator("#graph").bounding_box()
    place = page.evaluate("kg.place('slogan:高质量发展')")
    assert 0 < place["x"] < box["width"]
    assert 0 < place["y"] < box["height"]
