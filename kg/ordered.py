"""Many whole numbers in order, in few sorted arrays: eight bytes each, where a set takes ninety."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Unsigned = NDArray[np.uint64]

GROWTH: Final = 4
"""How many times longer than the next an array is, at least: more take less to look through and longer to add to."""

LONGEST: Final = 1 << 19
SHARE: Final = 16
"""An array as long as this, and as this share of all, is added to no more, for that would take its memory twice."""


class Ordered:
    """Numbers below 2⁶⁴ that come some at a time (a log-structured merge: O'Neil et al. 1996).

    >>> import numpy as np
    >>> ordered = Ordered()
    >>> ordered.add(np.array([9, 4, 7], np.uint64))
    >>> ordered.between(np.array([1, 4], np.uint64), np.array([3, 8], np.uint64))
    (array([1, 1]), array([4, 7], dtype=uint64))
    """

    def __init__(self) -> None:
        self._runs: list[Unsigned] = []
        self._size = 0

    def add(self, numbers: Unsigned) -> None:
        """Note these numbers; one that is given twice is there twice."""
        import numpy as np

        run = np.sort(numbers)
        if not len(run):
            return
        self._size += len(run)
        longest = max(LONGEST, self._size // SHARE)
        while self._runs and len(self._runs[-1]) < min(GROWTH * len(run), longest):
            run = np.concatenate([self._runs.pop(), run])
            run.sort()
        self._runs.append(run)

    def between(self, least: Unsigned, most: Unsigned) -> tuple[NDArray[np.intp], Unsigned]:
        """The numbers in each of these ranges, ends included, each with the place of its range; in no order."""
        import numpy as np

        places, found = [np.empty(0, np.intp)], [np.empty(0, np.uint64)]
        order = np.argsort(least)
        least, most = least[order], most[order]
        for run in self._runs:
            starts = np.searchsorted(run, least)
            within = np.flatnonzero(run[np.minimum(starts, len(run) - 1)] <= most)
            within = within[run[-1] >= least[within]]
            starts = starts[within]
            lengths = np.searchsorted(run, most[within], "right") - starts
            before = np.cumsum(lengths) - lengths
            places.append(np.repeat(order[within], lengths))
            found.append(run[np.arange(lengths.sum()) + np.repeat(starts - before, lengths)])
        return np.concatenate(places), np.concatenate(found)
