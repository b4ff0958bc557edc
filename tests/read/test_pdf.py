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


def _beside(*texts: str, top: float, shift: float = 0) -> list[tuple[float, float, str]]:
    """Texts in columns side by side, 20 characters wide each, two characters apart; lines lie `shift` points lower in each."""
    return [
        (80.0 + 220 * place, y - shift * place, line)
        for place, text in enumerate(texts)
        for _, y, line in page_of(text, width=20, start=top)
    ]


@pytest.mark.parametrize("shift", [0, 3, 7])
def test_columns_are_read_one_after_the_other(tmp_path, shift):
    title = "在全县春耕生产暨农田水利建设工作推进会议上的讲话（节选）"
    left, right = f"{BODY[:140]}不误农时。\n{BODY[:80]}", f"{BODY[80:160]}\n{BODY[:75]}颗粒归仓。"
    first = [(120.0, 740.0, title), *_beside(left, right, top=700, shift=shift), (80.0, 800.0, "某县人民政府文件")]
    heading = "二、对各乡镇各部门抓好当前春耕备耕各项重点工作提出要求"
    second = [*_beside(right, left, top=740, shift=shift), (80.0, 420.0, heading), *_beside(left, right, top=380)]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([first, second]))
    found = one(path)
    assert found.text.replace("\n", "") == "某县人民政府文件" + "".join(
        (title, left, right, right, left, heading, left, right)
    ).replace("\n", "")
    assert BODY[:160] in found.text
    assert {title, heading} <= set(found.text.split("\n"))
    assert dict(found.origins)["text"] == "pdf, in columns on pages 1-2"


def test_three_columns_of_unequal_length(tmp_path):
    texts = [f"{BODY[:length]}{number}完。" for number, length in enumerate((290, 150, 90))]
    path = tmp_path / "a.pdf"
    pages = [(80.0 + 150 * (x - 80) / 220, y, line) for x, y, line in _beside(*texts, top=740)]
    path.write_bytes(pdf([pages], size=6.5))
    assert one(path).text.split("\n") == texts


def test_cells_of_a_table_are_read_line_by_line(tmp_path):
    rows = [
        ("一季度", "备耕", "农业农村局和气象局共同负责"),
        ("二季度", "春播和水利建设", "各乡镇"),
        ("三季度", "防汛", "水利局、应急局"),
        ("四季度", "冬修", "县委办公室"),
    ]
    page = [
        (x, 700.0 - 16 * n, cell) for n, row in enumerate(rows * 2) for x, cell in zip((80, 180, 350), row, strict=True)
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([page]))
    found = one(path)
    assert found.text.replace("\n", "") == "".join(" ".join(row) for row in rows * 2)
    assert dict(found.origins)["text"] == "pdf"


def test_a_title_wider_than_the_text_does_not_keep_lines_apart(tmp_path):
    title = "在全县春耕生产暨农田水利建设工作推进会议上的讲话（节选）"
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[(80.0, 740.0, title), *page_of(f"{BODY}不误农时。", width=20, start=700)]]))
    assert one(path).text.split("\n") == [title, f"{BODY}不误农时。"]


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
