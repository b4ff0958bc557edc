"""Texts that are nearly the same: one that was sent twice, with another heading or a few words changed."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, groupby
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.sketches import PAD, SKETCH, similarity, sketched

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEYS: Final = 8
"""The least hashes by which texts are looked up: of two that are near, half are the same."""

_CROWD: Final = 32
"""Texts remembered for one hash: a formula that thousands of texts share is no sign of a copy."""

_SPOOL: Final = 1 << 24
"""Bytes of sketches kept in memory; more are kept in a temporary file, for few are looked at again."""

_ROW: Final = 8 * SKETCH
"""Bytes of a sketch."""

_PAIRS: Final = 1 << 10
"""Pairs of sketches compared at once: some megabytes."""

_CHAINED: Final = 1 << 16
"""Entries chained at once."""


class Near:
    """The texts seen so far, by sketch.

    Two texts are near where their shingles overlap by `percent`, estimated from their sketches. In memory a text takes
    some 200 bytes; on the disk, where there are many, a kilobyte while this is open.
    """

    def __init__(self, percent: int) -> None:
        self._least = percent / 100
        self._sketches = SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - closed when this is left
        self._ids = array("Q")
        self._holders = _Holders()

    def __enter__(self) -> Near:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sketches.close()

    def earlier(self, texts: Mapping[int, str]) -> dict[int, int]:
        """Texts by number, in order → the numbers of those near to an earlier one, each with that of the first such.

        The others are remembered for the calls to come. How many are asked for at once does not show.
        """
        import numpy as np

        ids, new = list(texts), _New.of(sketched(list(texts.values())))
        keys, holders = self._holders.of(new.hashes)
        known = self._near(new, new.owners[keys], holders)
        room = _CROWD - np.bincount(keys, minlength=len(new.hashes))
        among, added = self._among(new, known, room)
        kept = [row for row in np.flatnonzero(new.keys).tolist() if row not in known and row not in among]
        self._remember(new, kept, added)
        found = {ids[row]: self._ids[text] for row, text in known.items()}
        self._ids.extend(ids[row] for row in kept)
        return found | {ids[row]: ids[other] for row, other in among.items()}

    def _near(self, new: _New, rows: NDArray[np.intp], holders: NDArray[np.uint32]) -> dict[int, int]:
        """The new texts, by row, that are near to one of the texts that hold a key of theirs, each with the first."""
        import numpy as np

        pairs, shared = np.unique(rows << 32 | holders, return_counts=True)
        pairs = pairs[2 * shared >= new.keys[pairs >> 32]]
        found: dict[int, int] = {}
        for start in range(0, len(pairs), _PAIRS):
            some = pairs[start : start + _PAIRS]
            row, text = some >> 32, some & 0xFFFFFFFF
            near = similarity(new.sketches[row], self._sketched(text)) >= self._least
            for one, other in zip(row[near].tolist(), text[near].tolist(), strict=True):
                found.setdefault(one, other)
        return found

    def _among(
        self, new: _New, known: Mapping[int, int], room: NDArray[np.intp]
    ) -> tuple[dict[int, int], NDArray[np.bool_]]:
        """The new texts that are near to another new one, each with the first; and the keys to be remembered.

        `room` is how many more texts may be remembered for each key.
        """
        found: dict[int, int] = {}
        added = room > 0
        holding: defaultdict[int, list[int]] = defaultdict(list)
        for row, keys in new.shared():
            if row in known:
                continue
            counts = Counter(chain.from_iterable(holding[hash] for _, hash in keys))
            others = sorted(other for other, count in counts.items() if 2 * count >= new.keys[row])
            if others:
                near = similarity(new.sketches[[row] * len(others)], new.sketches[others]) >= self._least
                if near.any():
                    found[row] = others[near.argmax()]
                    continue
            for key, hash in keys:
                added[key] = len(holding[hash]) < room[key]
                if added[key]:
                    holding[hash].append(row)
        return found, added

    def _remember(self, new: _New, rows: list[int], added: NDArray[np.bool_]) -> None:
        """Keep the sketches of these rows, and those of their keys that are `added`."""
        import numpy as np

        text = np.full(len(new.sketches), -1)
        text[rows] = np.arange(len(self._ids), len(self._ids) + len(rows))
        owner = text[new.owners]
        added &= owner >= 0
        self._holders.add(new.hashes[added], owner[added])
        self._sketches.seek(_ROW * len(self._ids))
        self._sketches.write(new.sketches[rows].tobytes())

    def _sketched(self, texts: NDArray[np.intp]) -> NDArray[np.uint64]:
        """The sketches of texts remembered, a row each."""
        import numpy as np

        def sketch(text: int) -> bytes:
            self._sketches.seek(_ROW * text)
            return self._sketches.read(_ROW)

        return np.frombuffer(b"".join(map(sketch, texts.tolist())), np.uint64).reshape(-1, SKETCH)


class _New(NamedTuple):
    """Texts not yet remembered, a row each: sketches, how many keys; the keys one after the other, and their rows."""

    sketches: NDArray[np.uint64]
    keys: NDArray[np.intp]
    hashes: NDArray[np.uint64]
    owners: NDArray[np.intp]

    @classmethod
    def of(cls, sketches: NDArray[np.uint64]) -> _New:
        """The texts of these sketches."""
        import numpy as np

        keys = sketches[:, :_KEYS]
        real = keys != PAD
        return cls(sketches, np.count_nonzero(real, axis=1), keys[real], np.nonzero(real)[0])

    def shared(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """The rows that have keys in common with others, in order, with the numbers of these keys and their hashes."""
        import numpy as np

        _, which, times = np.unique(self.hashes, return_inverse=True, return_counts=True)
        keys = np.flatnonzero(times[which] > 1)
        each = zip(self.owners[keys].tolist(), keys.tolist(), self.hashes[keys].tolist(), strict=True)
        for row, group in groupby(each, key=lambda item: item[0]):
            yield row, [(key, hash) for _, key, hash in group]


class _Holders:
    """The texts that hold each hash: a chained hash table in arrays, of some 25 bytes an entry where a dict takes 280.

    >>> import numpy as np
    >>> holders = _Holders()
    >>> holders.add(np.array([7, 9, 7], np.uint64), np.array([0, 1, 3]))
    >>> holders.of(np.array([8, 7], np.uint64))
    (array([1, 1]), array([3, 0], dtype=uint32))
    """

    def __init__(self) -> None:
        import numpy as np

        self._size = 1
        """No entry has the number 0."""
        self._hashes = np.zeros(1024, np.uint64)
        self._texts, self._before = np.zeros(1024, np.uint32), np.zeros(1024, np.uint32)
        self._last = np.zeros(1024, np.uint32)
        """By the hash's lowest digits, the last entry made; its length is a power of two."""

    def of(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        """The texts that hold these hashes, each with the place of its hash, in no order."""
        import numpy as np

        places, entries = np.arange(len(hashes)), self._last[self._slots(hashes)]
        found = [(places[:0], self._texts[:0])]
        while len(places := places[entries > 0]):
            entries = entries[entries > 0]
            same = self._hashes[entries] == hashes[places]
            found.append((places[same], self._texts[entries[same]]))
            entries = self._before[entries]
        return np.concatenate([place for place, _ in found]), np.concatenate([text for _, text in found])

    def add(self, hashes: NDArray[np.uint64], texts: NDArray[np.intp]) -> None:
        """Note that these texts hold these hashes, one each."""
        start, self._size = self._size, self._size + len(hashes)
        if self._size > len(self._hashes):
            for array in (self._hashes, self._texts, self._before):
                array.resize(self._size + self._size // 4, refcheck=False)
        self._hashes[start : self._size] = hashes
        self._texts[start : self._size] = texts
        if self._size > len(self._last):
            self._last.resize(2 * len(self._last), refcheck=False)
            self._last[:] = 0
            start = 1
        for at in range(start, self._size, _CHAINED):
            self._chain(at, min(at + _CHAINED, self._size))

    def _chain(self, start: int, end: int) -> None:
        """Put these entries before those that are chained already in their slots."""
        import numpy as np

        slots = self._slots(self._hashes[start:end])
        order = np.argsort(slots, kind="stable")
        slots, entries = slots[order], start + order
        other = slots[1:] != slots[:-1]
        first, last = np.append(True, other), np.append(other, True)
        self._before[entries[1:]] = entries[:-1]
        self._before[entries[first]] = self._last[slots[first]]
        self._last[slots[last]] = entries[last]

    def _slots(self, hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
        import numpy as np

        return (hashes & np.uint64(len(self._last) - 1)).astype(np.intp)
