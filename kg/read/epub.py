"""EPUB: the chapters of a book in their order, as one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final
from urllib.parse import unquote

from kg.config import Read
from kg.read import _markup
from kg.read._decode import Decoded, decoded
from kg.read._package import Package, opened, resolved
from kg.read._source import Fields, Raw, RefusedError

_CONTAINER: Final = "META-INF/container.xml"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_FIELDS: Final = {"title": "title", "date": "date", "creator": "speaker", "publisher": "publisher"}
_PAGES: Final = ("application/xhtml+xml", "text/html")


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """The book as one text, a line a paragraph; tables of contents stand outside the order and are left out."""
    with opened(stream, "EPUB book", config) as package:
        main = _main(package)
        book = package.xml(main)
        items = {item.get("id", ""): item for item in book.iter(f"{_OPF}item")}
        texts: list[Decoded] = []
        for reference in book.iter(f"{_OPF}itemref"):
            item = items.get(reference.get("idref", ""))
            if item is None or reference.get("linear") == "no" or "nav" in item.get("properties", "").split():
                continue
            if item.get("media-type") in _PAGES:
                texts.append(_chapter(package.data(resolved(main, unquote(item.get("href", "")))), config))
        metadata = _metadata(book)
    whole = "\n".join(found.text for found in texts if found.text)
    broken = tuple(pair for found in texts for pair in found.broken)
    yield Raw(whole, metadata=metadata, told_by="book", left_out=broken, read_as="epub")


def _main(package: Package) -> str:
    for element in package.xml(_CONTAINER).iter():
        if element.tag.endswith("}rootfile") and element.get("full-path"):
            return str(element.get("full-path"))
    raise RefusedError("is no EPUB book (it names no content)")


def _chapter(data: bytes, config: Read) -> Decoded:
    if not data.strip():
        return Decoded("", "")
    found = decoded(data, config.encoding)
    tree = _markup.parsed(found.text)
    _markup.unwrap(tree)
    return found._replace(text=_markup.lines(tree))


def _metadata(book: object) -> Fields:
    found: dict[str, str] = {}
    for element in book.iter():  # type: ignore[attr-defined]
        field = _FIELDS.get(str(element.tag).removeprefix(_DC)) if str(element.tag).startswith(_DC) else None
        if field and (value := " ".join((element.text or "").split())):
            found.setdefault(field, value)
    return tuple(found.items())
