import pytest
from read_made import TEXT, one, page_of, pdf, refused

pytest.importorskip("pdfplumber")

BODY = "各村要抓好“三清一改”，做到“户户参与”，把春耕生产各项任务落到实处，确保粮食丰收，" * 6


def test_lines_become_paragraphs_also_over_pages(tmp_path):
    text = f"在全县春耕会议上的讲话\n{BODY}不误农时。\n一、抓好备耕\n{BODY}颗粒归仓。"
    lines = page_of(text)
    pages = [[(x, 740 - 16 * n, line) for n, (x, _, line) in enumerate(part)] for part in (lines[:9], lines[9:])]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(pages))
    found = one(path)
    assert found.text == text
    assert found.left_out == ()
    assert dict(found.origins) == {"text": "pdf", "title": "head", "occasion": "head"}


def test_headers_footers_and_page_numbers_are_left_out_and_named(tmp_path):
    pages = [page_of(f"第{n}段。{BODY}", header="某县人民政府文件", footer=f"— {n} —") for n in range(1, 5)]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(pages))
    found = one(path)
    assert "文件" not in found.text
    assert "—" not in found.text
    assert found.text.count("三清一改") == 24
    assert dict(found.left_out) == {"header, pages 1-4": "某县人民政府文件", "page number, pages 1-4": "1-4"}


def test_body_lines_that_recur_within_the_page_stay(tmp_path):
    pages = [[(80, 740, "甲"), (80, 500, "要落实“三清一改”。"), (80, 480, f"第{n}件事。")] for n in range(4)]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(pages))
    assert one(path).text.count("三清一改") == 4


def test_scanned_pages_are_named(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([page_of(TEXT), None, page_of("完。"), None, None]))
    found = one(path)
    assert "三清一改" in found.text
    assert dict(found.left_out) == {"pages that are pictures": "2, 4-5"}
    path.write_bytes(pdf([None, None]))
    assert refused(path) == "holds no text: 2 of its 2 pages are scanned pictures"


def test_letters_set_apart_from_chinese_are_no_words_apart(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[(80, 740, "总结了"), (112.5, 740, "X"), (125, 740, "县"), (160, 740, "远处")]]))
    assert one(path).text == "总结了X县 远处"


def test_too_many_pages_too_much_time_and_damage_are_refused(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([page_of(TEXT)] * 3))
    assert refused(path, max_pages=2) == "has more than 2 pages (setting read.max_pages)"
    path.write_bytes(pdf([page_of(TEXT)])[:400])
    assert refused(path)
    path.write_bytes(b"%PDF-1.4\n" + b"\x00\xff" * 500)
    assert refused(path)


def test_a_reader_that_runs_without_end_is_ended(tmp_path, monkeypatch):
    import time

    from kg.read import pdf as reader

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([page_of(TEXT)]))
    monkeypatch.setattr(reader, "_read", lambda data, config: time.sleep(600))
    assert refused(path, max_seconds=1) == "takes more than 1 seconds to read (setting read.max_seconds)"
