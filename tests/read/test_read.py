import gzip
import os
import sys
from pathlib import Path

import pytest

from kg.config import Config, load
from kg.errors import InputError
from kg.read import READERS, _metadata, document, documents, sources
from kg.records import Document

TEXT = "各村要抓好“三清一改”，做到户户参与。\n"


def read(*paths: Path | str, config: Config | None = None) -> list[Document | InputError]:
    config = config or Config()
    return [found for source in sources(paths, config) for found in documents(source, config)]


def one(path: Path, config: Config | None = None) -> Document | InputError:
    (found,) = read(path, config=config)
    return found


def reason(path: Path, config: Config | None = None) -> str:
    found = one(path, config)
    assert isinstance(found, InputError)
    assert found.source == path.name
    return found.reason


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", ".git/config.txt", "a/.hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT + name, encoding="utf-8")
    assert [source.name for source in sources([tmp_path])] == ["a.txt", "a/z.txt", "b.txt"]


def test_a_text_is_kept_character_for_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "第一行\r\n\r\n 第二行 ".encode())
    found = one(path)
    assert isinstance(found, Document)
    assert found.text == "第一行\r\n\r\n 第二行 "
    assert found.id == document(found.text).id
    assert found.id.startswith("doc:")


def test_the_same_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    assert [source.name for source in sources([tmp_path, tmp_path / "a.txt"])] == ["a.txt"]


def test_links_out_of_the_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.txt").write_text(TEXT, encoding="utf-8")
    (inside / "a.txt").write_text(TEXT, encoding="utf-8")
    (inside / "folder").symlink_to(outside)
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "loop").symlink_to(inside)
    assert [(s.name, bool(s.problem)) for s in sources([inside])] == [
        ("a.txt", False),
        ("file.txt", True),
        ("folder", True),
    ]


def test_metadata_beside_and_above_the_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sub/b.txt").write_text(TEXT + "乙", encoding="utf-8")
    (tmp_path / "metadata.tsv").write_text(
        "path\ttitle\tdate\tlevel\tpage\na.txt\t甲稿\t2021年5月\tcity\t7\nsub/b.txt\t乙稿\t去年\t\t\n", encoding="utf-8"
    )
    first, second = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.date, first.level, first.extra) == ("甲稿", "2021-05", "city", (("page", "7"),))
    assert (second.title, second.date, second.extra) == ("乙稿", "", (("date", "去年"),))
    alone = one(tmp_path / "a.txt")
    assert isinstance(alone, Document)
    assert alone.title == "甲稿"


def test_a_bad_metadata_table_is_named_and_the_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,title\na.txt,x\n", encoding="utf-8")
    first, second = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, InputError)
    assert str(second) == "metadata.csv: has no column 'path'"


def test_a_metadata_table_is_read_once_for_all_files_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}.txt" for number in range(20)]
    for name in names:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "metadata.tsv").write_text("path\ttitle\n7.txt\t七稿\n", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file\n7.txt\n", encoding="utf-8")
    read_tables = []
    real = _metadata.table
    monkeypatch.setattr(_metadata, "table", lambda path, config: read_tables.append(path.name) or real(path, config))
    found = sources([*(tmp_path / name for name in names), tmp_path])
    assert read_tables == ["metadata.tsv", "metadata.csv"]
    assert [source.name for source in found if source.problem] == ["metadata.csv"]
    assert [source.name for source in found if source.told.fields] == ["7.txt"]
    assert len(found) == 21


def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for data, why in ((b"", "is empty"), (" \n\u3000".encode(), "white space"), (b"a\x00b", "binary")):
        path.write_bytes(data)
        assert why in reason(path)
    path.write_bytes(b"x" * 100)
    assert "larger than 10 bytes" in reason(path, load(read={"max_bytes": 10}))
    assert "longer than 10 characters" in reason(path, load(read={"max_characters": 10}))


def test_a_path_that_does_not_exist_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    missing, empty = read(tmp_path / "nothing.txt", tmp_path / "empty")
    assert isinstance(missing, InputError)
    assert isinstance(empty, InputError)
    assert (missing.source, missing.reason) == (str(tmp_path / "nothing.txt"), "no such file or folder")
    assert empty.reason == "holds no files"


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO on Windows")
@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_to_itself_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "z.txt").write_text(TEXT, encoding="utf-8")
    loop, text = read(tmp_path)
    assert isinstance(loop, InputError)
    assert (loop.source, loop.reason) == ("loop", "Too many levels of symbolic links")
    assert isinstance(text, Document)


def test_a_pipe_is_refused_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(tmp_path / "pipe.txt") == "is not a regular file"


def test_an_unknown_suffix_is_read_as_text_or_the_known_ones_are_named(tmp_path: Path) -> None:
    (tmp_path / "speech.utf8").write_text(TEXT, encoding="utf-8")
    assert isinstance(one(tmp_path / "speech.utf8"), Document)
    (tmp_path / "speech.abc").write_bytes(b"\x00\x01 no text")
    assert ".docx" in reason(tmp_path / "speech.abc")


def test_gzip_is_unpacked_but_not_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    found = one(path)
    assert isinstance(found, Document)
    assert found.text == TEXT
    path.write_bytes(gzip.compress(b"a" * 5_000_000))
    assert "unpacks to more than" in reason(path, load(read={"max_bytes": 1_000_000}))
    path.write_bytes(gzip.compress(TEXT.encode())[:-9])
    assert reason(path)
    path.write_bytes(b"no gzip")
    assert "gzip" in reason(path).lower()


def test_a_file_name_that_is_no_unicode_is_safe(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"a\xff.txt")).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("the file system refuses such names")
    (found,) = read(tmp_path)
    assert isinstance(found, Document)
    assert found.source.encode()


def test_the_title_is_taken_from_the_head_only_if_sure(tmp_path: Path) -> None:
    assert document("在全县春耕工作会议上的讲话\n同志们：\n今天开会。").title == "在全县春耕工作会议上的讲话"
    assert document("今天开会，我讲三点意见。").title == ""
    assert document("在会上的讲话\n好。", title="定名").title == "定名"


def test_every_reader_is_named_by_a_lower_case_suffix() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in READERS)
    assert list(READERS) == sorted(READERS)


def test_a_build_among_the_texts_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/.kg-lock").touch()
    (tmp_path / "build/report.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    text, inside = sources([tmp_path])
    assert (text.name, inside.name, inside.remark) == ("a.txt", "build", True)
    [whole] = read(tmp_path / "build")
    assert isinstance(whole, InputError)
    assert whole.reason == "is a build of kg, no folder of texts"
