"""How often which names share a window, counted for one part of a build: what its co-occurrences add to the whole.

Windows lie within documents and documents within parts, so the counts of a build are the sums over its parts; those
of a part are kept beside it, and a new document costs what its own part costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from kg.graph import cooccurrence

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from kg.config import Config

    Ints = NDArray[np.int64]

HIGH: Final = 32
"""Two numbers make one key, the first in the bits from here."""


class Counted(Protocol):
    """Counts of some documents; those of a part, or sums of them."""

    @property
    def units(self) -> Mapping[str, int]:
        """How many windows of each kind there are."""

    @property
    def crowded(self) -> Mapping[str, int]:
        """How many of them are left out."""

    def rows(self, window: str) -> Iterator[pa.Table]:
        """The rows of one kind of window, by source and target, with the columns of `pairs_schema` after `window`."""


SUMS: Final = """
select c.source, c.target, sum(c.windows) as windows, sum(c.documents) as documents,
  coalesce(min(nullif(c.first, '')), '') as first_date, max(c.last) as last_date
from counts c where c.window = '{window}' group by c.source, c.target order by c.source, c.target
"""
"""The sums over parts for one kind of window, in SQL that DuckDB and Spark both run; `kg.graph.sums` is quicker."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one part.

    `pairs` (see `pairs_schema`) has a row for every kind of window and pair of entities, source < target, and one for
    every entity with itself, by window, source and target: `windows` shared, `documents` in which they are, and the
    dates of the `first` and `last` of these. `units` is the number of windows of each kind, `crowded` that of those
    left out of everything because they hold more than `graph.max_names` names.
    """

    pairs: pa.Table
    units: Mapping[str, int]
    crowded: Mapping[str, int]

    def by_window(self) -> Iterator[tuple[str, pa.Table]]:
        """The rows of each kind of window, without its name."""
        import pyarrow.compute as pc

        for window in self.units:
            yield window, self.pairs.filter(pc.equal(self.pairs["window"], window)).drop_columns("window")


def pairs_schema() -> pa.Schema:
    """The columns of `Counts.pairs`; strings are coded, for each stands in many rows."""
    import pyarrow as pa

    coded = pa.dictionary(pa.int32(), pa.string())
    names, numbers = ("window", "source", "target"), ("windows", "documents")
    return pa.schema([(name, pa.int32() if name in numbers else coded) for name in (*names, *numbers, "first", "last")])


def count(documents: pa.Table, sentences: pa.Table, mentions: pa.Table, config: Config) -> Counts:
    """The counts over some documents, from their rows of the tables, in any order.

    They are those of `cooccurrence.PAIRS`, in a third of the time. Raises `UsageError` for an unknown window or type.
    """
    import pyarrow as pa

    names = _names(documents, sentences, mentions, cooccurrence.types(config))
    tables, units, crowded = [pairs_schema().empty_table()], {}, {}
    for window in cooccurrence.windows(config):
        found = names.windows(window)
        kept = found.without_crowded(config.graph.max_names)
        units[window], crowded[window] = len(found.document), found.held() - kept.held()
        tables.append(names.table(window, kept))
    return Counts(pa.concat_tables(tables, promote_options="default").unify_dictionaries(), units, crowded)


@dataclass(frozen=True, slots=True)
class _Windows:
    """The windows of one kind: `document` of each; the names in them, by window and entity, each once in a window."""

    document: Ints
    window: Ints
    entity: Ints

    def held(self) -> int:
        """How many windows hold a name."""
        import numpy as np

        return len(np.unique(self.window))

    def without_crowded(self, most: int) -> _Windows:
        import numpy as np

        fits = np.bincount(self.window, minlength=len(self.document))[self.window] <= most
        return self if fits.all() else _Windows(self.document, self.window[fits], self.entity[fits])

    def pairs(self) -> tuple[Ints, Ints, Ints]:
        """Every two names of a window, also a name and itself: the document, and the two entities, the lower first."""
        import numpy as np

        sizes = np.bincount(self.window, minlength=len(self.document))
        later = np.cumsum(sizes)[self.window] - np.arange(len(self.window)) - 1
        place, steps = np.arange(len(self.window)), 0
        first, second = [place], [place]
        while len(place):
            steps += 1
            place = place[later[place] >= steps]
            first.append(place)
            second.append(place + steps)
        one, other = np.concatenate(first), np.concatenate(second)
        return self.document[self.window[one]], self.entity[one], self.entity[other]


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a part as numbers: entities and dates by their place in string order, documents by number.

    `sentence` and `paragraph` are keys of the document and the number within it, of all sentences.
    """

    entities: pa.Array
    dates: pa.Array
    date: Ints
    sentence: Ints
    paragraph: Ints
    place: Ints
    entity: Ints

    def windows(self, kind: str) -> _Windows:
        """The windows of a kind with the names in them."""
        import numpy as np

        keys = {"sentence": self.sentence, "paragraph": self.paragraph, "document": self.sentence >> HIGH}[kind]
        units, number = np.unique(keys, return_inverse=True)
        names = np.unique(number[self.place] << HIGH | self.entity)
        document = units if kind == "document" else units >> HIGH
        return _Windows(document, names >> HIGH, names & ((1 << HIGH) - 1))

    def table(self, kind: str, windows: _Windows) -> pa.Table:
        """The rows of `pairs_schema` for windows of a kind."""
        import numpy as np
        import pyarrow as pa

        document, source, target = windows.pairs()
        size, most = max(len(self.entities), 1), max(len(self.date), 1)
        keys, times = np.unique((source * size + target) * most + document, return_counts=True)
        pair, document = np.divmod(keys, most)
        starts = np.flatnonzero(np.diff(pair, prepend=-1))
        date = self.date[document]
        none = len(self.dates)  # later than any date
        first = np.minimum.reduceat(np.where(date == 0, none, date), starts) if len(starts) else date
        last = np.maximum.reduceat(date, starts) if len(starts) else date
        columns = {
            "window": _coded(np.zeros(len(starts), np.int64), pa.array([kind])),
            "source": _coded(pair[starts] // size, self.entities),
            "target": _coded(pair[starts] % size, self.entities),
            "windows": np.add.reduceat(times, starts) if len(starts) else times,
            "documents": np.diff(starts, append=len(pair)),
            "first": _coded(np.where(first == none, 0, first), self.dates),
            "last": _coded(last, self.dates),
        }
        return pa.table(columns).cast(pairs_schema())


def _names(documents: pa.Table, sentences: pa.Table, mentions: pa.Table, types: tuple[str, ...]) -> _Names:
    """The mentions of these types that stand in a sentence, and the sentences."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = documents["id"]
    dates, date = ranked(pc.fill_null(documents["date"], ""), more=[""])
    sentence = _key(pc.index_in(sentences["document"], ids), sentences["index"])
    order = np.argsort(sentence)
    sentence = sentence[order]
    paragraph = _key(pc.index_in(sentences["document"], ids), sentences["paragraph"])[order]
    mentions = mentions.filter(pc.is_in(mentions["type"], pa.array(types, pa.string())))
    entities, entity = ranked(mentions["entity"])
    wanted = _key(pc.index_in(mentions["document"], ids), mentions["sentence"])
    place = np.searchsorted(sentence, wanted)
    there = place < len(sentence)
    there[there] = sentence[place[there]] == wanted[there]
    return _Names(entities, dates, date, sentence, paragraph, place[there], entity[there])


def _key(document: pa.ChunkedArray, number: pa.ChunkedArray) -> Ints:
    """One number for a document and a number within it; negative where there is no document."""
    import numpy as np

    high: Ints = document.fill_null(-1).to_numpy().astype(np.int64)
    low: Ints = number.to_numpy().astype(np.int64)
    return high << HIGH | (low & ((1 << HIGH) - 1))


def ranked(values: pa.ChunkedArray, more: list[str] | None = None) -> tuple[pa.Array, Ints]:
    """The distinct strings of a column (and `more`) in order, and for each value its place among them.

    >>> import pyarrow as pa
    >>> names, places = ranked(pa.chunked_array([["乙", "甲", "乙"]]), more=[""])
    >>> names.to_pylist(), places.tolist()
    (['', '乙', '甲'], [1, 2, 1])
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    names = pc.unique(pa.chunked_array([pc.unique(values), pa.array(more or [], pa.string())]))
    names = names.take(pc.sort_indices(names))
    places: Ints = pc.index_in(values, names).to_numpy().astype(np.int64)
    return names, places


def _coded(places: Ints, names: pa.Array) -> pa.DictionaryArray:
    import numpy as np
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(places.astype(np.int32), names)
