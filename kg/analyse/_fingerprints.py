"""Texts as letters and hashes: what finding copies needs, vectorised and the same everywhere.

Marks and blanks do not count, traditional characters count as simplified ones. Of every run of letters a hash is made;
of the hashes in every window the smallest is kept (winnowing: Schleimer, Wilkerson and Aiken 2003, Winnowing: Local
Algorithms for Document Fingerprinting, SIGMOD), so that any passage of `RUN + WINDOW - 1` letters that two texts share
leaves a hash in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN: Final = 8
"""Letters hashed together."""

WINDOW: Final = 8
"""Hashes of which one is kept."""

BODIES: Final = """
select d.id, d.source, d.date, d.title, s.start, s.text from documents d join sentences s on s.document = d.id
where s.role in ('body', 'heading') order by d.id, s.index
"""


@dataclass(frozen=True)
class Letters:
    """The letters of a document's body: their code points, and where each stands in the document's text."""

    document: str
    source: str
    date: str
    title: str
    codes: NDArray[np.uint32]
    offsets: NDArray[np.int64]

    @cached_property
    def prints(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The hashes kept and the letters at which they begin, in the order of the text."""
        return winnowed(hashes(self.codes))

    @property
    def rank(self) -> tuple[str, str, str]:
        """By which the earlier of two documents is told: its date, undated ones last, its source, its id."""
        return self.date or "9", self.source, self.document


def letters(tables: Any) -> list[Letters]:
    """All documents that have a body, in the order of date, source and id."""
    import numpy as np

    found: dict[tuple[str, str, str, str], tuple[list[str], list[NDArray[np.int64]]]] = {}
    for *about, start, text in rows(tables, BODIES):
        texts, places = found.setdefault(tuple(about), ([], []))
        kept = [index for index, character in enumerate(text) if character.isalnum()]
        texts.append("".join(text[index] for index in kept))
        places.append(np.asarray(kept, dtype=np.int64) + start)
    made = [Letters(*about, codes(texts), np.concatenate(places)) for about, (texts, places) in found.items()]
    return sorted((item for item in made if len(item.codes)), key=lambda item: item.rank)


def codes(texts: list[str]) -> NDArray[np.uint32]:
    """The code points of texts, one after another, simplified and in small letters where that keeps the length."""
    import numpy as np

    from kg.clean import normalise

    whole = normalise("".join(texts))
    small = whole.lower()
    encoded = (small if len(small) == len(whole) else whole).encode("utf-32-le", errors="surrogatepass")
    return np.frombuffer(encoded, dtype=np.uint32)


def hashes(values: NDArray[np.uint32], run: int = RUN) -> NDArray[np.uint64]:
    """The hash of every run of letters, in order; of a text shorter than a run, the one of it all.

    >>> import numpy as np
    >>> one = hashes(np.array([1, 2, 3, 1, 2], dtype=np.uint32), run=2)
    >>> len(one), bool(one[0] == one[3]), bool(one[0] == one[1])
    (4, True, False)
    """
    import numpy as np

    size = min(run, len(values))
    count = len(values) - size + 1
    result = np.zeros(count, dtype=np.uint64)
    for step in range(size):
        result = result * np.uint64(0x100000001B3) + values[step : step + count]
    # Mixed as in SplitMix64, so that the smallest hash is any run's, not that of the smallest letters.
    result = (result ^ (result >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    result = (result ^ (result >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return result ^ (result >> np.uint64(31))


def winnowed(values: NDArray[np.uint64], window: int = WINDOW) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The smallest hash of every window, each place once; among equals the last of the window."""
    import numpy as np

    if len(values) <= window:
        places = np.asarray([len(values) - 1 - int(np.argmin(values[::-1]))], dtype=np.int64)
    else:
        view = np.lib.stride_tricks.sliding_window_view(values, window)
        least = window - 1 - np.argmin(view[:, ::-1], axis=1)
        places = np.unique(np.arange(len(least), dtype=np.int64) + least)
    return values[places], places
