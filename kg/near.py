"""Texts that are nearly the same: one that was sent twice, with another heading or a few words changed."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from functools import cache
from itertools import chain
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Final

from kg.clean import MASKED, clean

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHINGLE: Final = 5
"""Characters of a shingle."""

SKETCH: Final = 128
"""Hashes kept of a text: the least ones of its shingles."""

SHORTEST: Final = 200
"""Shorter texts are compared for equality only: a form filled in twice is two texts."""

_KEYS: Final = 8
"""The least hashes by which texts are looked up: of two that are near, half are the same."""

_CROWD: Final = 32
"""Texts remembered for one hash: a formula that thousands of texts share is no sign of a copy."""

_SPOOL: Final = 1 << 24
"""Bytes of sketches kept in memory; more are kept in a temporary file, for hardly one in a hundred is looked at again."""

_NO_WORD: Final = re.compile(rf"[\W_{MASKED}]+")


class Near:
    """The texts seen so far, by sketch (bottom-k MinHash; Broder 1997, Cohen and Kaplan 2007).

    Two texts are near where their shingles of five characters overlap by `percent` (Jaccard), estimated from the 128
    least hashes of both with a standard error below 2.5 points at 90 per cent. Boilerplate, punctuation and space do
    not count. In memory a text takes some 300 bytes; on the disk, where there are many, a kilobyte while this is open.
    """

    def __init__(self, percent: int) -> None:
        self._least = percent / 100
        self._sketches = SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - closed when this is left
        self._ends = array("Q", [0])
        self._ids: list[str] = []
        self._holders = _Holders()

    def __enter__(self) -> Near:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sketches.close()

    def earlier(self, text: str, id: str) -> str:
        """The id of the first text that this one is near to, or "" after it has been remembered under `id`."""
        sketch = sketched(text)
        if sketch is None:
            return ""
        keys: list[int] = sketch[:_KEYS].tolist()
        holders = [self._holders.of(key) for key in keys]
        shared = Counter(chain.from_iterable(holders))
        for at in sorted(at for at, count in shared.items() if 2 * count >= len(keys)):
            if similarity(sketch, self._sketch(at)) >= self._least:
                return self._ids[at]
        for key, texts in zip(keys, holders, strict=True):
            if len(texts) < _CROWD:
                self._holders.add(key, len(self._ids))
        self._sketches.seek(self._ends[-1])
        self._sketches.write(sketch.tobytes())
        self._ends.append(self._ends[-1] + sketch.nbytes)
        self._ids.append(id)
        return ""

    def _sketch(self, at: int) -> NDArray[np.uint64]:
        import numpy as np

        self._sketches.seek(self._ends[at])
        return np.frombuffer(self._sketches.read(self._ends[at + 1] - self._ends[at]), np.uint64)


class _Holders:
    """The texts that hold each hash: a chained hash table in arrays, of 25 bytes an entry where a dict takes 280.

    >>> holders = _Holders()
    >>> holders.add(7, 0), holders.add(7, 3), holders.of(7), holders.of(8)
    (None, None, [3, 0], [])
    """

    def __init__(self) -> None:
        self._first = array("I", [0] * 1024)
        """By the hash's lowest digits, the last entry made; no entry has the number 0."""
        self._hashes, self._texts, self._before = array("Q", [0]), array("I", [0]), array("I", [0])

    def of(self, hash: int) -> list[int]:
        """The texts that hold a hash, the last first."""
        found = []
        entry = self._first[hash % len(self._first)]
        while entry:
            if self._hashes[entry] == hash:
                found.append(self._texts[entry])
            entry = self._before[entry]
        return found

    def add(self, hash: int, text: int) -> None:
        """Note that a text holds a hash."""
        if len(self._hashes) > len(self._first):
            self._widen()
        self._hashes.append(hash)
        self._texts.append(text)
        slot = hash % len(self._first)
        self._before.append(self._first[slot])
        self._first[slot] = len(self._before) - 1

    def _widen(self) -> None:
        """Twice as many slots, and the entries chained anew in the same order."""
        self._first = array("I", [0]) * (2 * len(self._first))
        for entry in range(1, len(self._hashes)):
            slot = self._hashes[entry] % len(self._first)
            self._before[entry], self._first[slot] = self._first[slot], entry


def sketched(text: str) -> NDArray[np.uint64] | None:
    """The least hashes of a text's shingles in order, none twice; nothing for a text below `SHORTEST` characters."""
    import numpy as np

    plain = _NO_WORD.sub("", clean(text).text)
    if len(plain) < SHORTEST:
        return None
    codes = np.frombuffer(plain.encode("utf-32-le", "replace"), dtype="<u4").astype(np.uint64)
    hashes = np.convolve(codes, _powers(), "valid")
    # the last steps of MurmurHash3: every bit of the sum tells in every bit of the hash
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(factor)
    hashes ^= hashes >> np.uint64(33)
    most = 4 * SKETCH
    if len(hashes) > most:
        hashes.partition(most)
        hashes = hashes[:most]
    hashes.sort()
    once: NDArray[np.uint64] = hashes[np.append(True, hashes[1:] != hashes[:-1])]
    return once[:SKETCH].copy()  # a view would keep all of them


@cache
def _powers() -> NDArray[np.uint64]:
    """What the characters of a shingle are multiplied with, the last first."""
    import numpy as np

    return np.uint64(0x100000001B3) ** np.arange(SHINGLE, dtype=np.uint64)


def similarity(one: NDArray[np.uint64], two: NDArray[np.uint64]) -> float:
    """The share of shingles that two sketched texts have in common (Jaccard), estimated.

    >>> text = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
    >>> similarity(sketched(text), sketched(text))
    1.0
    """
    import numpy as np

    union = np.union1d(one, two)[:SKETCH]
    both = np.intersect1d(np.intersect1d(one, two, assume_unique=True), union, assume_unique=True)
    return len(both) / len(union)
