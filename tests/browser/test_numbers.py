"""Every number of report.html is a link, and what it leads to in graph.html shows that number or its sentences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from acts import go_to
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html, report

CELLS = """() => [...document.querySelectorAll("section:not(#quality) .number:not(thead *), #quality td.number")].map((cell) => ({
  text: cell.textContent.trim(), section: cell.closest("section").id,
  links: [...cell.querySelectorAll("a")].map((a) => a.getAttribute("href")),
}))"""

LINKS = """() => [...document.querySelectorAll("a[href^='graph.html#']")].map((a) => a.getAttribute("href"))"""

LOOSE = r"""() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/\d/.test(node.data) || node.parentElement.closest("a, .note, code, caption, .ends, svg text, #first_uses td, thead")) continue;
    found.push([node.parentElement.closest("section").id, node.data.trim()]);
  }
  return found;
}"""
"""Text with digits outside of links; notes, settings, axes, sentences and titles of texts may hold some."""

SHOWN = "() => [document.querySelector('#side').innerText, document.querySelector('#table').innerText].join('\\n')"


@pytest.fixture(scope="module")
def made() -> tuple[Any, Any]:
    tabled = tables()
    tabled.con.execute("update documents set level = 'village' where title like '%基层%'")
    tabled.con.execute("update documents set genre = '讲话' where title like '%讲话%'")
    return _Built(tabled.con), graph.load(tabled)


class _Built:
    """Tables with what a manifest says of them."""

    def __init__(self, con: Any) -> None:
        self.con = con
        self.manifest = {"rejections": {"short": 12, "everyday": 7}, "config": {}, "version": "1"}


def read(text: str) -> list[str]:
    """The numbers in a text, thousands not apart."""
    return re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text))


def test_every_number_leads_to_what_it_counts(browse: Any, made: tuple[Any, Any], tmp_path: Path) -> None:
    config = load(html={"language": "zh"})
    (tmp_path / "graph.html").write_text(html.page(*made, config), encoding="utf-8")
    page = browse(report.page(made[0], config), ready="#quality").page
    cells = page.evaluate(CELLS)
    assert len({cell["section"] for cell in cells}) >= 6
    assert [cell for cell in cells if cell["text"] and len(cell["links"]) != 1] == []
    assert page.evaluate(LOOSE) == []
    rest = set(page.evaluate(LINKS)) - {cell["links"][0] for cell in cells if cell["links"]}
    page.goto((tmp_path / "graph.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    for cell in cells:
        if not cell["links"]:
            continue
        go_to(page, cell["links"][0].partition("#")[2])
        told = page.evaluate(SHOWN)
        if cell["section"] == "chains":  # how often is counted from the texts; here stand the sentences
            assert page.locator("#side mark").count() > 1, cell
        else:
            assert set(read(cell["text"])) <= set(read(told)), cell
    for link in sorted(rest):
        go_to(page, link.partition("#")[2])
        assert page.inner_text("#side h2") != "概览" or page.is_visible("#table caption"), link
        assert "未收" not in page.inner_text("#side"), link


def test_columns_lead_to_the_texts_of_their_period(browse: Any, made: tuple[Any, Any], tmp_path: Path) -> None:
    (tmp_path / "graph.html").write_text(html.page(*made, load()), encoding="utf-8")
    page = browse(report.page(made[0], load()), ready="#quality").page
    page.click("#corpus svg a[aria-label^='2022-03-02']")
    page.wait_for_selector("html[data-ready]")
    assert "2022-03-02：共 1 篇" in page.inner_text("#table caption")
    assert page.locator("#table tbody tr").count() == 1
    page.click("#table tbody .link")
    assert page.inner_text("#side h2") == "在基层调研时的讲话"
    assert "两不愁三保障" in page.inner_text("#side .list")
    assert page.locator("#side mark").count() > 5


def test_texts_are_narrowed_by_what_is_known_of_them(browse: Any, made: tuple[Any, Any]) -> None:
    page = browse(html.page(*made, load()), address="#table=documents").page
    assert "共 6 篇" in page.inner_text("#table caption")
    page.select_option("#docs-by", "level:village")
    assert page.locator("#table tbody tr").count() == 1
    assert "村级：共 1 篇" in page.inner_text("#table caption")
    page.select_option("#docs-by", "date:")
    assert "无日期：共 1 篇" in page.inner_text("#table caption")
    again = browse(html.page(*made, load()), address=page.evaluate("location.hash") or "").page
    assert "文件" in again.inner_text("#table caption") or again.locator("#table tbody tr").count() == 1


def test_the_numbers_of_the_corpus_are_ways(browse: Any, made: tuple[Any, Any]) -> None:
    page = browse(html.page(*made, load()), address="#table=corpus").page
    table = page.inner_text("#table table")
    assert "未采纳：过短\t12" in table
    page.click("#count-type-MEETING")
    ids = page.evaluate("kg.shown().nodes")
    assert ids
    assert all(id.startswith("meeting:") for id in ids)
    assert f"共 {len(ids)} 个名称" in page.inner_text("#table caption")


def test_a_name_that_the_page_has_not_is_said(browse: Any, made: tuple[Any, Any]) -> None:
    page = browse(html.page(*made, load(html={"max_nodes": 10})), address="#n=slogan:四讲四有").page
    assert "本文件未收“四讲四有”：只收提及最多的 10 个名称" in page.inner_text("#side")
