"""The texts with their mentions, document by document: what annotation tools and taggers read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.analyse._rows import records, rows
from kg.records import Mention, Sentence
from kg.tables.query import literal

RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
"""Names that Windows keeps for itself."""

LONGEST: Final = 120
"""Bytes of a file name without its ending; file systems take 255."""

TOGETHER: Final = 256
"""Documents that are asked for together: a query looks through whole parts, for one document or for many."""

BYTES: Final = 1 << 22
"""UTF-8 bytes of text that are asked for together: with their sentences and mentions they take some ten times as much."""

LISTED: Final = "select id, source, title, date, strlen(text) from documents order by source, id"

SENTENCES: Final = """
select document, index, paragraph, start, "end", role, level, section from sentences where document in ({ids})
order by document, index
"""

MENTIONS: Final = 'select * from mentions where document in ({ids}) order by document, start, "end", entity'


@dataclass(frozen=True, slots=True)
class Text:
    """A document with its sentences and mentions, in the order of the text."""

    id: str
    source: str
    title: str
    date: str
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]


def texts(tables: Any) -> Iterator[Text]:
    """All documents, by source and id; some hundred at a time in memory, or fewer where they are long."""
    together: list[tuple[str, str, str, str]] = []
    size = 0
    for *about, length in rows(tables, LISTED):
        together.append(tuple(about))
        size += length
        if len(together) >= TOGETHER or size >= BYTES:
            yield from _texts(tables, together)
            together, size = [], 0
    if together:
        yield from _texts(tables, together)


def _texts(tables: Any, listed: Sequence[tuple[str, str, str, str]]) -> Iterator[Text]:
    """These documents (id, source, title, date), in their order."""
    ids = ", ".join(literal(id) for id, *_ in listed)
    contents = dict(rows(tables, f"select id, text from documents where id in ({ids})"))
    sentences: dict[str, list[Sentence]] = {}
    for row in rows(tables, SENTENCES.format(ids=ids)):
        sentences.setdefault(row[0], []).append(Sentence(*row))
    mentions: dict[str, list[Mention]] = {}
    for found in records(tables, MENTIONS.format(ids=ids)):
        mentions.setdefault(found["document"], []).append(Mention(**found))
    for id, source, title, date in listed:
        yield Text(id, source, title, date, contents[id], tuple(sentences.get(id, ())), tuple(mentions.get(id, ())))


def file_names(names: Iterable[str]) -> list[str]:
    """A file name for each name, in order, that every system takes, different also where case does not count.

    What cannot stand in a file name, or in a link of a note, becomes a blank; what is too long is cut. Where two names
    become one, or one had to be changed, a hash of the name as it was tells them apart.

    >>> file_names(["四个意识", "a/b", "con", ""])
    ['四个意识', 'a b c14cddc0', 'con_ 1143da2b', 'e3b0c442']
    """
    used: set[str] = set()
    found = []
    for name in names:
        safe = _safe(name)
        if safe != name or not safe or safe.casefold() in used:
            digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            safe = f"{safe} {digest}".strip()
        used.add(safe.casefold())
        found.append(safe)
    return found


def _safe(name: str) -> str:
    plain = unicodedata.normalize("NFC", name)
    plain = "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else " " for c in plain
    )
    plain = " ".join(re.sub(r'[\\/:*?"<>|#^\[\]%]', " ", plain).split())
    plain = plain.encode()[:LONGEST].decode(errors="ignore").strip(" .")
    return plain + "_" if plain.split(".")[0].casefold() in RESERVED else plain
