"""Inputs made to harm: bounded in time and memory, or refused with the limit named and the setting that raises it."""

import gzip
import io
import os
import stat
import subprocess
import sys
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from read_made import TEXT, W, docx, epub, one, paragraph, pdf, read, refused, rtf, zipped

from kg.errors import InputError
from kg.read import sources
from kg.records import Document

pytest.importorskip("trafilatura")
pytest.importorskip("striprtf")

LAUGHS = (
    "<!DOCTYPE d [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
)


@pytest.fixture(autouse=True)
def in_time():
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 60


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _bomb(depth: int) -> bytes:
    data = zipped({f"{n}.txt": b"a" * 1_000_000 for n in range(10)})
    for _ in range(depth):
        data = zipped({f"{n}.zip": data for n in range(10)})
    return data


def test_archives_that_unpack_without_end(tmp_path):
    found = read(_write(tmp_path, "a.zip", _bomb(3)), max_bytes=30_000_000)
    assert str(found[-1]) == "a.zip: unpacks to more than 30000000 bytes (setting read.max_bytes)"
    assert len(found) < 50
    (found,) = read(
        _write(tmp_path, "b.zip", zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": TEXT})})})), max_depth=2
    )
    assert str(found) == "b.zip#a.zip#b.zip#c.txt: lies more than 2 archives deep (setting read.max_depth)"
    found = read(_write(tmp_path, "c.zip", zipped({f"{n}.txt": str(n) for n in range(50)})), max_files=20)
    assert str(found[-1]) == "c.zip: holds more than 20 files (setting read.max_files)"
    packed = TEXT.encode()
    for _ in range(6):
        packed = gzip.compress(packed)
    assert "more than 4 times over (setting read.max_depth)" in refused(_write(tmp_path, "d.txt.gz", packed))


def test_an_archive_whose_parts_overlap(tmp_path):
    """One deflated kernel that every entry of the list points to."""
    data = bytearray(zipped({"0.txt": b"a" * 900_000}))
    at = data.rindex(b"PK\x01\x02")
    entry, end = bytes(data[at : data.rindex(b"PK\x05\x06")]), bytearray(data[data.rindex(b"PK\x05\x06") :])
    many = entry * 1000
    end[8:12] = (1000).to_bytes(2, "little") * 2
    end[12:16] = len(many).to_bytes(4, "little")
    path = _write(tmp_path, "a.zip", bytes(data[:at]) + many + bytes(end))
    assert "max_bytes" in str(read(path, max_bytes=5_000_000)[-1])


def test_a_list_of_files_that_would_fill_the_memory(tmp_path):
    end = b"PK\x05\x06" + b"\x00" * 4 + b"\xff\xff" * 2 + (400 << 20).to_bytes(4, "little") + b"\x00" * 6
    path = tmp_path / "a.zip"
    with path.open("wb") as handle:
        handle.write(b"PK\x03\x04")
        handle.truncate(500 << 20)  # takes no room on disk
        handle.seek(0, io.SEEK_END)
        handle.write(end)
    assert refused(path) == "holds too many files to list: unpack it first"


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "docProps/core.xml"])
def test_entities_in_word(tmp_path, part):
    with zipfile.ZipFile(io.BytesIO(docx(footnotes="x"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[part] = f'{LAUGHS}<w:document xmlns:w="{W}"><w:p><w:t>&a9;</w:t></w:p></w:document>'.encode()
    assert "no sound XML" in refused(_write(tmp_path, "a.docx", zipped(files)))


def test_entities_in_books_and_pages(tmp_path):
    path = _write(tmp_path, "a.epub", epub(TEXT).replace(b"a", b"a"))
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["OEBPS/c0.xhtml"] = f"{LAUGHS}<html><body><p>&a9;</p></body></html>".encode()
    (found,) = read(_write(tmp_path, "b.epub", zipped(files)))
    assert isinstance(found, InputError) or len(found.text) < 1000
    (found,) = read(_write(tmp_path, "a.html", f"{LAUGHS}<html><body><p>&a9;</p></body></html>".encode()))
    assert isinstance(found, InputError) or len(found.text) < 5000


DEEP = {
    "a.html": "<div><b>" * 50_000 + TEXT,
    "b.html": "<table><tr><td>" * 5_000 + TEXT,
    "a.docx": docx(body="<w:sdt>" * 5_000 + paragraph(TEXT) + "</w:sdt>" * 5_000),
    "b.docx": docx(body="<w:p>" * 5_000 + TEXT + "</w:p>" * 5_000),
    "a.rtf": "{\\rtf1 " + "{" * 100_000 + "abc" + "}" * 100_001,
    "a.jsonl": '{"text": ' + "[" * 200_000,
    "a.pdf": b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000,
    "a.eml": "".join(
        f'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2_000)
    ),
    "a.toml.txt": "[" * 100_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting(tmp_path, name):
    data = DEEP[name]
    (found,) = read(_write(tmp_path, name, data if isinstance(data, bytes) else data.encode()), max_seconds=30)
    assert isinstance(found, Document) or "\n" not in found.reason


SLOW = {
    "a.rtf": b"{\\rtf1{\\fonttbl" + b"\\f0" * 60_000 + b"}}",
    "b.rtf": b"{\\rtf1" + b'{\\field{\\*\\fldinst{ HYPERLINK "' * 10_000 + b"}",
    "a.html": b"<p " + b"a=" * 300_000,
    "b.html": b"<" * 300_000,
    "c.html": b"<!--" * 100_000,
    "d.html": b"&" * 300_000,
    "a.eml": b"Subject: " + b"=?utf-8?b?" * 30_000 + b"\nMIME-Version: 1.0\n\nx",
    "b.eml": b"From: " + b"a@b," * 60_000 + b"\nMIME-Version: 1.0\n\nx",
    "a.md": b"---\n" + b"a: b\n" * 100_000,
    "a.txt": ("（" * 300_000).encode(),
    "b.txt": ("2021年" * 100_000).encode(),
    "a.csv": b"text\n" + b'"' * 300_001,
    "a.doc": b"From: a\n " * 30_000,
}


@pytest.mark.parametrize("name", SLOW)
def test_what_would_take_quadratic_time(tmp_path, name):
    started = time.monotonic()
    for found in read(_write(tmp_path, name, SLOW[name]), max_seconds=4):
        assert isinstance(found, Document) or found.reason
    assert time.monotonic() - started < 20


def test_a_line_of_200_megabytes(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as handle:
        for _ in range(200):
            handle.write(b"a" * (1 << 20))
    tracemalloc.start()
    assert refused(path) == "is longer than 20000000 characters (setting read.max_characters)"
    lines = path.rename(tmp_path / "a.jsonl")
    with lines.open("ab") as handle:
        handle.write('\n{"text": "甲。"}\n'.encode())
    long, short = read(lines, max_characters=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "longer than" in long.reason
    assert short.text == "甲。"
    assert peak < 180 << 20


def test_very_many_tiny_files(tmp_path):
    """A fiftieth of a million: the memory for each is what counts, and the limit is named."""
    for folder in range(20):
        (tmp_path / str(folder)).mkdir()
        for number in range(200):
            os.close(os.open(tmp_path / str(folder) / f"{number}.txt", os.O_CREAT | os.O_WRONLY))
    tracemalloc.start()
    assert len(sources([tmp_path])) == 4000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak / 4000 < 2500
    from kg.config import load

    with pytest.raises(InputError, match=r"holds more than 3000 files \(setting read.max_files\)"):
        sources([tmp_path], load(read={"max_files": 3000}))


def test_names_and_links_that_lead_out(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("../up.txt", "/etc/passwd", "a/../../b.txt", "C:\\up.txt", "ok.txt"):
            archive.writestr(name, name)
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    found = read(_write(tmp_path, "a.zip", stream.getvalue()))
    assert [each.source for each in found if isinstance(each, Document)] == ["a.zip#C:/up.txt", "a.zip#ok.txt"]
    assert sum("leads out of the archive" in str(each) for each in found) == 3
    assert "a.zip#link.txt: is a link: not followed" in map(str, found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]
    book = zipped({"META-INF/container.xml": '<c xmlns:x="y"><x:rootfile full-path="../../etc/passwd"/></c>'})
    assert "no EPUB" in refused(_write(tmp_path, "a.epub", book))


@pytest.mark.skipif(sys.platform == "win32", reason="such names are none on Windows")
def test_names_that_steer_the_terminal_are_shown_as_they_are(tmp_path):
    names = ["\x1b[31mred.txt", "\u202egnp.txt", "new\nline.txt", "..txt", "-rf.txt", "$(id).txt", "a'b\"c.txt"]
    for name in names:
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "ok.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "read", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": os.getcwd()})
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert len(lines) == len([name for name in names if not name.startswith(".")])
    assert all(line.isprintable() and line.endswith("is empty") for line in lines)
    assert len(done.stdout.splitlines()) == 1


def test_nothing_of_a_file_is_run_or_fetched(tmp_path, monkeypatch):
    """Links, pictures and templates elsewhere are not asked for, and no socket is opened for them."""
    import socket

    def forbidden(*arguments, **options):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    page = f'<html><head><link rel="stylesheet" href="http://x.invalid/a.css"><base href="http://x.invalid/"></head><body><img src="http://x.invalid/a.png"><iframe src="file:///etc/passwd"></iframe><p>{TEXT}</p></body></html>'
    assert "三清一改" in one(_write(tmp_path, "a.html", page.encode())).text
    assert "passwd" not in one(tmp_path / "a.html").text
    linked = (
        f'{{\\rtf1{{\\field{{\\*\\fldinst{{INCLUDETEXT "/etc/passwd"}}}}}} {TEXT.encode("unicode_escape").decode()}}}'
    )
    read(_write(tmp_path, "a.rtf", linked.encode()))
    assert one(_write(tmp_path, "b.rtf", rtf())).text == TEXT
    assert refused(_write(tmp_path, "a.pdf", pdf([[(80, 700, "甲")]])), max_bytes=10)
