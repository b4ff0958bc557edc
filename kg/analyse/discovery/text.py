"""The sentences of a build as one array of characters, with what stands around each of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.analyse.discovery import words

Codes = NDArray[np.uint16]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int32]

SEPARATOR: Final = ord("、")
"""The code of what separates the members of a name, 、 and ， alike, so that its writings count together."""

BLANKS: Final = frozenset(" \u3000\n\r\t\u00a0")
"""What is left out of the text: it may stand anywhere in a name."""

_PADDING: Final = 64
_OTHER: Final = 0xFFFD

SENTENCES: Final = """
select s.document, s.index, s.start, s."end", s.text
from sentences s join documents d on d.id = s.document
where s.role in ('body', 'heading') and {dates}
order by s.document, s.index
"""

CUT: Final = """
with rows as (
  select s.document, s.index, s.start, s."end", row_number() over (order by s.document, s.index) - 1 as row
  from sentences s join documents d on d.id = s.document
  where s.role in ('body', 'heading') and {dates}
)
select r.row, m.start - r.start as start, least(m."end", r."end") - r.start as "end", m.canonical, m.kind
from rows r join mentions m on m.document = r.document and m.sentence = r.index join nodes n on n.id = m.entity
where {which}
order by r.row, m.start
"""

KNOWN: Final = "(m.type <> 'SLOGAN' or n.known)"
NEW: Final = "(m.type = 'SLOGAN' and not n.known)"


@dataclass(frozen=True)
class Text:
    """Characters without blanks, in the order of the sentences; all arrays but the last three are a cell a character.

    `raw`: UTF-16 codes. `codes`: those of Chinese characters, `SEPARATOR`, and 0 for all that no name goes across:
    other marks, and whatever the extractor found a known name in. `opened`, `closed`: a quotation mark stands just
    before, here. `governed`: a verb that takes formulations stands just before. `headed`: a noun for them begins here.
    `starts`: where each sentence begins; `document`: the number of its document; `keys`: (document id, index).
    """

    raw: Codes
    codes: Codes
    opened: Flags
    closed: Flags
    governed: Flags
    headed: Flags
    starts: Ints
    document: Ints
    keys: list[tuple[str, int]]

    def sentences(self, positions: Ints) -> Ints:
        """The numbers of the sentences in which these characters stand."""
        return (np.searchsorted(self.starts, positions, side="right") - 1).astype(np.int32)

    def slice(self, start: int, end: int) -> str:
        """The characters from `start` to `end`."""
        return self.raw[start:end].tobytes().decode("utf-16-le", "replace")


@dataclass(frozen=True)
class Marked:
    """Places where the extractor found a name that no lexicon has: position and length in the text, canonical name."""

    start: int
    length: int
    name: str
    kind: str


def load(tables: Any, *, since: str = "", until: str = "") -> tuple[Text, list[Marked]]:
    """The text of a build's documents dated `since`–`until` (ISO, of any precision), and its new names as marked.

    With a bound, undated documents are left out.
    """
    dates, params = _bounds(since, until)
    con = getattr(tables, "con", tables)
    characters, sizes, keys = _characters(con.sql(SENTENCES.format(dates=dates), params=params or None))
    bases = np.array([0, *accumulate(sizes)], np.int64)
    kept = ~np.isin(characters, words.codes(BLANKS))
    kept[bases[1:] - 1] = True
    places = np.cumsum(kept, dtype=np.int32) - kept
    cut = np.zeros(len(characters), np.bool_)
    for row, start, end, _, _ in con.sql(CUT.format(dates=dates, which=KNOWN), params=params or None).fetchall():
        cut[bases[row] + start : bases[row] + end] = True
    marked = []
    for row, start, end, name, kind in con.sql(CUT.format(dates=dates, which=NEW), params=params or None).fetchall():
        first, last = int(places[bases[row] + start]), int(places[bases[row] + end])
        marked.append(Marked(first, last - first, name, kind))
    starts = np.append(places, 0)[bases[:-1]].astype(np.int32)
    return _text(characters[kept], cut[kept], starts, keys), marked


def _bounds(since: str, until: str) -> tuple[str, list[str]]:
    """The condition on the date, and its parameters; a bound that is only a year or month holds all of it."""
    bounds = {
        "substr(d.date || '-99-99', 1, 10) >= ?": since,
        f"substr(d.date, 1, {len(until)}) <= ?": until,
    }
    given = {condition: date for condition, date in bounds.items() if date}
    return " and ".join(["d.date <> ''", *given] if given else ["true"]), list(given.values())


def _characters(rows: Any) -> tuple[Codes, list[int], list[tuple[str, int]]]:
    """The characters of the sentences, each with a line break after it; their sizes; document and index of each."""
    pieces: list[Codes] = []
    sizes: list[int] = []
    keys: list[tuple[str, int]] = []
    for batch in rows.to_arrow_reader(20_000):
        texts = batch.column("text").to_pylist()
        wide = np.frombuffer(("\n".join(texts) + "\n").encode("utf-32-le", "replace"), np.uint32)
        pieces.append(np.where(wide > 0xFFFF, _OTHER, wide).astype(np.uint16))
        sizes += [len(text) + 1 for text in texts]
        keys += zip(batch.column("document").to_pylist(), batch.column("index").to_pylist(), strict=True)
    pieces.append(np.zeros(0, np.uint16))
    return np.concatenate(pieces), sizes, keys


def _text(raw: Codes, cut: Flags, starts: Ints, keys: list[tuple[str, int]]) -> Text:
    """The text with what stands around each character."""
    raw = np.append(raw, np.zeros(_PADDING, np.uint16))
    cut = np.append(cut, np.ones(_PADDING, np.bool_))
    chinese = (raw >= 0x4E00) & (raw <= 0x9FFF)
    codes = np.where(chinese, raw, np.uint16(0))
    codes[np.isin(raw, words.codes("、，"))] = SEPARATOR
    codes[cut] = 0
    closed = np.isin(raw, words.codes("”’」』"))
    opened = _after(np.isin(raw, words.codes("“‘「『")), 1)
    verbs = _after(_pairs(raw, words.GOVERNING), 2)
    heads = _pairs(raw, words.HEADS)
    governed = verbs | (opened & _after(verbs, 1))
    headed = heads | (closed & np.append(heads[1:], False))
    numbers: dict[str, int] = {}
    document = np.array([numbers.setdefault(id, len(numbers)) for id, _ in keys], np.int32)
    return Text(raw, codes, opened, closed, governed, headed, starts, document, keys)


def _after(flags: Flags, step: int) -> Flags:
    """Whether the flag stands `step` characters before."""
    return np.append(np.zeros(step, np.bool_), flags[:-step])


def _pairs(raw: Codes, words_of_two: frozenset[str]) -> Flags:
    """Whether one of the words, of two characters each, begins here."""
    keys = np.array([ord(word[0]) << 16 | ord(word[1]) for word in sorted(words_of_two)], np.uint32)
    pairs = raw.astype(np.uint32) << 16
    pairs[:-1] |= raw[1:]
    return np.isin(pairs, keys)
