"""HTML: the main text of a page, as trafilatura finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.config import Read
from kg.errors import MissingExtra
from kg.read import _markup
from kg.read._apart import apart
from kg.read._decode import decoded
from kg.read._source import Raw, text_bytes

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


_LARGE: Final = 256 * 1024
"""Bytes from which a page is read in a process of its own: one of fewer cannot take long, and most are."""


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text: the page's main text without menus and furniture, a line a paragraph.

    Offsets of what is found are into this text. Raises `MissingExtra` without the extra `formats`.
    """
    data = text_bytes(stream, config)
    yield apart(page, data, config) if len(data) > _LARGE else page(data, config)


def page(data: bytes, config: Read, *, declared: str = "") -> Raw:
    """The main text of a page; `declared` is the encoding that is said of it where it is sent."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("trafilatura", "formats") from None
    text, encoding, broken = decoded(data, config.encoding, declared=charset(declared) or _declared(data))
    tree = _markup.parsed(text)
    _markup.unwrap(tree)
    metadata, seen = _metadata(tree), _markup.lines(tree)
    main = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False)
    # what trafilatura takes for no article at all (a bare fragment) is taken whole
    main = _with_repeated(main.split("\n"), seen.split("\n")) if main else seen
    return Raw(main, metadata=metadata, told_by="<meta>", left_out=broken, read_as=f"page, {encoding}")


def _with_repeated(main: list[str], page: list[str]) -> str:
    """The main text with the paragraphs that stand in it more than once, of which trafilatura may keep the first only.

    Where its lines are not those of the page, they stay as they are.

    >>> _with_repeated(["讲话", "甲。", "乙。"], ["首页", "讲话", "讲话", "甲。", "广告", "讲话", "乙。", "相关", "讲话"]).split("\\n")
    ['讲话', '讲话', '甲。', '讲话', '乙。']
    """
    found: list[str] = []
    known: set[str] = set()
    left = iter(main)
    following = next(left, None)
    for line in page:
        if line == following:
            following = next(left, None)
        elif line not in known:
            if following is None:
                break
            continue
        found.append(line)
        known.add(line)
    return "\n".join(main if following is not None else found)


def charset(name: str) -> str:
    """The encoding of that name; pages that say GB2312 use all of GB18030."""
    return "gb18030" if name.lower() in _GBK else name.lower()


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    return charset(match[1].decode("ascii")) if match else ""


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
