"""The guide in a browser: it asks nothing of the network, fits a telephone, and finds Chinese."""

from __future__ import annotations

import pytest
from conftest import Opened

PAGES = ("index", "statistics", "schema", "cookbook", "command_line", "settings", "zh", "api/structure")
OVER = "document.documentElement.scrollWidth - window.innerWidth"


@pytest.fixture
def opened(chromium, site):
    """Opens a page of the site: `opened("index", width)`."""
    contexts = []

    def open_page(page: str, width: int = 1440, query: str = "") -> Opened:
        context = chromium.new_context(offline=True, viewport={"width": width, "height": 900})
        contexts.append(context)
        found = Opened(context.new_page()).listen()
        found.page.goto((site / f"{page}.html").as_uri() + query)
        return found

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_fit_and_ask_for_nothing(opened, width):
    for page in PAGES:
        found = opened(page, width)
        assert found.page.evaluate(OVER) <= 0, page
        assert (found.outside, found.errors) == ([], []), page


@pytest.mark.parametrize(
    ("query", "page"),
    [("四个意识", "Cookbook"), ("社群", "kg：中文政治文本的知识图谱"), ("Kleinberg", "The statistics")],
)
def test_search_finds_chinese_and_english(opened, query, page):
    found = opened("search", query=f"?q={query}")
    found.page.wait_for_selector("#search-results ul.search li a")
    titles = found.page.locator("#search-results ul.search li a").all_inner_texts()
    assert any(title.startswith(page) for title in titles)
    assert (found.outside, found.errors) == ([], [])


def test_search_says_when_there_is_nothing(opened):
    found = opened("search", query="?q=乌有之乡乎")
    found.page.wait_for_selector("#search-results .search-summary:not(:empty)")
    assert found.page.locator("#search-results ul.search li").count() == 0
