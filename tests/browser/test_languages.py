"""The Chinese interface has no English words, the English one no Chinese, but for what the texts and the lexicon say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from acts import find, go_to
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html, report

SAID = """() => {
  const found = [];
  const own = (element) => element.closest("[lang]").lang.slice(0, 2) === document.documentElement.lang.slice(0, 2);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (own(node.parentElement) && !node.parentElement.closest("script, style, noscript, code")) found.push(node.data);
  }
  for (const element of document.querySelectorAll("body *")) {
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt", "label"]) {
      if (element.hasAttribute(name) && own(element)) found.push(element.getAttribute(name));
    }
  }
  return [document.title, ...found];
}"""
"""Every text and every attribute that is read or read out, in the language of the page."""

SYMBOLS = {
    *(
        "NPMI",
        "G",
        "q",
        "PNG",
        "SVG",
        "CSV",
        "GEXF",
        "Gephi",
        "Esc",
        "WebGL",
        "Jaccard",
        "Shift",
        "Alt",
        "Benjamini",
        "Hochberg",
        "A",
        "B",
        "p",
    ),
    *("e", "h", "kg", "show", "communities", "chains", "discover"),
}
"""Keys, formats, figures and commands: the same in both languages."""


SOUGHT = ("没有", "没有的")
"""What is looked for and is not there."""


@pytest.fixture(scope="module")
def made() -> tuple[Any, Any]:
    tabled = tables()
    con = tabled.con
    con.execute("update documents set level = 'village', genre = '讲话', speaker = '李明' where title like '%基层%'")
    con.execute("update documents set level = 'central', organ = '某机关' where title like '%机关%'")
    con.execute("""update nodes set known = true, domain = '党的建设', level = 'central', since = '2016-01-29', raised_by = '习近平',
        supersedes = ['两不愁'] where name = '四个意识'""")
    con.execute("update nodes set superseded_by = ['五个自信'], kind = 'doctrine' where name = '四个自信'")
    con.execute("update nodes set start = '2021-11-08', \"end\" = '2021-11-11' where type = 'MEETING'")
    return _Built(con), graph.load(tabled)


class _Built:
    """Tables with what a manifest says of them."""

    def __init__(self, con: Any) -> None:
        self.con = con
        reasons = ("unmarked", "short", "everyday", "citation", "title", "speech", "metaphor", "plan", "date")
        windows = ("sentence", "paragraph", "document")
        self.manifest = {
            "version": "1",
            "config": {"graph": {"windows": ["sentence"]}},
            "failures": [{"source": "坏.docx", "reason": "not a zip file"}],
            "rejections": dict.fromkeys([*reasons, *(f"crowded {window}" for window in windows)], 2),
        }


@pytest.fixture(scope="module")
def data(made: tuple[Any, Any]) -> str:
    """All that the texts and the lexicon say, in one string."""
    con = made[0].con
    parts = con.execute("select text, title, speaker, organ, genre, source from documents").fetchall()
    parts += con.execute("select name, english, raised_by from nodes").fetchall()
    parts += con.execute("select unnest(aliases || parts || supersedes || superseded_by) from nodes").fetchall()
    parts += con.execute("select verb, verb from mentions").fetchall()
    said = "\n".join(str(each) for row in parts for each in row)
    return "\n".join((said, re.sub("[“”]", "", said), "坏.docx", *SOUGHT))


def foreign(said: list[str], language: str, data: str) -> set[str]:
    """The words that are neither of the language nor of the data."""
    pattern = r"[A-Za-z]+(?:[’'-][A-Za-z]+)*" if language == "zh" else r"[\u3400-\u9fff]+"
    words = {word for text in said for word in re.findall(pattern, text)}
    return {word for word in words if word not in SYMBOLS and word not in data}


def tour(page: Any, keep: str) -> list[str]:
    """Everything that the page says, on a walk through all of it; `keep` ends every address."""
    said = page.evaluate(SAID)

    def listen() -> None:
        said.extend(page.evaluate(SAID))

    for name in ("四个意识", "四个自信", "四个机关", "十九届六中全会", "习近平", "政治机关", "中国共产党章程"):
        find(page, name)
        listen()
    page.fill("#query", SOUGHT[0])
    listen()
    page.keyboard.press("Escape")
    for address in (
        "e=slogan:两个维护&e=slogan:四个意识&e=co_occurs", "e=slogan:四个意识&e=part:政治意识&e=has_part",
        "s=slogan:四个意识&s=slogan:六保", "group=0", f"n=slogan:{SOUGHT[1]}",
        "panel=filters&q=1e-6&out=slogan:四风", "panel=filters&w=document",
        "panel=path&from=slogan:高质量发展&to=slogan:六保", "panel=path&from=slogan:两不愁三保障&to=meeting:市纪委五届二次全会",
        "panel=compare&a=slogan:四个意识&b=slogan:高质量发展", "panel=compare&n=slogan:四风",
        "t=2021-11-20/2022-10-28&n=slogan:两个维护", "table=nodes&q=all", "table=ties&q=all", "table=documents&by=level:village",
        "table=documents&t=2021-11-20/2022-10-28&by=genre:讲话", "table=corpus",
    ):  # fmt: skip
        go_to(page, address + keep)
        listen()
    go_to(page, "table=documents" + keep)
    page.click("#table tbody .link >> nth=1")
    listen()
    page.click("#do-files")
    listen()
    return said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_graph_page_speaks_one_language(browse: Any, made: tuple[Any, Any], data: str, language: str) -> None:
    """The page made in the one language, and the page made in the other and switched."""
    other = {"zh": "en", "en": "zh"}[language]
    for first, keep in ((language, ""), (other, f"&lang={language}")):
        page = browse(html.page(*made, load(html={"language": first, "evidence": 2}))).page
        if keep:
            page.click("#language")
        said = tour(page, keep)
        assert page.get_attribute("html", "lang")[:2] == language
        assert len(set(said)) > 300
        assert foreign(said, language, data) == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_speaks_one_language(
    browse: Any, made: tuple[Any, Any], data: str, language: str, tmp_path: Path
) -> None:
    page = browse(report.page(made[0], load(html={"language": language})), ready="#quality").page
    assert foreign(page.evaluate(SAID), language, data) == set()
