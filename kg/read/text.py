"""Plain text and Markdown: the file is the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.config import Read
from kg.read._decode import decoded
from kg.read._source import Raw, text_bytes
from kg.read.head import front_matter


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text, every character and line end of the decoded file kept; front matter is metadata besides."""
    text, encoding, broken = decoded(text_bytes(stream, config), config.encoding)
    about = front_matter(text)
    yield Raw(text, metadata=about, told_by="front matter", left_out=broken, read_as=f"text, {encoding}")
