"""The counts of a build's first parts as one: a build that grows at its end adds up what is new, and not all again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.graph import kept, sums
from kg.graph.counts import pairs_schema
from kg.graph.kept import Kept

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Places = NDArray[np.integer]

FEWEST: Final = 16
"""Parts of which none are bundled yet."""

SHARE: Final = 4
"""A bundle ends in the last of so many shares: few are left beside it, and it seldom has to end elsewhere."""


def bundled(parts: Sequence[Kept], ids: pa.Array, dates: pa.Array) -> list[Kept]:
    """Counts that come to the same: a bundle of the first parts, where there are so many, and those of the others.

    It is written beside those of the parts, and made from that of fewer parts where there is one. `ids` and `dates` are
    all entities and dates in string order, the empty date first.
    """
    end = _end(parts)
    if not end:
        return list(parts)
    names = _names([part.path for part in parts[:end]])
    known, found = next(_known(names), (0, None))
    if found is None or known < end:
        found = _bundle(names[-1], [*([found] if found else []), *parts[known:end]], ids, dates)
    return [found, *parts[end:]]


def _end(parts: Sequence[Kept]) -> int:
    """Where the bundle ends: after the part of the least name in the last share, so that other parts seldom move it."""
    if len(parts) < FEWEST:
        return 0
    return min(range(len(parts) - len(parts) // SHARE, len(parts)), key=lambda place: parts[place].path.name) + 1


def _names(paths: Sequence[Path]) -> list[Path]:
    """The files of the bundles that end after each of these parts; they tell the parts and the settings of their counts."""
    digest = hashlib.sha256(kept.code("bundle", "sums").encode())
    found = []
    for path in paths:
        digest.update(path.name.encode())
        found.append(path.with_name(digest.hexdigest()[:16] + path.name[16:]))
    return found


def _known(names: Sequence[Path]) -> Iterator[tuple[int, Kept]]:
    """The bundles that are there, with the number of their parts, the longest first."""
    there = {path.name for path in names[0].parent.iterdir()}
    for place in reversed(range(len(names))):
        if names[place].name in there and (found := kept.read(names[place])):
            yield place + 1, found


def _bundle(path: Path, parts: Sequence[Kept], ids: pa.Array, dates: pa.Array) -> Kept:
    """The sums of the counts, written."""
    units = {window: sum(part.units[window] for part in parts) for window in parts[0].units}
    crowded = {window: sum(part.crowded[window] for part in parts) for window in units}
    groups = ((window, _rows((part.rows(window) for part in parts), ids, dates)) for window in units)
    return kept.write(path, groups, units, crowded)


def _rows(tables: Iterable[pa.Table], ids: pa.Array, dates: pa.Array) -> pa.Table:
    """The sums for one kind of window, as `Counted.rows` gives them."""
    import pyarrow as pa

    found = sums.added(tables, ids, dates)
    source, target = divmod(found.key, max(len(ids), 1))
    days = [found.first % len(dates), found.last]  # the first of none is one more than the last place
    coded = [*_coded([source, target], ids), pa.array(found.windows), pa.array(found.documents), *_coded(days, dates)]
    return pa.table(coded, schema=pairs_schema().remove(0))


def _coded(columns: Sequence[Places], names: pa.Array) -> list[pa.DictionaryArray]:
    """Columns of places among names as strings, of which none is there that is not in a column."""
    import numpy as np
    import pyarrow as pa

    used = np.zeros(len(names), bool)
    for places in columns:
        used[places] = True
    rank, strings = used.cumsum(dtype=np.int32) - np.int32(1), names.filter(pa.array(used))
    return [pa.DictionaryArray.from_arrays(rank[places], strings) for places in columns]
