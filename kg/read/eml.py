"""E-mail (.eml): the letter as one text, its attachments as files within it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from kg.config import Read
from kg.read import _markup
from kg.read._apart import apart
from kg.read._decode import Decoded, decoded
from kg.read._source import Fields, Member, Raw, RefusedError, everything, told
from kg.read.html import charset

if TYPE_CHECKING:
    from email.message import EmailMessage

_NO_TEXT: Final = ("image", "audio", "video", "font")


def message(data: bytes) -> EmailMessage:
    """A message in MIME; raises `RefusedError` where its parts nest too deeply."""
    import email
    from email.policy import default

    try:
        return email.message_from_bytes(data, policy=default)
    except RecursionError:
        raise RefusedError("has parts nested too deeply") from None


def read(stream: BinaryIO, config: Read) -> Iterator[Raw | Member]:
    """The letter, plain where it is sent in both writings, then each attachment; pictures are named, not read."""
    yield from apart(_read, everything(stream, config.max_bytes), config)


def _read(data: bytes, config: Read) -> list[Raw | Member]:
    letter = message(data)
    left: list[tuple[str, str]] = []
    members: list[Member] = []
    for number, part in enumerate(_attachments(letter), start=1):
        name = part.get_filename() or f"attachment {number}"
        if part.get_content_maintype() in _NO_TEXT:
            left.append(("attachments that are no text", name))
        else:
            members.append(Member(name, _content(part)))
    body = letter.get_body(("plain", "html"))
    if body is not None:
        text, encoding, broken = _text(cast("EmailMessage", body), config)
        if text.strip():
            fields = _headers(letter)
            mail = Raw(text, "", fields, "mail header", left_out=(*broken, *left), read_as=f"e-mail, {encoding}")
            return [mail, *members]
    return [*members]


def _attachments(letter: EmailMessage) -> Iterator[EmailMessage]:
    try:
        yield from letter.iter_attachments()
    except (AttributeError, KeyError, ValueError, TypeError) as error:
        raise RefusedError(f"is a damaged message: {told(error)}") from None


def _content(part: EmailMessage) -> bytes:
    """The bytes of a part; a letter within the letter as it stands there."""
    from email.message import EmailMessage

    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        return (
            b"".join(each.as_bytes() for each in inner if isinstance(each, EmailMessage))
            if isinstance(inner, list)
            else b""
        )
    return part.get_payload(decode=True) or b""  # type: ignore[return-value]


def _text(body: EmailMessage, config: Read) -> Decoded:
    data = body.get_payload(decode=True) or b""
    if not isinstance(data, bytes) or not data:
        return Decoded("", "")
    found = decoded(data, config.encoding, declared=charset(body.get_content_charset() or ""))
    if body.get_content_subtype() == "html":
        tree = _markup.parsed(found.text)
        _markup.unwrap(tree)
        return found._replace(text=_markup.lines(tree))
    return found


def _headers(letter: EmailMessage) -> Fields:
    """Subject and day as title and date; sender and receiver besides."""
    from email.utils import parsedate_to_datetime

    pairs = {"title": "subject", "sender": "from", "receiver": "to"}
    found = [(name, " ".join(str(letter.get(header, "")).split())) for name, header in pairs.items()]
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        found.append(("date", parsedate_to_datetime(str(letter.get("date", ""))).date().isoformat()))
    return tuple((name, value) for name, value in found if value)
