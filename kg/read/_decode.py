"""Bytes → text: byte order mark, strict UTF-8, strict GB18030, strict Big5, then a guess."""

from __future__ import annotations

import codecs
from itertools import islice
from typing import Final

from kg.read._source import RefusedError

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE: Final = ("gb18030", "cp950")
"""What Chinese texts were written in before Unicode, on the mainland and, as Windows writes Big5, elsewhere."""

_MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"\x1f\x8b", "gzip"),
)


def mark(data: bytes) -> str:
    """The encoding that a byte order mark names, or ""."""
    return next((name for bom, name in BOMS if data.startswith(bom)), "")


def decode(data: bytes, encoding: str = "", *, declared: str = "") -> str:
    """The text of `data`, every line end left as it is; a byte order mark is not part of the text.

    `encoding` (a setting) overrides; `declared` (what the file says of itself) comes after strict UTF-8.
    Raises `RefusedError` for bytes that are no text.

    >>> decode("政治意识".encode("gb18030"))
    '政治意识'
    """
    return decoded(data, encoding, declared=declared)[0]


def decoded(data: bytes, encoding: str = "", *, declared: str = "") -> tuple[str, str]:
    """The same, and the name of the encoding; one that was guessed is called so.

    >>> decoded("政治意识".encode("gb18030"))[1]
    'gb18030'
    """
    kind = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    if kind:
        raise RefusedError(f"is no text but a {kind} file")
    if encoding:
        return _strict(data, encoding), encoding
    named = mark(data)
    if named:
        return _strict(data, named), named
    if b"\x00" in data:
        raise RefusedError("is binary (it holds NUL bytes)")
    return _unmarked(data, declared)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise RefusedError(f"unknown encoding {encoding!r}") from None
    except UnicodeError:
        raise RefusedError(f"is not {encoding} throughout") from None
    return text


def _unmarked(data: bytes, declared: str) -> tuple[str, str]:
    for encoding in ("utf-8", declared, *_CHINESE):
        try:
            text = data.decode(encoding) if encoding else ""
        except (UnicodeError, LookupError):
            continue
        if text and (encoding not in _CHINESE or _plausible(text)):
            return text, encoding
    return _guess(data)


def _plausible(text: str) -> bool:
    """Whether a text reads as Chinese: few of its first thousand foreign characters are rare ones.

    GB18030 accepts nearly any bytes, so Big5 or Latin-1 text comes out of it as rare characters and private ones; of the
    bytes that Big5 accepts it is much the same.
    """
    foreign = list(islice((character for character in text if character > "\x7f"), 1000))
    return sum(map(_rare, foreign)) <= 0.1 * len(foreign)


def _rare(character: str) -> bool:
    """Neither punctuation, nor among the characters that simplified or traditional text uses."""
    if character < "\u3400":
        return "\x80" <= character < "\xa0"
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        return False
    try:
        return character.encode("big5")[0] >= 0xC9
    except UnicodeEncodeError:
        return True


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    # a megabyte tells the encoding as well as a gigabyte
    found = from_bytes(data[: 1 << 20]).best()
    if found is None:
        raise RefusedError("is no text in an encoding that could be told")
    return _strict(data, found.encoding), f"{found.encoding} (a guess)"
