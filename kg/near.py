"""Texts that are nearly the same: one that was sent twice, with another heading or a few words changed."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
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

_NO_WORD: Final = re.compile(rf"[\W_{MASKED}]+")


class Near:
    """The texts seen so far, by sketch (bottom-k MinHash; Broder 1997, Cohen and Kaplan 2007).

    Two texts are near where their shingles of five characters overlap by `percent` (Jaccard), estimated from the 128
    least hashes of both with a standard error below 2.5 points at 90 per cent. Boilerplate, punctuation and space do
    not count.
    """

    def __init__(self, percent: int) -> None:
        self._least = percent / 100
        self._sketches: list[NDArray[np.uint64]] = []
        self._ids: list[str] = []
        self._keys: dict[int, list[int]] = {}

    def earlier(self, text: str, id: str) -> str:
        """The id of the first text that this one is near to, or "" after it has been remembered under `id`."""
        sketch = sketched(text)
        if sketch is None:
            return ""
        keys = [int(key) for key in sketch[:_KEYS]]
        shared = Counter(at for key in keys for at in self._keys.get(key, ()))
        for at in sorted(at for at, count in shared.items() if 2 * count >= len(keys)):
            if similarity(sketch, self._sketches[at]) >= self._least:
                return self._ids[at]
        for key in keys:
            texts = self._keys.setdefault(key, [])
            if len(texts) < _CROWD:
                texts.append(len(self._ids))
        self._sketches.append(sketch)
        self._ids.append(id)
        return ""


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
    first = hashes[np.append(True, hashes[1:] != hashes[:-1])]
    return first[:SKETCH].copy()  # a view would keep all of them


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
