"""How the cards word dates, numbers and rows of names, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from acts import go_to

import kg
from kg.config import load

TEXTS = {"2019": "坚持两头在外，弘扬万隆精神。", "2020": "再谈出口。", "2021": "仍要两头在外。"}


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    root: Path = tmp_path_factory.mktemp("words")
    for year, line in TEXTS.items():
        (root / f"{year}.txt").write_text(f"{line}\n", encoding="utf-8")
    (root / "metadata.tsv").write_text("path\tdate\n" + "".join(f"{y}.txt\t{y}\n" for y in TEXTS), encoding="utf-8")
    config = load(engine={"name": "serial"})
    return (kg.build(root, root / "out", config, exports=["html"]).path / "graph.html").read_text("utf-8")


WORDS = {
    "zh": ("1987年提出", "1955年4月在亚非会议上提出", "最高 2019、2021：1 次", "两头在外、大进大出；大进大出、两头在外", "同句 1"),
    "en": ("Raised in 1987", "Raised in April 1955", "most in 2019, 2021: 1", "两头在外、大进大出; 大进大出、两头在外", "1 sentence"),
}  # fmt: skip


@pytest.mark.parametrize("language", WORDS)
def test_dates_numbers_and_rows_of_names(text: str, browse: Any, language: str) -> None:
    year, month, peak, aliases, shared = WORDS[language]
    opened = browse(text)
    page = opened.page
    go_to(page, f"#n=slogan:万隆精神&lang={language}")
    assert month in page.locator("#side .definition").inner_text()
    go_to(page, f"#n=slogan:两头在外&lang={language}")
    assert year in page.locator("#side .definition").inner_text()
    assert page.locator("#side .ends span").nth(1).inner_text() == peak
    assert page.locator("#side dd").first.inner_text() == aliases
    assert page.locator("#side button.figure").first.inner_text() == shared
    assert opened.errors == []
