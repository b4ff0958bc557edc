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

SHARE: Final = 16
"""A bundle may end after one part in so many, by its name: where, depends on the parts alone."""


def bundled(parts: Sequence[Kept], ids: pa.Array, dates: pa.Array) -> list[Kept]:
    """Counts that come to the same: a bundle of the first parts, where there are so many, and those of the others.

    It is written beside those of the parts, and made from that of fewer parts where there is one. `ids` and `dates` are
    all entities and dates in string order, the empty date first.
    """
    paths = [part.path for part in parts]
    ends = [place + 1 for place, path in enumerate(paths) if int(path.name[:4], 16) % SHARE == 0]
    if not ends or ends[-1] < SHARE:
        return list(parts)
    names = dict(zip(ends, _names(paths, ends), strict=True))
    for end in reversed(ends):
        if found := kept.read(names[end]):
            break
    else:
        found, end = None, 0
    if end < ends[-1]:
        found = _bundle(names[ends[-1]], [*([found] if found else []), *parts[end : ends[-1]]], ids, dates)
    return [*([found] if found else []), *parts[ends[-1] :]]


def _names(paths: Sequence[Path], ends: Sequence[int]) -> Iterator[Path]:
    """The files of the bundles that end before these places; each tells the parts and the settings of their counts."""
    digest, start = hashlib.sha256(kept.code("bundle", "sums").encode()), 0
    for end in ends:
        digest.update("".join(path.name for path in paths[start:end]).encode())
        _, dash, settings = paths[0].name.partition("-")
        yield paths[0].with_name(f"{digest.hexdigest()[:16]}{dash}{settings}")
        start = end


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

    used = np.unique(np.concatenate(columns))
    strings = names.take(pa.array(used))
    return [
        pa.DictionaryArray.from_arrays(np.searchsorted(used, places).astype(np.int32), strings) for places in columns
    ]
