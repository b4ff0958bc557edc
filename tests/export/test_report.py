"""report.html: what it says is what the tables say, and what comes from files cannot do anything in it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kg.config import load
from kg.errors import UsageError
from kg.export import report
from kg.export.report import facts, figures

sys.path.insert(0, str(Path(__file__).parent))
from html_made import Made, tables


@pytest.fixture(scope="module")
def made() -> Made:
    return tables()


@pytest.fixture(scope="module")
def text(made: Made) -> str:
    return report.page(made, load())


def rows(text: str, section: str) -> list[list[str]]:
    """The cells of all tables of a section, without markup."""
    body = re.search(rf'<section id="{section}">(.*?)</section>', text, re.S)
    assert body
    lines = re.findall(r"<tr>(.*?)</tr>", body[1].split("<tbody>", 1)[1], re.S)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.S)]
        for line in lines
    ]


def test_same_build_same_bytes(made: Made, text: str) -> None:
    assert report.page(made, load()) == text


def test_names_with_their_counts(made: Made, text: str) -> None:
    found = [(name, int(mentions), int(documents)) for name, _, mentions, documents, *_ in rows(text, "slogans")]
    known = made.con.execute(
        "select name, mentions, documents from nodes where type = 'SLOGAN' order by mentions desc, id limit 40"
    ).fetchall()
    assert found == known
    assert ["四个意识", "the Four Consciousnesses"] in [row[:2] for row in rows(text, "slogans")]


def test_first_uses_come_by_date_with_their_sentence(made: Made, text: str) -> None:
    found = rows(text, "first_uses")
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    first = {row[1]: (row[0], row[4]) for row in found}
    assert first["两个维护"] == ("2019-06-18", "增强“四个意识”，坚定“四个自信”，自觉做到“两个维护”。")
    assert "<mark>两个维护</mark>" in text


def test_chains_are_formulas_with_what_deviates(made: Made, text: str) -> None:
    found = rows(text, "chains")
    assert [row[0] for row in found] == [str(formula) for formula, _ in facts.chains(made.con)]
    assert any("四个意识" in row[0] and "两个维护" in row[0] for row in found)
    assert all(int(uses) >= int(texts) >= 1 and share.endswith("%") for _, uses, texts, share, _ in found)


def test_the_temperature_says_its_cuts(text: str) -> None:
    assert rows(text, "temperature")[0][0] in "沸烫热暖温"
    assert "%" in rows(text, "temperature")[0][2]


def test_what_no_lexicon_has_is_a_candidate(made: Made, text: str) -> None:
    known = made.con.execute("select name from nodes where type = 'SLOGAN' and not known and documents > 1").fetchall()
    body = rows(text, "candidates") if known else []
    assert {row[0] for row in body} <= {name for (name,) in known}


def test_every_link_leads_to_a_node_of_the_page(made: Made, text: str) -> None:
    from urllib.parse import parse_qs

    ids = {id for (id,) in made.con.execute("select id from nodes").fetchall()}
    addresses = re.findall(r'href="graph\.html#([^"]+)"', text)
    assert len(addresses) > 100
    for address in addresses:
        given = parse_qs(address.replace("&amp;", "&"))
        assert {*given.get("n", []), *given.get("from", []), *given.get("to", [])} <= ids


def test_shares_are_drawn_for_dated_texts_only(text: str) -> None:
    assert text.count('class="spark"') > 40
    undated = tables({("无", ""): "[S:四个意识|增强]和[S:四个自信]。"})
    page = report.page(undated, load())
    assert "<svg" not in page
    assert 'id="first_uses"' not in page


def test_quality_says_what_was_made_how(made: Made) -> None:
    class Named:
        con = made.con
        manifest: ClassVar[dict[str, Any]] = {
            "version": "9.9", "config": {"graph": {"windows": ["sentence"]}, "seed": 1},
            "rejections": {"no cue": 3, "too long": 7}, "failures": [{"source": "坏.docx", "reason": "not a zip file"}],
        }  # fmt: skip

    found = rows(report.page(Named(), load()), "quality")
    assert ["坏.docx", "not a zip file"] in found
    assert found.index(["too long", "7"]) < found.index(["no cue", "3"])
    assert ["graph.windows", "sentence"] in found


def test_in_english(made: Made) -> None:
    page = report.page(made, load(html={"language": "en"}))
    assert '<html lang="en">' in page
    assert "First uses" in page


def test_names_of_strangers_stay_names() -> None:
    names = [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(2)>',
        "\u202e倒",
        "{{ 7*7 }}",
        "javascript:alert(3)",
    ]
    line = "。".join(
        f"[S:{a}|落实]和[S:{b}]与[S:{c}]"
        for a, b, c in zip(names, names[1:] + names[:1], names[2:] + names[:2], strict=True)
    )
    made = tables({("</script><img src=x>", "2020-01-01"): line, ("乙", "2021-01-01"): line})
    page = report.page(made, load())
    assert not re.search(r"<img|<script>alert|49|\u202e", page)
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src 'none'" in page


def test_a_sentence_is_cut_around_its_name() -> None:
    assert figures.marked("字" * 100 + "名" + "字" * 100, 100, 101, around=3) == "…字字字<mark>名</mark>字字字…"


def test_written_whole(made: Made, text: str, tmp_path: Path) -> None:
    report.write(made, tmp_path / "report.html", load())
    assert (tmp_path / "report.html").read_bytes() == text.encode()
    with pytest.raises(UsageError, match="folder"):
        report.write(made, tmp_path, load())


def test_unknown_language_names_the_choices(made: Made) -> None:
    with pytest.raises(UsageError, match="choose from en, zh"):
        report.page(made, load(html={"language": "fr"}))


def test_numbers_of_the_corpus(made: Any, text: str) -> None:
    found = dict(row[:2] for row in rows(text, "corpus"))
    assert found["文件"] == "6"
    assert found["无日期"] == "1"
    assert found["时间"] == "2019-06-18 – 2023-02-11"


def test_names_that_the_page_has_not_are_no_links(made: Made) -> None:
    page = report.page(made, load(html={"max_nodes": 5}))
    assert "四讲四有" in page
    assert "slogan%3A%E5%9B%9B%E8%AE%B2%E5%9B%9B%E6%9C%89" not in page
    assert "slogan%3A%E5%9B%9B%E8%AE%B2%E5%9B%9B%E6%9C%89" in report.page(made, load())


def test_years_without_a_text_are_gaps() -> None:
    line = "落实“[S:四个意识|落实]”和“[S:四个自信]”。"
    texts = {(f"{year}", f"{year}-03-0{day}"): line for year in (2001, 2004) for day in (1, 2)}
    texts |= {(f"{year}", f"{year}"): "没有名称。" for year in range(1960, 1962)}
    page = report.page(tables(texts), load())
    assert rows(page, "corpus")[0] == ["文件", "6"]
    drawn = re.search(r'<svg class="columns".*?</svg>', page, re.S)
    assert drawn
    starts = [float(x) for x in re.findall(r'<rect x="([\d.]+)"', drawn[0])]
    assert starts[0] == 0
    assert len(starts) == 4
    assert starts[2] - starts[1] > 30 * (starts[1] - starts[0])
    spark = re.search(r'<path d="([^"]*)"/><path class="ground" d="([^"]*)"', page)
    assert spark
    assert (spark[1].count("M"), spark[2].count("M")) == (2, 4)
