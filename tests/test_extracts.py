"""What `kg extract` writes: a line a mention whatever its file is called, and no failure stops the others."""

import json
import os
import sys
import zipfile

import pytest

from kg import batches, extracts
from kg.config import Config
from kg.errors import UsageError
from kg.records import Document

TEXT = "要进一步增强“四个意识”、坚定“四个自信”。\n"
DOCX = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def _rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in" / "x#y").mkdir(parents=True)
    return tmp_path / "in"


def test_doc_is_the_name_of_the_file_and_the_key(folder, tmp_path):
    (folder / "x#y" / "a#1.txt").write_text(TEXT, encoding="utf-8")
    records = [{"id": "2020/01/02", "text": TEXT + "一"}, {"text": TEXT + "二"}]
    (folder / "x#y" / "r.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    extracts.write([folder], tmp_path / "m.jsonl", Config())
    names = dict.fromkeys((row["doc"], row["source"]) for row in _rows(tmp_path / "m.jsonl"))
    assert list(names) == [
        ("a#1.txt", "x#y/a#1.txt"),
        ("r.jsonl#2020/01/02", "x#y/r.jsonl#2020/01/02"),
        ("r.jsonl#2", "x#y/r.jsonl#2"),
    ]


def test_a_missing_extra_is_a_failure_of_the_file(folder, tmp_path, monkeypatch):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    with zipfile.ZipFile(folder / "b.docx", "w") as archive:
        archive.writestr("word/document.xml", DOCX)
    monkeypatch.setitem(sys.modules, "defusedxml.ElementTree", None)
    done = extracts.write([folder], tmp_path / "m.jsonl", Config())
    assert done.documents == 1
    assert [row["source"] for row in done.failures] == ["b.docx"]
    assert "pip install 'tifa-kg[formats]'" in done.failures[0]["reason"]


def test_a_fault_in_one_document_leaves_the_others(folder, tmp_path, monkeypatch):
    for name in "abc":
        (folder / f"{name}.txt").write_text(TEXT + name, encoding="utf-8")
    real = batches.annotate_all

    def broken(documents: list[Document], *rest):
        if any(document.source == "b.txt" for document in documents):
            raise ValueError("two\nlines")
        return real(documents, *rest)

    monkeypatch.setattr(batches, "annotate_all", broken)
    done = extracts.write([folder], tmp_path / "m.jsonl", Config())
    assert done[:2] == (2, [{"source": "b.txt", "reason": "ValueError: two lines"}])
    assert {row["doc"] for row in _rows(tmp_path / "m.jsonl")} == {"a.txt", "c.txt"}


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_file_has_the_rights_of_a_new_file(folder, tmp_path):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "plain").touch()
    extracts.write([folder], tmp_path / "m.jsonl", Config())
    assert (tmp_path / "m.jsonl").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_where_all_failed_an_earlier_file_stays(folder, tmp_path):
    (folder / "empty.txt").touch()
    (tmp_path / "m.jsonl").write_text("{}\n", encoding="utf-8")
    done = extracts.write([folder, tmp_path / "absent.txt"], tmp_path / "m.jsonl", Config())
    assert done.documents == 0
    assert len(done.failures) == 2
    assert _rows(tmp_path / "m.jsonl") == [{}]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "m.jsonl"]


def test_a_folder_is_no_file_to_write(folder, tmp_path):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="is a folder"):
        extracts.write([folder], tmp_path, Config())


def test_progress_counts_documents_and_bytes(folder, tmp_path):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    told = []

    class Told:
        def stage(self, name):
            told.append(name)

        def advance(self, documents, bytes, text, made):
            told.append((documents, bytes, text, made))

    size = len(TEXT.encode())
    extracts.write([folder], tmp_path / "m.jsonl", Config(), progress=Told())
    assert told == ["documents", (1, size, size, True)]
