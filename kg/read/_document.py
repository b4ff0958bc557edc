"""A text and what is said of it → a document, each field with where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from kg.config import Read
from kg.errors import InputError
from kg.read._contents import Found
from kg.read._metadata import IN_TEXT, arranged
from kg.read._source import Fault, Fields, Raw, Told, sound
from kg.read.head import foot, head, sole_day
from kg.records import Document

_GIVEN: Final = Raw("")
"""What a text has that comes from no file: nothing."""

DAY: Final = len("2021-10-13")
"""Characters of a date that is a whole day."""


def document(text: str, *, source: str = "", **metadata: str) -> Document:
    """The document of a text. `metadata` fills the fields of its name, after `arranged`; others go to `extra`.

    >>> document("增强“四个意识”。", source="a.txt", date="2021年10月").date
    '2021-10'
    """
    said = Told("given", tuple(metadata.items()))
    return _document(text, text.encode("utf-8", "surrogatepass"), source, (said,))


def checked(found: Found | Fault, source: str, config: Read) -> Document | InputError:
    """The document of a text that was found in a file, which can be stored as UTF-8; or why there is none."""
    key = found.key if isinstance(found, Fault) else found.raw.key
    name = f"{source}#{sound(key)}" if key else source
    if isinstance(found, Fault):
        return InputError(name, found.reason, passing=found.passing, remark=found.remark)
    raw = found.raw
    if not raw.text or raw.text.isspace():
        return InputError(name, "holds nothing but white space")
    if len(raw.text) > config.max_characters:
        return InputError(name, f"is longer than {config.max_characters} characters (setting read.max_characters)")
    if "\x00" in raw.text:
        return InputError(name, "is binary (it holds NUL characters)")
    text, data = _sound(raw.text)
    return _document(text, data, name, found.told, raw)


def _sound(text: str) -> tuple[str, bytes]:
    """The text without lone surrogates, and its bytes; long texts are encoded once."""
    try:
        return text, text.encode()
    except UnicodeEncodeError:
        text = sound(text)
        return text, text.encode()


def _document(text: str, data: bytes, source: str, said: Iterable[Told], raw: Raw = _GIVEN) -> Document:
    here = head(text)
    said = (*said, Told("head", here))
    if not any(name == "date" for told in said for name, _ in told.fields):
        said = (*said, Told("foot", foot(text)))
    known, extra, origins = arranged(*said, Told("file properties", raw.properties))
    if other := _other_day(known.get("date", ""), here, text):
        extra, origins = _told(extra, other), _told(origins, "head")
    if raw.read_as:
        origins = (*origins, ("text", sound(raw.read_as)))
    left: dict[str, list[str]] = {}
    for where, what in raw.left_out:
        left.setdefault(sound(where), []).append(sound(what))
    return Document(
        id=f"doc:{hashlib.sha256(data).hexdigest()[:16]}",
        source=source,
        text=text,
        extra=extra,
        origins=origins,
        left_out=tuple((where, "\n".join(what)) for where, what in left.items()),
        **known,
    )


def _told(fields: Fields, value: str) -> Fields:
    """The fields with the day in the text, or who says it; a table of such documents may have a column of that name."""
    return (*(field for field in fields if field[0] != IN_TEXT), (IN_TEXT, value))


def _other_day(taken: str, here: Fields, text: str) -> str:
    """The day that the head of a text gives beyond doubt, where the one taken for its date is another; else ""."""
    told = dict(here).get("date", "")
    differ = len(told) == len(taken) == DAY and told != taken
    return told if differ and sole_day(text) == told else ""
