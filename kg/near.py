"""Texts that are nearly the same: one that was sent twice, with another heading or a few words changed."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, groupby
from tempfile import TemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.ordered import Ordered
from kg.sketches import PAD, SKETCH, similarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEYS: Final = 8
"""The least hashes by which texts are looked up: of two that are near, half are the same."""

_CROWD: Final = 32
"""Texts remembered for one hash: a formula that thousands of texts share is no sign of a copy."""

_ROW: Final = 4 * SKETCH
"""Bytes of a sketch."""

_PAIRS: Final = 1 << 10
"""Pairs of sketches compared at once: some megabytes."""


class Near:
    """The texts seen so far, by sketch.

    Two texts are near where their shingles overlap by `percent`, estimated from their sketches. In memory a text takes
    some 80 bytes; on the disk, where there are many, half a kilobyte while this is open.
    """

    def __init__(self, percent: int) -> None:
        self._least = percent / 100
        self._sketches = TemporaryFile(buffering=0)  # noqa: SIM115 - closed when this is left
        self._ids = array("Q")
        self._holders = Ordered()
        """Keys and texts that hold them, 32 bits each."""

    def __enter__(self) -> Near:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sketches.close()

    def earlier(
        self, ids: NDArray[np.uint64], sketches: NDArray[np.uint32]
    ) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
        """Of texts in order, a sketch each, the first that each is near to, itself where it is near to none.

        The latter are remembered for the calls to come, by the keys that are told: a row a text, a column a key. How
        many are asked for at once does not show.
        """
        import numpy as np

        new = _New.of(sketches)
        keys, holders = self._holding(new.hashes)
        known = self._near(new, new.owners[keys], holders)
        room = _CROWD - np.bincount(keys, minlength=len(new.hashes))
        among, added = self._among(new, known, room)
        found = ids.copy()
        found[list(known)] = np.array([self._ids[text] for text in known.values()], np.uint64)
        found[list(among)] = ids[list(among.values())]
        kept = found == ids
        held = np.zeros((len(sketches), _KEYS), bool)
        held[new.owners, new.columns] = added & kept[new.owners]
        self.remember(ids[kept], sketches[kept], held[kept])
        return found, held

    def remember(self, ids: NDArray[np.uint64], sketches: NDArray[np.uint32], held: NDArray[np.bool_]) -> None:
        """Remember texts by their sketches, and for each by the keys that are `held`, as `earlier` told."""
        import numpy as np

        long = sketches[:, 0] != PAD
        ids, sketches, held = ids[long], sketches[long], held[long]
        text, column = np.nonzero(held)
        numbers = (text + len(self._ids)).astype(np.uint64)
        self._holders.add(sketches[text, column].astype(np.uint64) << np.uint64(32) | numbers)
        self._sketches.seek(_ROW * len(self._ids))
        rest = memoryview(sketches.tobytes())
        while rest:
            rest = rest[self._sketches.write(rest) :]  # of a full disk the next write tells
        self._ids.frombytes(ids.tobytes())

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
        free = room.tolist()
        half = ((new.keys + 1) // 2).tolist()
        holding: defaultdict[int, list[int]] = defaultdict(list)
        for row, keys in new.shared():
            if row in known:
                continue
            least = half[row]
            counts = Counter(chain.from_iterable(holding[hash] for _, hash in keys)) if len(keys) >= least else {}
            others = sorted(other for other, count in counts.items() if count >= least)
            if others:
                near = similarity(new.sketches[[row] * len(others)], new.sketches[others]) >= self._least
                if near.any():
                    found[row] = others[near.argmax()]
                    continue
            for key, hash in keys:
                if len(holding[hash]) < free[key]:
                    holding[hash].append(row)
                else:
                    added[key] = False
        return found, added

    def _sketched(self, texts: NDArray[np.intp]) -> NDArray[np.uint32]:
        """The sketches of texts remembered, a row each."""
        import numpy as np

        texts, which = np.unique(texts, return_inverse=True)
        starts = np.flatnonzero(np.diff(texts, prepend=-2) != 1)  # what is copied together lies together
        data = bytearray()
        for start, number in zip(texts[starts].tolist(), np.diff(starts, append=len(texts)).tolist(), strict=True):
            self._sketches.seek(_ROW * start)
            data += self._sketches.read(_ROW * number)
        return np.frombuffer(data, np.uint32).reshape(-1, SKETCH)[which]

    def _holding(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        """The texts that hold these keys, each with the place of its key, in no order."""
        import numpy as np

        least = keys.astype(np.uint64) << np.uint64(32)
        places, found = self._holders.between(least, least | np.uint64(0xFFFFFFFF))
        return places, found.astype(np.uint32)


class _New(NamedTuple):
    """Texts not yet remembered, a row each: sketches, how many keys; the keys one after the other, their rows and columns."""

    sketches: NDArray[np.uint32]
    keys: NDArray[np.intp]
    hashes: NDArray[np.uint32]
    owners: NDArray[np.intp]
    columns: NDArray[np.intp]

    @classmethod
    def of(cls, sketches: NDArray[np.uint32]) -> _New:
        """The texts of these sketches."""
        import numpy as np

        keys = sketches[:, :_KEYS]
        real = keys != PAD
        return cls(sketches, np.count_nonzero(real, axis=1), keys[real], *np.nonzero(real))

    def shared(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """The rows that have keys in common with others, in order, with the numbers of these keys and their hashes."""
        import numpy as np

        _, which, times = np.unique(self.hashes, return_inverse=True, return_counts=True)
        keys = np.flatnonzero(times[which] > 1)
        each = zip(self.owners[keys].tolist(), keys.tolist(), self.hashes[keys].tolist(), strict=True)
        for row, group in groupby(each, key=lambda item: item[0]):
            yield row, [(key, hash) for _, key, hash in group]
