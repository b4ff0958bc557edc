"""Web archives (.mhtml): the page in them, without its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.config import Read
from kg.read import html
from kg.read._apart import apart
from kg.read._source import Raw, RefusedError, everything
from kg.read.eml import message


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """The first page of the archive as one text; raises `RefusedError` where there is none."""
    yield apart(_read, everything(stream, config.max_bytes), config)


def _read(data: bytes, config: Read) -> Raw:
    for part in message(data).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page:
                return html.page(page, config, declared=part.get_content_charset() or "")
    raise RefusedError("is a web archive without a page")
