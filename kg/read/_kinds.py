"""What a file is: by its content where that is plain, else by its suffix."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO, Final, cast

from kg.read import _passed
from kg.read._decode import mark
from kg.read._source import RefusedError, bounded, seekable

PACKED: Final = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
"""How packed single files begin."""

_BEGINNINGS: Final = {
    b"%PDF-": ".pdf",
    b"{\\rtf": ".rtf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc",
    b"PAR1": ".parquet",
}
_ZIPS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_INSIDE: Final = (
    ("word/", ".docx"),
    ("META-INF/container.xml", ".epub"),
    ("content.xml", ".odt"),
)
"""What the names in an archive tell of it, the first that is there."""

_NO_TEXT: Final = (
    (b"\x89PNG", "a picture; text in pictures is not read"),
    (b"\xff\xd8\xff", "a picture; text in pictures is not read"),
    (b"GIF8", "a picture; text in pictures is not read"),
    (b"II*\x00", "a picture; text in pictures is not read"),
    (b"MM\x00*", "a picture; text in pictures is not read"),
    (b"Rar!", "a RAR archive: unpack it first, or make it a .zip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first, or make it a .zip"),
    (b"\xfd7zXZ", "packed with xz: unpack it first"),
    (b"BZh", "packed with bzip2: unpack it first"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_LOOSE: Final = ("", ".txt", ".doc", ".docx", ".wps", ".pdf", ".rtf", ".epub", ".odt", ".zip", ".parquet")
"""Suffixes that are not believed where the content is text: a page saved as .doc is still a page."""

_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)", re.I | re.S
)
_MAIL: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,998}\r?\n(?:[ \t][^\n]{0,998}\r?\n){0,50}){2,60}")
_WEB_ARCHIVE: Final = re.compile(rb"(?im)^content-type:\s*multipart/related")
_HEAD: Final = 8192


def unpacked(stream: BinaryIO, name: str, limit: int, depth: int) -> tuple[io.BufferedReader, str]:
    """The stream without packing (.gz, .zst), and its name without the packing's suffix; `limit` bytes at most."""
    found = _buffered(stream)
    for _ in range(depth + 1):
        packing = next((suffix for magic, suffix in PACKED.items() if found.peek(4).startswith(magic)), "")
        if not packing:
            if name.lower().endswith(tuple(PACKED.values())):
                raise RefusedError(f"is no {'gzip' if name.lower().endswith('.gz') else 'Zstandard'} file")
            return found, name
        found = bounded(_open(found, packing), limit)
        if name.lower().endswith(packing):
            name = name[: -len(packing)]
    raise RefusedError(f"is packed more than {depth} times over (setting read.max_depth)")


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def _open(stream: BinaryIO, packing: str) -> BinaryIO:
    if packing == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    import pyarrow as pa

    # lent, for Arrow closes what it has read
    return cast(BinaryIO, pa.CompressedInputStream(bounded(stream, sys.maxsize), "zstd"))


def kind(stream: io.BufferedReader, name: str, limit: int) -> tuple[BinaryIO, str]:
    """The stream, at its beginning still, and the suffix of the reader that it wants; "" for text of unknown suffix.

    Raises `RefusedError` for content that is known and not read, `PassedError` for what is no text.
    """
    suffix = PurePosixPath(name).suffix.lower()
    head = stream.peek(_HEAD)[:_HEAD]
    for magic, what in _NO_TEXT:
        if head.startswith(magic):
            raise RefusedError(f"is {what}")
    if head.startswith(_ZIPS):
        whole = seekable(stream, limit)
        return whole, _zipped(whole, suffix)
    for magic, found in _BEGINNINGS.items():
        if head.startswith(magic):
            return stream, found
    if suffix == ".pdf" and b"%PDF-" in head[:1024]:
        return stream, ".pdf"
    encoding = mark(head)
    plain = head.decode(encoding, "replace").encode() if encoding else head
    _passed.refuse(_passed.by_head(plain.decode(errors="replace")))
    return stream, _text(plain) if suffix in _LOOSE else suffix


def _text(plain: bytes) -> str:
    if _PAGE.match(plain):
        return ".html"
    if mail := _MAIL.match(plain):
        if _WEB_ARCHIVE.search(mail[0]):
            return ".mhtml"
        if re.search(rb"(?im)^mime-version:", mail[0]):
            return ".eml"
    return ".txt"


def _zipped(stream: BinaryIO, suffix: str) -> str:
    try:
        refuse_crowd(stream)
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist()[:10_000])
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        names = set()
    stream.seek(0)
    for place, what in (
        ("xl/", "spreadsheet (.xlsx): save it as .csv"),
        ("ppt/", "presentation (.pptx): save it as .docx"),
    ):
        if "[Content_Types].xml" in names and any(name.startswith(place) for name in names):
            raise RefusedError(f"is a {what}")
    for place, found in _INSIDE:
        if any(
            name == place or (place.endswith("/") and name.startswith(place) and name.endswith(".xml"))
            for name in names
        ):
            return found
    return suffix if suffix in (".docx", ".epub", ".odt") else ".zip"


MOST_DIRECTORY: Final = 64 * 1024 * 1024
"""Bytes that the list of files in an archive may take: memory goes with it, before any of them is read."""


def refuse_crowd(stream: BinaryIO) -> None:
    """Raise `RefusedError` for an archive whose list of files alone would fill the memory."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 65_557))
    tail = stream.read(65_557)
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        return
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if listed == 0xFFFFFFFF and (wide := tail.rfind(b"PK\x06\x06")) >= 0:
        listed = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if min(listed, size) > MOST_DIRECTORY:
        raise RefusedError("holds too many files to list: unpack it first")
