import shutil
import subprocess

import pytest
from read_made import TEXT as SHORT
from read_made import docx, one, read, refused

from kg.errors import InputError
from kg.read import office

TEXT = SHORT + "\n各村要把春耕生产各项任务落到实处，确保粮食丰收。" * 40
"""antiword reads no text of a few lines."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A folder with a Word 97 file and an OpenDocument file, made by LibreOffice."""
    if not OFFICE:
        pytest.skip("no LibreOffice here to make an old Word file")
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.docx").write_bytes(docx(TEXT))
    for kind in ("doc:MS Word 97", "odt"):
        command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", folder, folder / "a.docx"], check=True, capture_output=True)
    return folder


def test_an_old_word_file_by_either_program(old, monkeypatch):
    if shutil.which("antiword"):
        found = one(old / "a.doc")
        assert (found.text, dict(found.origins)["text"], found.date) == (TEXT, "doc, antiword", "2021-03-05")
    real = shutil.which
    monkeypatch.setattr(office.shutil, "which", lambda name: None if name == "antiword" else real(name))
    found = one(old / "a.doc")
    assert (found.text, dict(found.origins)["text"]) == (TEXT, "doc, LibreOffice")


def test_wps_files_and_files_of_false_suffix(old, tmp_path):
    for name in ("a.wps", "a.txt", "a.docx", "a"):
        shutil.copy(old / "a.doc", tmp_path / name)
    texts = {found.text for found in read(tmp_path)}
    assert texts == {TEXT}


def test_open_document(old):
    found = one(old / "a.odt")
    assert (found.text, dict(found.origins)["text"]) == (TEXT, "odt, LibreOffice")


def test_without_either_program_the_word_is_clear(tmp_path, monkeypatch):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    path = tmp_path / "a.doc"
    path.write_bytes(OLE + b"\x00" * 500 + "WordDocument".encode("utf-16-le"))
    assert refused(path) == "is an old Word or WPS file: install antiword or LibreOffice, or save it as .docx"


@pytest.mark.parametrize(
    ("mark", "word"), [("Workbook", ".csv"), ("PowerPoint Document", ".docx"), ("EncryptedPackage", "password")]
)
def test_other_old_office_files_are_refused_by_name(tmp_path, mark, word):
    path = tmp_path / "a.doc"
    path.write_bytes(OLE + b"\x00" * 500 + mark.encode("utf-16-le") + b"\x00" * 500)
    assert word in refused(path)


def test_damage_is_refused(old, tmp_path):
    path = tmp_path / "a.doc"
    for data in (OLE + b"\x00\xff" * 2000, (old / "a.doc").read_bytes()[:4096]):
        path.write_bytes(data)
        assert refused(path)


def test_a_text_cut_short_is_read_as_far_or_refused(old, tmp_path):
    path = tmp_path / "a.doc"
    path.write_bytes((old / "a.doc").read_bytes()[:-3000])
    (found,) = read(path)
    assert isinstance(found, InputError) or set(found.text) <= set(TEXT)


def test_a_program_that_hangs_is_ended(tmp_path, monkeypatch):
    fake = tmp_path / "antiword"
    fake.write_text("#!/bin/sh\nsleep 600\n")
    fake.chmod(0o755)
    monkeypatch.setattr(office.shutil, "which", lambda name: str(fake) if name == "antiword" else None)
    path = tmp_path / "a.doc"
    path.write_bytes(OLE + b"\x00" * 500 + "WordDocument".encode("utf-16-le"))
    assert refused(path, max_seconds=1) == "takes antiword more than 1 seconds (setting read.max_seconds)"


def test_the_programs_that_read_are_told_by_where_and_which_they_are(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert office.programs() == []
    program = tmp_path / "antiword"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    one = office.programs()
    program.write_text("#!/bin/sh\nexit 1\n")
    assert [path for path, *_ in one] == [str(program)]
    assert office.programs() != one
