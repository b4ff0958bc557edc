"""Plain text and Markdown: the file is the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.config import Read
from kg.read._decode import decode
from kg.read._source import Raw, everything


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text, every character and line end of the decoded file kept."""
    yield Raw(decode(everything(stream, config.max_bytes), config.encoding))
