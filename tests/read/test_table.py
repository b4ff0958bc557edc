from pathlib import Path

from kg.errors import InputError
from kg.read import documents, sources
from kg.records import Document


def read(path: Path) -> list[Document | InputError]:
    return [found for source in sources([path]) for found in documents(source)]


def test_a_row_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        '编号,标题,日期,正文,栏目\r\n7,甲稿,2020年1月,"第一行，\r\n第二行。",要闻\r\n,乙稿,,乙。\r\n'.encode("gb18030")
    )
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.source, first.title, first.date, first.text) == ("a.csv#7", "甲稿", "2020-01", "第一行，\r\n第二行。")
    assert first.extra == (("栏目", "要闻"),)
    assert (second.source, second.text, second.extra) == ("a.csv#4", "乙。", ())


def test_a_long_cell_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("text\n" + "长" * 200_000 + "\n", encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Document)
    assert len(found.text) == 200_000


def test_no_text_column_and_a_broken_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,body\n甲,乙\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("text\n,\n\n", encoding="utf-8")
    first, second = read(tmp_path)
    assert isinstance(first, InputError)
    assert first.reason == "has no column 'text' (columns: title, body)"
    assert isinstance(second, InputError)


def test_broken_bytes_are_told_of_their_own_row(tmp_path: Path) -> None:
    rows = [
        "正文,栏目",
        "增强四个意识@。" + "好" * 200 + ",甲",
        "坚定\ufffd。,乙",
        "@做到两个维护。" + "好" * 200 + ",丙",
    ]
    (tmp_path / "a.csv").write_bytes("\n".join(rows).encode().replace(b"@", b"\xff"))
    found = [document.left_out for document in read(tmp_path / "a.csv") if isinstance(document, Document)]
    assert [len(told) for told in found] == [1, 0, 1]
