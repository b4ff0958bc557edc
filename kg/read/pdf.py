"""PDF, as pdfplumber reads it: the lines of pages put together to paragraphs, without what recurs on every page."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from typing import Any, BinaryIO, Final, NamedTuple

from kg.config import Read
from kg.errors import MissingExtra
from kg.read._apart import apart
from kg.read._columns import Stretch, stretches
from kg.read._lines import Block, Char, Line, paragraphs, repeated, rows
from kg.read._properties import properties
from kg.read._remarks import PICTURES
from kg.read._source import Fields, Raw, RefusedError, everything

_PICTURE: Final = 0.3
"""The share of a page that a picture fills where a page without text is a scan."""


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text, a line a paragraph; headers, footers, page numbers and scanned pages are left out and named.

    Raises `RefusedError` where all pages are pictures, and `MissingExtra` without the extra `formats`.
    """
    yield apart(_read, everything(stream, config.max_bytes), config)


def _read(data: bytes, config: Read) -> Raw:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError:
        raise MissingExtra("pdfplumber", "formats") from None
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > config.max_pages:
                raise RefusedError(f"has more than {config.max_pages} pages (setting read.max_pages)")
            read, scans = _pages(pdf.pages)
            about = properties(title=_plain(pdf.metadata.get("Title")), creator=_plain(pdf.metadata.get("Author")))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise RefusedError("is encrypted: save it without a password") from None
        raise RefusedError("is a damaged PDF file") from None
    pages = [page.lines for page in read]
    if scans and not any(pages):
        raise RefusedError(f"holds no text: {len(scans)} of its {len(pages)} pages are scanned pictures")
    dropped = repeated(pages)
    left = (*_left_out(pages, dropped), *(((PICTURES, _numbers(scans)),) if scans else ()))
    blocks = [block for page in read for block in _blocks(page, dropped)]
    in_columns = [number for number, page in enumerate(read, start=1) if len(page.stretches) > 1]
    how = f"pdf, in columns on pages {_numbers(in_columns)}" if in_columns else "pdf"
    return Raw("\n".join(paragraphs(blocks)), properties=about, left_out=left, read_as=how)


class _Page(NamedTuple):
    """The lines of a page from its top, and the same in the order in which they are read."""

    lines: list[Line]
    stretches: list[Stretch]


def _blocks(page: _Page, dropped: Collection[int]) -> Iterator[Block]:
    """The text of a page without the lines that are dropped."""
    kept = [line for line in page.lines if id(line) not in dropped]
    for stretch in page.stretches:
        lines = [line for line, whole in stretch.lines if id(whole) not in dropped]
        if lines:
            yield Block.of(lines, kept if stretch.over else lines)


def _pages(pages: Sequence[Any]) -> tuple[list[_Page], list[int]]:
    """Each page, and the numbers (from 1) of pages that are nothing but a picture."""
    found: list[_Page] = []
    scans: list[int] = []
    for number, page in enumerate(pages, start=1):
        # what is drawn twice to look bold is one text
        chars = page.dedupe_chars().chars
        height = page.height or 1
        on_page = rows([_char(char) for char in chars if char.get("upright", True)], height)
        found.append(_Page([row.line for row in on_page], stretches(on_page, height)))
        if not on_page and _is_scan(page):
            scans.append(number)
        page.close()
    return found, scans


def _char(char: dict[str, Any]) -> Char:
    return Char(char["text"], char["x0"], char["x1"], char["top"], char["bottom"])


def _is_scan(page: Any) -> bool:
    area = (page.width * page.height) or 1
    return any(image["width"] * image["height"] > _PICTURE * area for image in page.images)


def _left_out(pages: Sequence[Sequence[Line]], dropped: dict[int, str]) -> Fields:
    """What recurs, each wording once with the pages where it stands."""
    where: dict[tuple[str, str], list[int]] = {}
    for number, page in enumerate(pages, start=1):
        for line in page:
            if id(line) in dropped:
                text = "" if dropped[id(line)] == "page number" else line.text
                where.setdefault((dropped[id(line)], text), []).append(number)
    return tuple((f"{what}, pages {_numbers(on)}", text or _numbers(on)) for (what, text), on in where.items())


def _numbers(numbers: Sequence[int]) -> str:
    """Numbers in order, runs as `1-3`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""
