"""Rich Text (.rtf), as striprtf reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from kg.config import Read
from kg.errors import MissingExtra
from kg.read._apart import apart
from kg.read._decode import BROKEN
from kg.read._properties import properties
from kg.read._source import Raw, RefusedError, text_bytes

_CODEPAGE: Final = re.compile(rb"\\ansicpg(\d{1,5})")
_TITLE: Final = re.compile(r"\{\\info.{0,2000}?\{\\title ([^{}]{1,400})\}", re.DOTALL)


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text, a line a paragraph; bytes are read in the code page that the file names, or in `encoding`."""
    yield apart(_read, text_bytes(stream, config), config)


def _read(data: bytes, config: Read) -> Raw:
    page = _CODEPAGE.search(data[:4096])
    encoding = config.encoding or (f"cp{page[1].decode()}" if page else "cp1252")
    # the code of fields is no text, and the library looks for links in it in quadratic time
    source = data.decode("latin-1").replace("\\fldinst", "\\fldnone")
    title = _TITLE.search(source[:100_000])
    given = _plain("{\\rtf1 " + title[1] + "}", encoding) if title else ""
    text = _plain(source, encoding).strip("\n")
    lost = text.count("\ufffd")
    left = ((f"{BROKEN} {encoding}", f"in {lost} places"),) if lost else ()
    return Raw(text, properties=properties(title=given), left_out=left, read_as=f"rtf, {encoding}")


def _plain(source: str, encoding: str) -> str:
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise MissingExtra("striprtf", "formats") from None
    try:
        text: str = rtf_to_text(source, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except LookupError:
        raise RefusedError(f"unknown encoding {encoding!r}") from None
    # characters beyond the first plane are written in halves
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
