"""The cards of a meeting and of a set that names it: each leads to the other, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from acts import go_to

import kg
from kg.config import load

TERM = "中国共产党第二十届中央委员会"
TEXT = "学习贯彻党的二十届二中、三中全会精神，落实二十届三中全会部署。"


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("sets")
    (root / "in.txt").write_text(TEXT, encoding="utf-8")
    config = load(engine={"name": "serial"})
    return (kg.build(root / "in.txt", root / "out", config, exports=["html"]).path / "graph.html").read_text("utf-8")


@pytest.mark.parametrize(("language", "words"), [("zh", ("合称", "包括")), ("en", ("In sets", "Made up of"))])
def test_a_meeting_and_its_set_lead_to_each_other(
    text: str, browse: Any, language: str, words: tuple[str, str]
) -> None:
    opened = browse(text)
    page = opened.page
    go_to(page, f"#n=meeting:{TERM}第三次全体会议&lang={language}")
    part = page.locator("#side section", has=page.locator(f"h3:text-is('{words[0]}')"))
    assert part.locator("small").inner_text().startswith("1")
    part.locator("button.link").click()
    card = page.locator("#side .definition").inner_text()
    assert words[1] in card
    assert card.index(f"{TERM}第二次全体会议") < card.index(f"{TERM}第三次全体会议")
    page.locator("#side .definition button", has_text="第二次").click()
    assert page.locator("#side h2 .name, #side h2").first.inner_text() == f"{TERM}第二次全体会议"
    assert opened.errors == []


def test_a_card_tells_all_of_a_relation_whatever_the_page_leaves_out(tmp_path: Path, browse: Any) -> None:
    (tmp_path / "in.txt").write_text("落实十八届三中、四中全会部署。贯彻新发展理念，落实新发展理念。", encoding="utf-8")
    config = load(engine={"name": "serial"}, html={"max_nodes": 2})
    built = kg.build(tmp_path / "in.txt", tmp_path / "out", config, exports=["html"])
    opened = browse((built.path / "graph.html").read_text("utf-8"))
    page, card = opened.page, opened.page.locator("#side .definition")
    [[several]] = built.query("select id from nodes where kind = 'set'").fetchall()
    go_to(page, f"#n={several}&lang=zh")
    term = "中国共产党第十八届中央委员会"
    assert f"包括{term}第三次全体会议、{term}第四次全体会议。" in card.inner_text()
    assert card.locator("button").count() == 0
    go_to(page, "#n=slogan:新发展理念&lang=zh")
    assert f"由习近平在{term}第五次全体会议上提出" in card.inner_text()
    assert opened.errors == []
