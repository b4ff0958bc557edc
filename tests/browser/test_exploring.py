"""Exploring the graph as a person does: filters, time, paths, neighbourhoods, selections, tables."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from acts import address, click_on, find, number, on_picture, shown, slide
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html

NEAR = """with near as (
    select distinct source, target from edges where "window" in ('sentence', 'paragraph'))"""
"""The pairs that the page holds: a document alone in common says little."""


@pytest.fixture(scope="module")
def made() -> Any:
    return tables()


@pytest.fixture(scope="module")
def text(made: Any) -> str:
    return html.page(made, graph.load(made), load(html={"nodes": 30}))


def test_figures_are_those_of_the_graph(browse: Any, made: Any, text: str) -> None:
    page = browse(text).page
    rows = made.con.execute(f"""{NEAR}
        select source, target, "window", count, npmi, llr, q from edges join near using (source, target)
        where relation = 'co_occurs' order by all
    """).fetchall()
    assert {row[2] for row in rows} == {"sentence", "paragraph", "document"}
    for source, target, window, count, npmi, llr, q in rows:
        found = page.evaluate("([a, b, w]) => kg.figures(a, b, w)", [source, target, window])
        assert found["count"] == count
        assert found["npmi"] == pytest.approx(npmi, abs=1e-9)
        assert found["llr"] == pytest.approx(llr, abs=1e-9)
        assert found["q"] == pytest.approx(q, rel=0.05)


def test_significance_brings_in_the_rest(browse: Any, text: str) -> None:
    page = browse(text).page
    page.click("#tab-filters")
    seen = [len(shown(page))]
    assert seen[0] <= 31
    page.focus("#f-significance")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        seen.append(len(shown(page)))
    assert seen == sorted(seen)
    assert seen[-1] == 60
    assert "全部" in page.inner_text("#side .field output")
    assert page.evaluate("document.activeElement.id") == "f-significance"


def test_filters_hold_in_picture_list_and_table(browse: Any, text: str) -> None:
    page = browse(text, address="#q=all&panel=filters").page
    page.fill("#f-least", "3")
    page.keyboard.press("Enter")
    few = shown(page)
    assert "slogan:两个维护" in few
    assert "slogan:六稳" not in few
    page.click("label:has(#f-type-MEETING)")
    assert not [id for id in shown(page) if id.startswith("meeting:")]
    page.click("#do-table")
    assert number(page.inner_text("#table caption").split("共")[1]) == len(shown(page))
    page.click("#unfilter")
    assert len(shown(page)) > len(few)


@pytest.mark.parametrize("window", ["paragraph", "document"])
def test_other_windows(browse: Any, made: Any, text: str, window: str) -> None:
    page = browse(text, address="#q=all").page
    page.click("#tab-filters")
    page.click(f"label:has(#f-window-{window})")
    count = made.con.execute(
        f"""{NEAR} select count(*) from edges left join near using (source, target)
        where ("window" = ? and near.source is not null) or relation not in ('co_occurs', 'mentions')""",
        [window],
    ).fetchall()
    assert page.evaluate("kg.shown().ties") == count[0][0]


def test_time_slider_counts_anew(browse: Any, text: str) -> None:
    page = browse(text, address="#q=all").page
    assert number(page.inner_text("#span")) if page.inner_text("#span")[0].isdigit() else True
    slide(page, "to", -3)
    assert page.inner_text("#span") == "2019-06-18 – 2021-11-20"
    assert "slogan:高质量发展" not in shown(page)
    assert "slogan:四个意识" in shown(page)
    find(page, "两个维护")
    assert "2 次提及" in page.inner_text("#side .numbers")
    assert "共 5 次" in page.inner_text("#side .numbers")
    figures = page.evaluate("kg.figures('slogan:两个维护', 'slogan:四个意识', 'sentence')")
    assert figures["count"] == 2
    assert page.locator(".evidence li").count() == 2
    page.keyboard.press("Escape")
    page.click("#whole")
    assert page.evaluate("kg.figures('slogan:两个维护', 'slogan:四个意识', 'sentence').count") == 4


def test_play_lets_the_span_wander(browse: Any, text: str) -> None:
    page = browse(text).page
    page.click("#play")
    first = page.inner_text("#span")
    page.wait_for_function("first => document.getElementById('span').textContent !== first", arg=first)
    assert page.get_attribute("#play", "aria-pressed") == "true"
    page.click("#play")
    stopped = page.inner_text("#span")
    page.wait_for_timeout(1200)
    assert page.inner_text("#span") == stopped


def test_path_with_a_sentence_for_each_step(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "高质量发展")
    page.click("text=由此找路径")
    assert page.input_value("#pathFromNode") == "高质量发展"
    page.fill("#pathToNode", "liubao")
    page.keyboard.press("Enter")
    steps = page.locator(".route .stop .name").all_inner_texts()
    assert steps[0] == "高质量发展"
    assert steps[-1] == "六保"
    assert page.locator(".route .step").count() == len(steps) - 1
    for i, (a, b) in enumerate(pairwise(steps)):
        marked = page.locator(".route .step").nth(i).locator("mark").all_inner_texts()
        assert {a, b} <= set(marked)
    page.click("text=互换")
    assert page.locator(".route .stop .name").all_inner_texts() == steps[::-1]


def test_no_path_is_said(browse: Any, text: str) -> None:
    page = browse(text, address="#panel=path&from=slogan:两不愁三保障&to=meeting:市纪委五届二次全会").page
    assert "没有路径" in page.inner_text("#side")


def test_neighbourhood_of_one_to_three_steps(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "两个维护")
    sizes = []
    for steps in ("1", "2", "3"):
        page.click(f"[aria-label='只看 {steps} 步以内的邻域']")
        sizes.append(len(shown(page)))
        assert "slogan:两个维护" in shown(page)
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2]
    assert "slogan:十大工程" not in shown(page)
    page.click("[aria-label='只看 3 步以内的邻域']")
    assert len(shown(page)) >= 30


def test_hide_and_show_again(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "两个维护")
    page.click("text=从图中隐去")
    assert "slogan:两个维护" not in shown(page)
    page.click("#tab-filters")
    page.click("section:has-text('已隐去') button:text('显示在图中')")
    assert "slogan:两个维护" in shown(page)


def test_dragging_pins(browse: Any, text: str) -> None:
    page = browse(text).page
    before = page.evaluate("kg.place('slogan:高质量发展')")
    x, y = on_picture(page, before)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    after = page.evaluate("kg.place('slogan:高质量发展')")
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((60, 40), abs=6)
    page.click("#do-physics")
    page.wait_for_timeout(300)
    page.click("#do-physics")
    held = page.evaluate("kg.place('slogan:高质量发展')")
    assert (held["x"], held["y"]) == pytest.approx((after["x"], after["y"]), abs=4)
    find(page, "高质量发展")
    assert page.get_attribute("button:text('固定')", "aria-pressed") == "true"


def test_physics_moves_only_while_it_is_on(browse: Any, text: str) -> None:
    page = browse(text).page
    where = "JSON.stringify(['slogan:两个维护', 'slogan:四风'].map((id) => kg.place(id)))"
    still = page.evaluate(where)
    page.wait_for_timeout(200)
    assert page.evaluate(where) == still
    page.click("#do-physics")
    page.wait_for_timeout(300)
    assert page.evaluate(where) != still
    page.click("#do-physics")
    stopped = page.evaluate(where)
    page.wait_for_timeout(200)
    assert page.evaluate(where) == stopped


def test_grouping_by_community(browse: Any, text: str) -> None:
    page = browse(text).page
    before = page.evaluate("kg.place('slogan:两个维护')")
    page.click("#do-grouped")
    assert page.evaluate("kg.place('slogan:两个维护')") != before
    page.click("section:has(h3:text-matches('^社群')) .link >> nth=0")
    assert "等" in page.inner_text("#side h2")
    assert page.locator("#side .list li").count() > 1


def test_comparison_of_two_selections(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "四个意识")
    page.click("[aria-label='放入选集 A']")
    find(page, "高质量发展")
    page.click("[aria-label='放入选集 B']")
    page.click("#tab-compare")
    side = page.inner_text("#side")
    assert "共同相邻" in side
    near = {"a": set(), "b": set()}
    for key, name in (("a", "仅与 A 相连"), ("b", "仅与 B 相连")):
        near[key] = set(page.locator(f"section:has(h3:has-text('{name}')) .list .name").all_inner_texts())
    assert "四个自信" in near["a"]
    assert "六保" in near["b"]
    assert not near["a"] & near["b"]


def test_click_with_shift_and_alt_selects(browse: Any, text: str) -> None:
    page = browse(text, address="#panel=compare").page
    for id, key in (("slogan:四风", "Shift"), ("slogan:四个意识", "Alt")):
        page.keyboard.down(key)
        click_on(page, page.evaluate("id => kg.place(id)", id))
        page.keyboard.up(key)
        page.wait_for_timeout(350)
    assert page.inner_text(".side-a .name") == "四风"
    assert page.inner_text(".side-b .name") == "四个意识"


def test_table_sorts_by_any_column(browse: Any, text: str) -> None:
    page = browse(text, address="#table=nodes").page
    column = page.locator("#table tbody td:nth-child(4)")
    assert [int(x) for x in column.all_inner_texts()] == sorted(map(int, column.all_inner_texts()), reverse=True)
    page.click("#table [data-key='mentions-col']")
    assert [int(x) for x in column.all_inner_texts()] == sorted(map(int, column.all_inner_texts()))
    assert page.get_attribute("#table th:nth-child(4)", "aria-sort") == "ascending"
    page.click("#table button:has-text('连线')")
    assert page.locator("#table tbody tr").count() == min(100, page.evaluate("kg.shown().ties"))
    page.click("#table .figure >> nth=0")
    assert page.locator("#side h2 .name").count() == 2


def test_card_has_trend_documents_and_verbs(browse: Any, text: str) -> None:
    page = browse(text).page
    find(page, "两个维护")
    side = page.inner_text("#side")
    assert "历时" in side
    assert page.locator("#side .bars rect").count() == 4
    assert "做到" in page.inner_text("section:has(h3:has-text('搭配动词'))")
    assert page.locator("section:has(h3:has-text('所在文件')) li").count() == 5


def test_the_whole_state_is_in_the_address(browse: Any, text: str) -> None:
    page = browse(text).page
    page.click("#tab-filters")
    page.click("label:has(#f-type-PERSON)")
    page.click("label:has(#f-window-paragraph)")
    slide(page, "from", 1)
    find(page, "两个维护")
    page.click("#language")
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(300)
    hash = address(page)
    again = browse(text, address=hash).page
    assert address(again) == hash
    assert shown(again) == shown(page)
    assert again.inner_text("#side h2") == "两个维护"
    assert again.inner_text("#span") == page.inner_text("#span") == "2021-11-20 – 2023-02-11"
    assert again.evaluate("kg.camera()") == pytest.approx(page.evaluate("kg.camera()"), abs=0.002)
    assert again.get_attribute("html", "lang") == "en"
    assert again.evaluate("kg.place('slogan:两个维护')") == pytest.approx(
        page.evaluate("kg.place('slogan:两个维护')"), abs=2
    )
