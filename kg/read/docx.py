"""Word (.docx): its paragraphs, one a line, those of tables in their place."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.config import Read
from kg.errors import MissingExtra
from kg.read._source import Raw, RefusedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text, without headers, footers, notes and deleted text; the title is that of the core properties.

    The numbers that Word counts itself (automatic lists) are no text of the file, so they are not here either.
    Raises `MissingExtra` without the extra `formats`.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            body = _xml(archive, "word/document.xml", config.max_bytes)
            core = _xml(archive, "docProps/core.xml", config.max_bytes) if _has(archive, "docProps/core.xml") else None
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError):
        raise RefusedError("is no Word document (damaged, encrypted, or of another format)") from None
    title = (core.findtext(_TITLE) or "").strip() if core is not None else ""
    text = "\n".join(_paragraphs(body))
    yield Raw(text, metadata=(("title", title),) if title else ())


def _has(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.namelist()


def _xml(archive: zipfile.ZipFile, name: str, limit: int) -> Element:
    """A part of the archive, parsed without entities; raises `RefusedError` beyond `limit` bytes unpacked."""
    try:
        from defusedxml.ElementTree import ParseError, fromstring
    except ImportError:
        raise MissingExtra("defusedxml", "formats") from None
    with archive.open(name) as part:
        data = part.read(limit + 1)
    if len(data) > limit:
        raise RefusedError(f"unpacks to more than {limit} bytes (setting read.max_bytes)")
    try:
        return fromstring(data, forbid_dtd=True)  # type: ignore[no-any-return]
    except (ParseError, ValueError):
        raise RefusedError(f"is a damaged Word document ({name} is no sound XML)") from None


def _paragraphs(body: Element) -> Iterator[str]:
    """The text of each paragraph, in document order; the walk is a loop, for files nest as deep as they like."""
    pieces: list[str] = []
    stack = [(body, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            yield "".join(pieces)
            pieces = []
            continue
        if element.tag == _FALLBACK:
            continue
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        pieces.append(_BREAKS.get(element.tag, ""))
        if element.tag == f"{_W}p":
            stack.append((element, True))
        stack.extend((child, False) for child in reversed(element) if child.tag != f"{_W}pPr")
