import zipfile
from pathlib import Path

import pytest

from kg.config import load
from kg.errors import InputError
from kg.read import documents, sources
from kg.records import Document

pytest.importorskip("defusedxml")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>在春耕会议上的讲话</dc:title></cp:coreProperties>'
)


def write(path: Path, body: str, core: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if core:
            archive.writestr("docProps/core.xml", core)
    return path


def paragraph(*runs: str) -> str:
    return "<w:p><w:pPr><w:tab/></w:pPr>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def read(path: Path, **limits: int) -> Document | InputError:
    config = load(read=limits)
    (found,) = [found for source in sources([path], config) for found in documents(source, config)]
    return found


def test_paragraphs_and_tables_in_document_order(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('表内')}</w:tc></w:tr></w:tbl>"
    deleted = (
        "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"
    )
    path = write(tmp_path / "a.docx", paragraph("抓好", "春耕。") + table + deleted, CORE)
    found = read(path)
    assert isinstance(found, Document)
    assert found.text == "抓好春耕。\n表内\n甲\n乙"
    assert found.title == "在春耕会议上的讲话"


def test_damage_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 no archive")
    assert isinstance(read(path), InputError)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("else.xml", "<a/>")
    found = read(path)
    assert isinstance(found, InputError)
    assert "no Word document" in found.reason


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bomb)
    assert isinstance(read(path), InputError)
    found = read(write(path, paragraph("长" * 400_000)), max_bytes=100_000)
    assert isinstance(found, InputError)
    assert "unpacks to more than" in found.reason


def test_deep_nesting_is_survived(tmp_path: Path) -> None:
    found = read(write(tmp_path / "a.docx", "<w:sdt>" * 3000 + paragraph("深") + "</w:sdt>" * 3000))
    assert isinstance(found, Document)
    assert found.text == "深"
