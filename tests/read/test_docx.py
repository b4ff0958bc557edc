import zipfile
from pathlib import Path

import pytest
from read_made import docx

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


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>抓好</w:t></w:r>"
        "<w:del><w:r><w:delText>旧的</w:delText></w:r></w:del></w:p>"
        "<w:p><w:ins><w:r><w:t>新的</w:t></w:r></w:ins><w:r><w:t>春耕。</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
    )
    found = read(write(tmp_path / "a.docx", body))
    assert isinstance(found, Document)
    assert found.text == "抓好新的春耕。\n\n移来"


def test_text_boxes_notes_fields_and_what_is_left_out(tmp_path: Path) -> None:
    inner = "<w:txbxContent>" + paragraph("框内") + paragraph("“三清一改”") + "</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{inner}</mc:Choice>'
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
    )
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt></w:ruby>"
    body = f"<w:p><w:r><w:t>前</w:t></w:r><w:r>{box}</w:r>{field}<w:r><w:t>后</w:t></w:r></w:p>" + paragraph("末段")
    path = tmp_path / "a.docx"
    path.write_bytes(
        docx(
            body=body,
            footnotes=paragraph("注一"),
            header=paragraph("某县文件"),
            footer=paragraph("1"),
            comments=paragraph("批"),
        )
    )
    found = read(path)
    assert isinstance(found, Document)
    assert found.text == "前后\n框内\n“三清一改”\n末段\n注一"
    assert dict(found.left_out) == {"header": "某县文件", "footer": "1", "comments": "批"}


def test_titles_that_word_gave_itself_are_none(tmp_path: Path) -> None:
    core = CORE.replace("在春耕会议上的讲话", "Microsoft Word - 文档1")
    found = read(write(tmp_path / "a.docx", paragraph("抓好春耕。"), core))
    assert isinstance(found, Document)
    assert found.title == ""
    found = read(write(tmp_path / "a.docx", paragraph("在全县春耕会议上的讲话") + paragraph("同志们："), CORE))
    assert isinstance(found, Document)
    assert (found.title, dict(found.origins)["title"]) == ("在全县春耕会议上的讲话", "head")
