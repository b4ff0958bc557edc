"""The texts with their mentions, document by document: what annotation tools and taggers read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from kg.analyse._rows import records, rows
from kg.records import Mention, Sentence

RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
"""Names that Windows keeps for itself."""

LONGEST: Final = 120
"""Bytes of a file name without its ending; file systems take 255."""

SENTENCES: Final = """
select document, index, paragraph, start, "end", role, level, section from sentences where document = ? order by index
"""


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
    """All documents, by source and id; one at a time in memory."""
    listed = rows(tables, "select id, source, title, date from documents order by source, id")
    for id, source, title, date in listed:
        ((text,),) = rows(tables, "select text from documents where id = ?", [id])
        sentences = tuple(Sentence(*row) for row in rows(tables, SENTENCES, [id]))
        found = records(tables, 'select * from mentions where document = ? order by start, "end", entity', [id])
        yield Text(id, source, title, date, text, sentences, tuple(Mention(**row) for row in found))


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
