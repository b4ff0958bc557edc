"""All edges of a build, in their order, batch by batch: mentions, facts, and the co-occurrences of the parts' counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.graph import cooccurrence, merge
from kg.graph.counts import Counted
from kg.graph.mentioned import Mentioned
from kg.graph.merge import Ties
from kg.graph.schema import RELATIONS
from kg.records import Relation, schema
from kg.tables import arrow

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from kg.config import Config

    Ints = NDArray[np.int64]
    Columns = dict[str, NDArray[np.generic]]

BATCH: Final = 1 << 16
"""Rows of a batch."""

KINDS: Final = tuple(sorted(RELATIONS))
"""The relations in the order in which the edges of two nodes come."""

WINDOWS: Final = ("", "document", "paragraph", "sentence")
"""The kinds of windows, likewise."""

STRINGS: Final = ("source", "target", "relation", "window", "first", "last")
FIGURES: Final = ("npmi", "llr", "q")
"""What only co-occurrences have."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Edges of one kind: numbers that sort as they do, see `_Names.key`, and the other columns of some of them."""

    key: Ints
    columns: Callable[[Ints], Columns]


def edges(said: Mentioned, facts: Sequence[Relation], parts: Sequence[Counted], config: Config) -> Iterator[pa.Table]:
    """Batches of `schema(Relation)`, one at least, by source, target, relation and window.

    `mentions` counts mentions and has the document's date; `has_part` counts the expansions that say it and has
    their dates; `raised_at` and `held_under` are the lexicon's, count 0, with the date of the fact where known;
    `co_occurs` comes from the counts of the parts.
    """
    ties = []
    for window in cooccurrence.windows(config):
        total = sum(part.units[window] - part.crowded[window] for part in parts)
        rows = (some for part in parts for some in part.rows(window))
        ties.append(merge.ties(window, rows, total, config, said.entities, said.dates))
        arrow.release()
    yield from _ordered(said, facts, ties)


def _ordered(said: Mentioned, facts: Sequence[Relation], ties: Sequence[Ties]) -> Iterator[pa.Table]:
    import numpy as np

    names = _names(said, facts)
    blocks = [_facts(facts, names), _mentions(said, names), *(_ties(each, said, names) for each in ties)]
    keys = np.concatenate([block.key for block in blocks])
    ends = np.cumsum([len(block.key) for block in blocks])
    columns = [block.columns for block in blocks]
    del blocks
    order = np.argsort(keys, kind="stable")
    for start in range(0, max(len(order), 1), BATCH):
        rows = order[start : start + BATCH]
        yield _batch(names, keys[rows], rows, ends, columns)


@dataclass(frozen=True, slots=True)
class _Names:
    """The strings of edges: the `ids` of their ends, in string order, and `dates`."""

    ids: pa.Array
    dates: pa.Array

    def key(self, source: Ints, target: Ints, relation: Ints | int, window: Ints | int) -> Ints:
        """One number an edge that sorts as its source, target, relation and window do."""
        return ((source * len(self.ids) + target) * len(KINDS) + relation) * len(WINDOWS) + window

    def strings(self, key: Ints) -> Columns:
        """What the key is made of, as places in the lists of these strings."""
        key, window = divmod(key, len(WINDOWS))
        key, relation = divmod(key, len(KINDS))
        source, target = divmod(key, len(self.ids))
        return {"source": source, "target": target, "relation": relation, "window": window}

    def places(self, ids: pa.Array) -> Ints:
        """The places of these ids."""
        import pyarrow.compute as pc

        places: Ints = pc.index_in(ids, self.ids).to_numpy().astype("int64")
        return places


def _names(said: Mentioned, facts: Sequence[Relation]) -> _Names:
    """All ids and dates; the dates of the tables come first, as they are numbered there."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ends = pa.array([id for fact in facts for id in (fact.source, fact.target)], pa.string())
    ids = pc.unique(pa.chunked_array([said.entities, said.documents, ends]))
    days = pa.array([day for fact in facts for day in (fact.first, fact.last)], pa.string())
    return _Names(ids.take(pc.sort_indices(ids)), pc.unique(pa.chunked_array([said.dates, days])))


def _facts(facts: Sequence[Relation], names: _Names) -> _Block:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    source, target = (
        names.places(pa.array([getattr(fact, end) for fact in facts], pa.string())) for end in ("source", "target")
    )
    kind = np.array([KINDS.index(fact.relation) for fact in facts], np.int64)
    numbers = {name: np.array([getattr(fact, name) for fact in facts], np.int64) for name in ("count", "documents")}
    days = {name: pa.array([getattr(fact, name) for fact in facts], pa.string()) for name in ("first", "last")}
    every = numbers | {name: pc.index_in(column, names.dates).to_numpy() for name, column in days.items()}
    return _Block(
        names.key(source, target, kind, 0), lambda rows: {name: column[rows] for name, column in every.items()}
    )


def _mentions(said: Mentioned, names: _Names) -> _Block:
    import numpy as np

    mentions = said.mentions
    documents, entities = names.places(said.documents), names.places(said.entities)
    key = names.key(documents[mentions.document], entities[mentions.entity], KINDS.index("mentions"), 0)

    def columns(rows: Ints) -> Columns:
        date = said.date[mentions.document[rows]]
        return {"count": mentions.count[rows], "documents": np.ones_like(rows), "first": date, "last": date}

    return _Block(key, columns)


def _ties(ties: Ties, said: Mentioned, names: _Names) -> _Block:
    import numpy as np

    sums, place = ties.sums, names.places(said.entities)
    source, target = divmod(sums.key, len(ties.alone))

    def columns(rows: Ints) -> Columns:
        npmi, llr = ties.figures(rows)
        first = np.where(sums.first[rows] == len(said.dates), 0, sums.first[rows])
        numbers = {"count": sums.windows[rows], "documents": sums.documents[rows]}
        return numbers | {"npmi": npmi, "llr": llr, "q": ties.q[rows], "first": first, "last": sums.last[rows]}

    key = names.key(place[source], place[target], KINDS.index("co_occurs"), WINDOWS.index(ties.window))
    return _Block(key, columns)


def _batch(names: _Names, keys: Ints, rows: Ints, ends: Ints, kinds: Sequence[Callable[[Ints], Columns]]) -> pa.Table:
    """The edges of these keys; their `rows` are counted through all blocks, which end at `ends` and are of these `kinds`."""
    import numpy as np
    import pyarrow as pa

    block = np.searchsorted(ends, rows, side="right")
    columns: Columns = names.strings(keys)
    for field in schema(Relation):
        if field.name not in columns:
            columns[field.name] = np.zeros(len(rows), np.float64 if field.name in FIGURES else np.int64)
    absent = np.ones(len(rows), bool)
    for number, (start, some) in enumerate(zip([0, *ends.tolist()], kinds, strict=False)):
        chosen = block == number
        found = some(rows[chosen] - start)
        absent[chosen] = FIGURES[0] not in found
        for name, values in found.items():
            columns[name][chosen] = values
    lists = {"source": names.ids, "target": names.ids, "relation": pa.array(KINDS), "window": pa.array(WINDOWS)}
    lists |= {"first": names.dates, "last": names.dates}
    arrays = [
        lists[field.name].take(pa.array(columns[field.name]))
        if field.name in lists
        else pa.array(columns[field.name], field.type, mask=absent if field.name in FIGURES else None)
        for field in schema(Relation)
    ]
    return pa.table(arrays, schema=schema(Relation))
