"""report.html as a person reads it: sorted, followed to the graph, on a phone, in the dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from acts import violations
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html, report


@pytest.fixture(scope="module")
def made() -> tuple[Any, Any]:
    tabled = tables()
    return tabled, graph.load(tabled)


@pytest.fixture(scope="module")
def text(made: tuple[Any, Any]) -> str:
    return report.page(made[0], load())


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("dark", [False, True])
def test_opens_in_silence_and_axe_finds_nothing(browse: Any, text: str, size: tuple[int, int], dark: bool) -> None:
    opened = browse(text, size=size, dark=dark, ready="#quality")
    assert (opened.outside, opened.errors) == ([], [])
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert violations(opened.page) == []


def test_sorts_by_the_column_pressed(browse: Any, text: str) -> None:
    page = browse(text, ready="#quality").page
    column = page.locator("#slogans tbody td:nth-child(3)")
    page.click("#slogans thead button:has-text('提及')")
    assert page.get_attribute("#slogans thead th:nth-child(3)", "aria-sort") == "descending"
    assert [int(x) for x in column.all_inner_texts()] == sorted(map(int, column.all_inner_texts()), reverse=True)
    page.click("#slogans thead button:has-text('提及')")
    assert [int(x) for x in column.all_inner_texts()] == sorted(map(int, column.all_inner_texts()))


def test_a_number_leads_to_its_sentences(browse: Any, made: tuple[Any, Any], text: str, tmp_path: Path) -> None:
    (tmp_path / "graph.html").write_text(html.page(*made, load()), encoding="utf-8")
    page = browse(text, ready="#quality").page
    page.click("#slogans tr:has-text('四个意识') td.number a >> nth=0")
    page.wait_for_selector("html[data-ready]")
    assert page.inner_text("#side h2") == "四个意识"
    assert page.locator("#side mark").count() > 1
