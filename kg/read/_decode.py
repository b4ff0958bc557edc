"""Bytes → text: byte order mark, strict UTF-8, strict GB18030, strict Big5, then a guess.

A text with a few bytes that are none of its encoding is read with these replaced and named.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from itertools import islice
from typing import Final, NamedTuple

from kg.read._source import Fields, RefusedError

BOMS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHINESE: Final = ("gb18030", "cp950")
"""What Chinese texts were written in before Unicode, on the mainland and, as Windows writes Big5, elsewhere."""

BROKEN: Final = "bytes that are no"
"""How the name of what was replaced begins; the encoding follows."""

GUESSED: Final = "(a guess)"

SHOWN: Final = 20
"""Places that are named one by one."""

_FEW: Final = 100
_FEW_UTF8: Final = 3
"""For each broken byte there must be so many characters in all, or so many that are plainly of UTF-8."""

_SAMPLE: Final = 1 << 16
"""Bytes that tell whether a text may be UTF-8 at all."""

_ESCAPED: Final = re.compile("[\udc80-\udcff]+")
_UTF8_ONLY: Final = re.compile("[\u0800-\ufffc\U00010000-\U0010ffff]")
"""Characters that UTF-8 writes in three bytes or four, which texts in other encodings hardly ever look like."""

_MAGIC: Final = {
    b"%PDF-": "PDF",
    b"{\\rtf": "RTF",
    b"PK\x03\x04": "ZIP or Office",
    b"\xd0\xcf\x11\xe0": "old Office",
    b"\x1f\x8b": "gzip",
}


def mark(data: bytes) -> str:
    """The encoding that a byte order mark names, or ""."""
    return _begun(data, BOMS)


def _begun(data: bytes, beginnings: Mapping[bytes, str]) -> str:
    """The name of the first of these that the data begins with, or ""; hardly any line begins with one."""
    if not data.startswith(tuple(beginnings)):
        return ""
    return next(name for beginning, name in beginnings.items() if data.startswith(beginning))


class Decoded(NamedTuple):
    """A text, the name of its encoding (one that was guessed is called so), and the bytes that are none of it.

    These stand as U+FFFD in the text; `broken` is of the form of `Raw.left_out`.
    """

    text: str
    encoding: str
    broken: Fields = ()


def decode(data: bytes, encoding: str = "", *, declared: str = "") -> str:
    """The text of `data`, every line end left as it is; a byte order mark is not part of the text.

    `encoding` (a setting) overrides; `declared` (what the file says of itself) comes after strict UTF-8.
    Raises `RefusedError` for bytes that are no text.

    >>> decode("政治意识".encode("gb18030"))
    '政治意识'
    """
    return decoded(data, encoding, declared=declared).text


def decoded(data: bytes, encoding: str = "", *, declared: str = "") -> Decoded:
    """The same with the name of the encoding; a few bytes that are none of it are replaced and named.

    >>> decoded("政治意识".encode("gb18030")).encoding
    'gb18030'
    >>> decoded("增强“四个意识”".encode() + b"\\xff").broken
    (('bytes that are no utf-8', 'ff after “四个意识”'),)
    """
    if kind := _begun(data, _MAGIC):
        raise RefusedError(f"is no text but a {kind} file")
    if encoding:
        return _named(data, encoding)
    named = mark(data)
    if named:
        return _named(data, named)
    if b"\x00" in data:
        raise RefusedError("is binary (it holds NUL bytes)")
    return _unmarked(data, declared)


def _named(data: bytes, encoding: str) -> Decoded:
    """The text in an encoding that is known; raises `RefusedError` where more than a few bytes are none of it."""
    try:
        return Decoded(data.decode(encoding), encoding)
    except LookupError:
        raise RefusedError(f"unknown encoding {encoding!r}") from None
    except UnicodeError:
        found, broken = _mended(data, encoding)
    if broken * _FEW > len(found.text) and not (encoding.startswith("utf-8") and _is_utf8(found.text, broken)):
        raise RefusedError(f"is not {encoding} throughout")
    return found


def _unmarked(data: bytes, declared: str) -> Decoded:
    """Strict readings first; but what is UTF-8 save for a few bytes would be other characters in the others."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        sample, broken = _mended(data[:_SAMPLE], "utf-8")
    if _is_utf8(sample.text, broken):
        found, broken = _mended(data, "utf-8")
        if _is_utf8(found.text, broken):
            return found
    for encoding in (declared, *_CHINESE):
        try:
            text = data.decode(encoding) if encoding else ""
        except (UnicodeError, LookupError):
            continue
        if text and (encoding not in _CHINESE or _plausible(text)):
            return Decoded(text, encoding)
    for encoding in _CHINESE:
        found, broken = _mended(data, encoding)
        if broken * _FEW <= len(found.text) and _plausible(found.text):
            return found
    return _guess(data)


def _is_utf8(text: str, broken: int) -> bool:
    return broken * _FEW_UTF8 <= len(text) - len(_UTF8_ONLY.sub("", text))


def _mended(data: bytes, encoding: str) -> tuple[Decoded, int]:
    """The text with U+FFFD for each byte that is none of the encoding, and how many these are."""
    try:
        escaped = data.decode(encoding, "surrogateescape")
    except UnicodeError:
        # in units of two or four bytes
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        return Decoded(text, encoding, ((f"{BROKEN} {encoding}", f"in {broken} places"),)), broken
    text = _ESCAPED.sub(_replaced, escaped)
    broken = len(escaped) - len(_ESCAPED.sub("", escaped))
    places = [_place(escaped, match) for match in islice(_ESCAPED.finditer(escaped), SHOWN + 1)]
    places[SHOWN:] = [f"and others, {broken} bytes in all"] if len(places) > SHOWN else []
    return Decoded(text, encoding, tuple((f"{BROKEN} {encoding}", place) for place in places)), broken


def _replaced(match: re.Match[str]) -> str:
    return "\ufffd" * len(match[0])


def _place(text: str, match: re.Match[str]) -> str:
    """The bytes in hexadecimal and what stands before them."""
    before = _ESCAPED.sub(_replaced, text[max(0, match.start() - 6) : match.start()]).split("\n")[-1]
    shown = match[0].encode("ascii", "surrogateescape").hex(" ")
    return f"{shown} after {before}" if before.strip() else f"{shown} at the beginning of a line"


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


def _guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    # a megabyte tells the encoding as well as a gigabyte
    found = from_bytes(data[: 1 << 20]).best()
    if found is None:
        raise RefusedError("is no text in an encoding that could be told")
    text, encoding, broken = _named(data, found.encoding)
    return Decoded(text, f"{encoding} {GUESSED}", broken)
