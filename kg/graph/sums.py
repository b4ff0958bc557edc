"""The counts of parts added up, as numbers: every name by its place among all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from kg.ahead import ahead
from kg.tables import rows

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Counters = NDArray[np.int32]

PENDING: Final = 1 << 19
"""Rows of parts that wait, at least, before they are added up."""

LOOKED_UP: Final = 1 << 17
"""Rows of parts whose strings are looked up together, at least: a name stands in most of them."""

CHUNK: Final = 1 << 15
"""Rows worked on at once: few enough for the processor's cache, which makes it ten times faster."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts by `key`, ascending and each once: the two entities' numbers, `source * size + target`."""

    key: Ints
    windows: Counters
    documents: Counters
    first: Counters
    last: Counters

    def where(self, chosen: NDArray[np.bool_] | slice) -> Sums:
        """The rows chosen."""
        return Sums(*(getattr(self, field.name)[chosen] for field in fields(self)))


def added(parts: Iterable[pa.Table], ids: pa.Array, dates: pa.Array) -> Sums:
    """The sums over rows of one kind of window (`Counted.rows`).

    `ids` and `dates` are all entities and dates in string order, the empty date first; where none of the documents has
    a date, `first` is one more than the last place.
    """
    return _added(_coded(parts, ids, dates))


def _coded(parts: Iterable[pa.Table], ids: pa.Array, dates: pa.Array) -> Iterator[Sums]:
    """The rows of each part with the numbers of the build; of the first dates the empty one is the last."""
    import numpy as np
    import pyarrow as pa

    for tables in ahead(rows.gathered(parts, LOOKED_UP)):
        every = rows.coded(pa.concat_tables(tables))
        source, target = (_numbers(every[name], ids) for name in ("source", "target"))
        first, last = (_numbers(every[name], dates) for name in ("first", "last"))
        windows, documents = (every[name].to_numpy() for name in ("windows", "documents"))
        key = source.astype(np.int64) * len(ids) + target
        sums = Sums(key, windows, documents, np.where(first == 0, np.int32(len(dates)), first), last)
        ends = np.cumsum([len(table) for table in tables]).tolist()
        for start, end in zip([0, *ends], ends, strict=False):
            yield sums.where(slice(start, end))


def _numbers(column: pa.ChunkedArray, names: pa.Array) -> Counters:
    """The places of a coded column's strings among names; a string is looked up once."""
    import pyarrow.compute as pc

    chunk = column.combine_chunks()
    places: Counters = pc.index_in(chunk.dictionary, names).to_numpy()[chunk.indices.to_numpy()]
    return places


def _added(parts: Iterable[Sums]) -> Sums:
    """The sums over parts, added up whenever half as many rows wait as there are, so that memory holds few more."""
    import numpy as np

    none = np.empty(0, np.int32)
    done, waiting, rows = Sums(none.astype(np.int64), none, none, none, none), [], 0
    for part in parts:
        waiting.append(part)
        rows += len(part.key)
        if rows > max(PENDING, len(done.key) // 2):
            done, waiting, rows = _sum([done, *waiting]), [], 0
    return _sum([done, *waiting])


def _sum(parts: list[Sums]) -> Sums:
    """The sums over parts, a range of keys after the other, so that little is sorted and copied at once."""
    import numpy as np

    longest = max(parts, key=lambda part: len(part.key)).key
    ranges = sum(len(part.key) for part in parts) // CHUNK + 1
    cuts = (
        longest[np.linspace(0, len(longest), ranges, endpoint=False).astype(np.int64)[1:]] if len(longest) else longest
    )
    places = [[0, *np.searchsorted(part.key, cuts).tolist(), len(part.key)] for part in parts]
    total, end = _room(parts), 0
    for i in range(len(cuts) + 1):
        piece = _sum_of([part.where(slice(at[i], at[i + 1])) for part, at in zip(parts, places, strict=True)])
        start, end = end, end + len(piece.key)
        for field in fields(Sums):
            getattr(total, field.name)[start:end] = getattr(piece, field.name)
    return total.where(slice(end))


def _room(parts: list[Sums]) -> Sums:
    """Columns for as many rows as the parts have together; those never written take no memory."""
    import numpy as np

    size = sum(len(part.key) for part in parts)
    return Sums(*(np.empty(size, getattr(parts[0], field.name).dtype) for field in fields(Sums)))


def _sum_of(parts: list[Sums]) -> Sums:
    import numpy as np

    key = np.concatenate([part.key for part in parts])
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(starts):
        return parts[0]

    def over(name: str, reduce: Callable[[Counters, Ints], Counters]) -> Counters:
        return reduce(np.concatenate([getattr(part, name) for part in parts])[order], starts)

    add = np.add.reduceat
    least, most = np.minimum.reduceat, np.maximum.reduceat
    return Sums(key[starts], over("windows", add), over("documents", add), over("first", least), over("last", most))
