"""Formats that hold one text each, or files: the same text from all of them, with its metadata."""

import gzip

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from read_made import TEXT, docx, eml, epub, mhtml, one, page_of, pdf, read, refused, rtf, zipped

from kg.errors import InputError
from kg.records import Document

pytest.importorskip("trafilatura")
pytest.importorskip("striprtf")

PAGE = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
WHOLE = f"<html><head><title>春耕会议召开</title></head><body><div>{PAGE}</div></body></html>"


def _zstd(data: bytes) -> bytes:
    return pa.compress(data, codec="zstd", asbytes=True)


MADE = {
    "a.txt": TEXT.encode(),
    "gbk.txt": TEXT.encode("gbk"),
    "a.docx": docx(),
    "a.rtf": rtf(),
    "a.epub": epub(TEXT),
    "a.eml": eml(),
    "a.mhtml": mhtml(WHOLE),
    "a.html": WHOLE.encode("utf-16"),
    "a.pdf": pdf([page_of(TEXT)]),
    "a.txt.gz": gzip.compress(TEXT.encode()),
    "a.txt.zst": _zstd(TEXT.encode()),
    "a.docx.gz": gzip.compress(docx()),
    "a.rtf.zst": _zstd(rtf()),
}


@pytest.mark.parametrize("name", MADE)
def test_the_same_text_from_every_format(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(MADE[name])
    found = one(path)
    assert found.text.strip() == TEXT
    assert (found.date, dict(found.extra).get("occasion")) == ("2021-03-05", "全县春耕工作会议")


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("suffix", [".doc", ".txt", ""])
def test_content_is_believed_where_the_suffix_lies(tmp_path, name, suffix):
    path = tmp_path / f"b{suffix}"
    path.write_bytes(MADE[name])
    assert one(path).text.strip() == TEXT


def test_an_archive_holds_them_all(tmp_path):
    path = tmp_path / "all.zip"
    inner = zipped({"deep/a.txt": TEXT, "deep/metadata.tsv": "path\tspeaker\na.txt\t王某\n"})
    table = "path\ttitle\nx/a.txt\t定名\n"
    path.write_bytes(
        zipped({f"x/{name}": data for name, data in MADE.items()} | {"inner.zip": inner, "metadata.tsv": table})
    )
    found = read(path)
    assert [each for each in found if not isinstance(each, Document)] == []
    assert {each.text.strip() for each in found} == {TEXT}
    named = {each.source: each for each in found}
    assert set(named) == {f"all.zip#x/{name}" for name in MADE} | {"all.zip#inner.zip#deep/a.txt"}
    assert named["all.zip#x/a.txt"].title == "定名"
    assert dict(named["all.zip#x/a.txt"].origins)["title"] == "metadata.tsv"
    assert named["all.zip#inner.zip#deep/a.txt"].speaker == "王某"


def test_names_in_an_archive_that_chinese_programs_wrote(tmp_path):
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("AAAA.txt"), TEXT)
    path = tmp_path / "a.zip"
    path.write_bytes(stream.getvalue().replace(b"AAAA", "讲话".encode("gbk")))
    assert one(path).source == "a.zip#讲话.txt"


def test_a_letter_and_its_attachments(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(
        eml("请查收。\n", attachments={"讲话.docx": docx(), "图.png": b"\x89PNG", "坏.docx": b"PK\x03\x04"})
    )
    letter, speech, damaged = read(path)
    assert (letter.text.strip(), letter.title, letter.date) == ("请查收。", "转发讲话稿", "2021-03-05")
    assert letter.left_out == (("attachments that are no text", "图.png"),)
    assert dict(letter.origins)["title"] == "mail header"
    assert (speech.source, speech.text) == ("a.eml#讲话.docx", TEXT)
    assert isinstance(damaged, InputError)
    assert damaged.source == "a.eml#坏.docx"


def test_a_book_is_one_text_without_its_table_of_contents(tmp_path):
    path = tmp_path / "a.epub"
    path.write_bytes(epub("第一章。", "第二章。"))
    found = one(path)
    assert (found.text, found.title, found.date) == ("第一章。\n第二章。", "春耕讲话集", "2021-03-05")


def test_rows_of_parquet(tmp_path):
    import datetime

    path = tmp_path / "a.parquet"
    columns = {
        "编号": ["x", None, "z"],
        "正文": ["甲。", "乙。", None],
        "日期": [datetime.date(2021, 3, 5), None, None],
        "views": [1, 2, 3],
        "tags": [["a"], [], None],
    }
    pq.write_table(pa.table(columns), path)
    first, second, none = read(path)
    assert (first.source, first.text, first.date, first.extra) == (
        "a.parquet#x",
        "甲。",
        "2021-03-05",
        (("views", "1"),),
    )
    assert (second.source, second.text) == ("a.parquet#2", "乙。")
    assert isinstance(none, InputError)
    pq.write_table(pa.table({"body": ["甲"]}), path)
    assert refused(path) == "has no column 'text' (columns: body)"
    path.write_bytes(b"PAR1" + b"\x00" * 100)
    assert "damaged" in refused(path)


def test_a_copy_of_a_text_for_every_row_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": pa.array(["长" * 1_000_000] * 100).dictionary_encode()}), path)
    assert path.stat().st_size < 4_000_000
    found = read(path, max_characters=10)
    assert len(found) == 100
    assert all("max_characters" in str(each) for each in found)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 50, "a picture"),
        ("a.txt", b"Rar!\x1a\x07\x00", "a RAR archive"),
        ("a.xlsx", zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "save it as .csv"),
        ("a.pptx", zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "save it as .docx"),
        ("a.zip", b"PK\x03\x04 broken", "damaged archive"),
        ("a.zst", b"no zstd", "Zstandard"),
        ("a.eml", b"", "empty"),
        ("a.epub", zipped({"META-INF/container.xml": "<container/>"}), "names no content"),
        ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx", "without a page"),
        ("a.zip", zipped({}), "no documents"),
        ("a.pdf", bytes(range(256)) * 9, "is binary (it holds NUL bytes); it does not begin as .pdf does"),
        (
            "a.bin",
            bytes(range(256)) * 9,
            "is binary (it holds NUL bytes); tried as text, for .bin is none of .csv .doc",
        ),
    ],
)
def test_what_is_not_read_is_refused_with_a_clear_word(tmp_path, name, data, word):
    path = tmp_path / name
    path.write_bytes(data)
    assert word in refused(path)


def test_the_encoding_is_given_or_said_or_found_and_named(tmp_path):
    text = "本會議聽取了關於農業生產的報告。"
    (tmp_path / "a.txt").write_bytes(text.encode("big5"))
    (tmp_path / "b.txt").write_bytes(text.encode("big5"))
    (tmp_path / "metadata.tsv").write_text("path\tencoding\na.txt\tbig5\n", encoding="utf-8")
    first = read(tmp_path)[0]
    assert (first.text, dict(first.origins)["text"]) == (text, "text, big5")
    assert one(tmp_path / "b.txt", encoding="big5").text == text
    (tmp_path / "c.txt").write_bytes(text.encode("big5"))
    assert dict(one(tmp_path / "c.txt").origins)["text"] == "text, cp950"
    (tmp_path / "d.txt").write_bytes(("Les députés réunis à la séance, après délibération. " * 20).encode("latin-1"))
    assert dict(one(tmp_path / "d.txt").origins)["text"].endswith("(a guess)")


def test_rows_of_a_metadata_table_without_a_file_are_named(tmp_path):
    (tmp_path / "a.txt").write_text("甲。", encoding="utf-8")
    rows = "".join(f"{name}\tx\n" for name in ("a.txt", "z.txt", "b.txt", "c/d.txt", "e.txt"))
    (tmp_path / "metadata.tsv").write_text("path\ttitle\n" + rows, encoding="utf-8")
    first, table = read(tmp_path)
    assert first.title == "x"
    assert (table.source, table.reason) == (
        "metadata.tsv",
        "rows that match no file: 4 (b.txt, c/d.txt, e.txt, …)",
    )
    assert table.remark
    assert len(read(tmp_path / "a.txt")) == 1
    (tmp_path / "a.txt").unlink()
    *_, nothing = read(tmp_path)
    assert (nothing.reason, nothing.remark) == ("holds no files", False)


def test_a_metadata_table_in_an_archive_is_as_strict_as_one_beside_the_files(tmp_path):
    table = b"path,title\na.txt,x\na.txt,y\nb.txt,z\n"
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": TEXT, "metadata.csv": table}))
    twice, lost, first = read(tmp_path / "a.zip")
    assert str(twice) == "a.zip#metadata.csv: files with more than one row, of which the last counts: 1 (a.txt)"
    assert str(lost) == "a.zip#metadata.csv: rows that match no file: 1 (b.txt)"
    assert twice.remark
    assert lost.remark
    assert first.title == "y"


@pytest.mark.parametrize("name", ["a.html", "a.jsonl", "a.csv", "a.eml", "a.rtf"])
def test_broken_bytes_in_any_format_are_named_with_their_text(tmp_path, name):
    made = {
        "a.html": f"<html><body><p>{TEXT}@</p></body></html>".encode(),
        "a.jsonl": f'{{"text": "{"".join(TEXT.split())}@"}}\n{{"text": "甲。"}}'.encode(),
        "a.csv": f'text,title\n"{TEXT}@",x\n甲。,乙\n'.encode(),
        "a.eml": eml(TEXT + "@", charset="utf-8"),
        "a.rtf": rtf(TEXT + "@"),
    }[name]
    if name == "a.eml":
        from base64 import b64decode, b64encode

        head, _, body = made.partition(b"\n\n")
        assert b"base64" in head
        made = head + b"\n\n" + b64encode(b64decode(body).replace(b"@", b"\xff"))
    path = tmp_path / name
    path.write_bytes(made.replace(b"@", b"\\'ff" if name == "a.rtf" else b"\xff"))
    first, *others = read(path)
    assert "\ufffd" in first.text
    assert any(where.startswith("bytes that are no") for where, _ in first.left_out)
    assert all(not other.left_out for other in others)


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path, monkeypatch):
    from kg.read import READERS

    path = tmp_path / "a.txt"
    path.write_text("甲。", encoding="utf-8")
    real = READERS[".txt"]

    def grows(stream, config):
        yield from real(stream, config)
        with path.open("a", encoding="utf-8") as handle:
            handle.write("乙。")

    monkeypatch.setitem(READERS, ".txt", grows)
    assert refused(path) == "changed while it was read: run again when it is whole"


def test_a_file_that_vanishes_is_named(tmp_path):
    from kg.read import documents, sources

    path = tmp_path / "a.txt"
    path.write_text("甲。", encoding="utf-8")
    (source,) = sources([tmp_path])
    path.unlink()
    (found,) = documents(source)
    assert str(found) == "a.txt: No such file or directory"


def test_whatever_a_library_raises_is_one_line(tmp_path, monkeypatch):
    from kg.read import READERS

    def broken(stream, config):
        raise KeyError("inner\nthing")
        yield

    path = tmp_path / "a.txt"
    path.write_text("甲。", encoding="utf-8")
    monkeypatch.setitem(READERS, ".txt", broken)
    assert "\n" not in refused(path)
