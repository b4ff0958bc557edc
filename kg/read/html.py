"""HTML: the main text of a page, as trafilatura finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.config import Read
from kg.errors import MissingExtra
from kg.read._decode import decode
from kg.read._source import Raw, RefusedError, everything

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_GBK: Final = ("gb2312", "gbk", "x-gbk", "gb_2312-80")
_META: Final = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "date",
    "publishdate": "date",
    "article:published_time": "date",
    "contentsource": "publisher",
}
"""What <meta> names say; the names are those of Chinese government sites and of Open Graph."""


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text: the page's main text without menus and furniture, a line a paragraph.

    Offsets of what is found are into this text. Raises `MissingExtra` without the extra `formats`.
    """
    try:
        import trafilatura
        from lxml import html
    except ImportError:
        raise MissingExtra("trafilatura", "formats") from None
    data = everything(stream, config.max_bytes)
    page = _unprefixed(decode(data, config.encoding, declared=_declared(data)))
    try:
        tree = html.document_fromstring(page)
    except (ValueError, html.etree.ParserError) as error:
        raise RefusedError(f"is no HTML page: {error}") from None
    metadata = _metadata(tree)
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
    if not text:
        # what trafilatura takes for no article at all (a bare fragment) is taken whole
        text = _whole(tree)
    yield Raw(text, metadata=metadata)


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    return "gb18030" if name in _GBK else name


def _unprefixed(page: str) -> str:
    """The page without its XML declaration, which lxml refuses in decoded text."""
    return re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", page)


def _metadata(tree: HtmlElement) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        field = _META.get((meta.get("name") or meta.get("property") or "").lower())
        if field and meta.get("content"):
            found.setdefault(field, " ".join(meta.get("content").split()))
    title = " ".join((tree.findtext(".//title") or "").split())
    if title:
        found.setdefault("title", title)
    return tuple(found.items())


def _whole(tree: HtmlElement) -> str:
    for element in list(tree.iter("script", "style", "noscript", "head")):
        element.drop_tree()
    lines = (" ".join(line.split()) for line in tree.itertext())
    return "\n".join(line for line in lines if line)
