"""The counts of the parts → the co-occurrences of the build: sums, and how strongly two names go together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph import association, cooccurrence
from kg.graph.sums import CHUNK, Sums, added

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from kg.config import Config

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ties:
    """The co-occurrences of one kind of window, as `sums`, with q of each; `alone` are the windows of every entity."""

    window: str
    sums: Sums
    q: Floats
    alone: Ints
    total: int

    def figures(self, chosen: Ints | slice) -> tuple[Floats, Floats]:
        """NPMI and G² of the chosen rows."""
        source, target = divmod(self.sums.key[chosen], len(self.alone))
        counts = self.alone[source], self.alone[target], self.sums.windows[chosen]
        return association.npmi(self.total, *counts), association.g2(self.total, *counts)


def ties(window: str, parts: Iterable[pa.Table], total: int, config: Config, ids: pa.Array, dates: pa.Array) -> Ties:
    """The co-occurrences of one kind of window over its rows of the parts' counts.

    `ids` and `dates` are all entities and dates in string order, the empty date first; `total` is the number of
    windows. q is taken over all pairs, before those under `graph.min_count` (in the window `document` also
    `graph.min_documents`) are left out.
    """
    import numpy as np

    every = added(parts, ids, dates)
    # The key of an entity with itself is the multiple of `size + 1` that no other pair has, for source <= target.
    step = len(ids) + 1
    itself = every.key % step == 0
    alone = np.zeros(len(ids), np.int64)
    alone[every.key[itself] // step] = every.windows[itself]
    pairs = every.where(~itself)
    del every, itself
    found = Ties(window, pairs, np.empty(len(pairs.key)), alone, total)
    for start in range(0, len(pairs.key), CHUNK):
        rows = slice(start, start + CHUNK)
        found.q[rows] = association.survival(found.figures(rows)[1])
    q = association.benjamini_hochberg(found.q)
    kept = pairs.windows >= cooccurrence.least(window, config)
    return (
        Ties(window, pairs, q, alone, total) if kept.all() else Ties(window, pairs.where(kept), q[kept], alone, total)
    )
