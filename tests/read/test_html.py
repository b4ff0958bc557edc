from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import documents, sources
from kg.records import Document

pytest.importorskip("trafilatura")

BODY = "".join(f"<p>第{n}段：全市上下要把“五个到位”抓实抓细，确保春耕生产各项任务按时完成。</p>" for n in range(1, 6))
PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>春耕动员会召开 - 某市政府网</title>
<meta name="ArticleTitle" content="春耕动员会召开"><meta name="PubDate" content="2023-03-08 09:00">
</head><body><nav><a href="/">首页</a><a href="/x">政务公开</a></nav><script>var a = "不要";</script>
<div class="content"><h1>春耕动员会召开</h1>{BODY}</div><footer>版权所有 某市政府</footer></body></html>"""


def read(path: Path) -> Document | InputError:
    (found,) = [found for source in sources([path]) for found in documents(source)]
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_the_main_text_is_taken_without_menus(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding=encoding)
    found = read(path)
    assert isinstance(found, Document)
    assert (found.title, found.date) == ("春耕动员会召开", "2023-03-08")
    assert found.text.count("“五个到位”") == 5
    assert not any(word in found.text for word in ("不要", "政务公开", "<p>"))


def test_paragraphs_that_recur_are_all_kept(tmp_path: Path) -> None:
    title, long = "全县第十九次春耕工作会议暨农田水利建设动员会议公报", "会议要求把“三清一改”抓到底，"
    lines = [title, title, f"{long * 10}抓实。", "谢谢大家。", f"会后传达，{long * 9}抓好。", "谢谢大家。"]
    body = "".join(f"<p>{line}</p>\n" for line in lines)
    for page in (body, f"<nav>首页</nav><article>{body}</article>"):
        (tmp_path / "a.html").write_text(f"<html><head></head><body>{page}</body></html>", encoding="utf-8")
        found = read(tmp_path / "a.html")
        assert isinstance(found, Document)
        assert found.text.split("\n") == lines


def test_an_xml_declaration_and_a_fragment(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_text('<?xml version="1.0" encoding="utf-8"?><p>抓好落实。</p>', encoding="utf-8")
    found = read(path)
    assert isinstance(found, Document)
    assert found.text.strip() == "抓好落实。"


@pytest.mark.parametrize("page", ["<html></html>", "<!-- -->", "  ", "<"])
def test_a_page_without_text_is_a_failure(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    found = read(path)
    assert isinstance(found, InputError) or found.text == "<"


def test_deep_nesting_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<div>" * 20_000 + "抓好落实。", encoding="utf-8")
    assert read(path)
