"""Markup → lines: parsed pages as the paragraphs that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from kg.errors import MissingExtra
from kg.read._source import RefusedError, told

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS: Final = frozenset(
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul"
    .split()
)  # fmt: skip
_UNSEEN: Final = frozenset("head script style noscript template iframe object svg math rt rp select textarea".split())
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_WRAPPED: Final = re.compile(r"[ \t]*[\r\n]+[ \t\r\n]*")
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]")


def parsed(page: str) -> HtmlElement:
    """The tree of a page; raises `RefusedError` for none, `MissingExtra` without the extra `formats`."""
    try:
        from lxml import html
    except ImportError:
        raise MissingExtra("lxml", "formats") from None
    try:
        # lxml refuses a declaration in decoded text
        return html.document_fromstring(_DECLARATION.sub("", page))
    except (ValueError, html.etree.ParserError, AssertionError) as error:
        raise RefusedError(f"is no HTML page: {told(error)}") from None


def unwrap(tree: HtmlElement) -> None:
    """Take out line breaks of the source between two Chinese characters, which would be read as spaces."""
    for element in tree.iter():
        if element.tag != "pre":
            element.text = _unwrapped(element.text)
        element.tail = _unwrapped(element.tail)


def _unwrapped(text: str | None) -> str | None:
    return _WRAPPED.sub(_joint, text) if text and ("\n" in text or "\r" in text) else text


def _joint(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    between = start > 0 and end < len(text) and _WIDE.match(text, start - 1) and _WIDE.match(text, end)
    return "" if between else " "


def lines(tree: HtmlElement) -> str:
    """The text that is seen, a line a block; white space as a browser shows it."""
    pieces = "".join(_pieces(tree)).split("\n")
    return "\n".join(line for line in (" ".join(piece.split()) for piece in pieces) if line)


def _pieces(tree: Any) -> Iterator[str]:
    """Texts with "\n" at the edges of blocks; the walk is a loop, for pages nest as deep as they like."""
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        block = "\n" if tag in _BLOCKS else ""
        if leaving:
            yield block
            yield " ".join((element.tail or "").split("\n")) if element is not tree else ""
            continue
        stack.append((element, True))
        if tag and tag not in _UNSEEN:
            yield block + " ".join((element.text or "").split("\n"))
            stack.extend((child, False) for child in reversed(element))
