"""All edges of a build, in their order, batch by batch: the relations, and the co-occurrences from the parts' counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.graph import cooccurrence, merge, relations
from kg.graph.counts import Counted
from kg.graph.merge import Ties
from kg.graph.schema import RELATIONS
from kg.records import Relation, schema
from kg.tables import arrow

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

    from kg.config import Config
    from kg.lexicon import Lexicon

    Ints = NDArray[np.int64]

BATCH: Final = 1 << 16
"""Rows of a batch."""

KINDS: Final = tuple(sorted(RELATIONS))
"""The relations in the order in which the edges of two nodes come."""

WINDOWS: Final = ("", "document", "paragraph", "sentence")
"""The kinds of windows, likewise."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the tables say beside the counts of the parts.

    `others` are the edges that are no co-occurrence, with the columns of `schema(Relation)`, strings coded; `entities`
    and `dates` all ids and dates, in string order, the empty date among them.
    """

    others: pa.Table
    entities: pa.Array
    dates: pa.Array


def named(con: DuckDBPyConnection, lexicon: Lexicon) -> Named:
    """The relations, entities and dates of a build's tables."""
    entities = _column(con, "select distinct entity from mentions order by entity")
    dates = _column(con, "select '' union select date from documents where date is not null order by 1")
    return Named(_coded(relations.edges(con, lexicon)), entities, dates)


def _coded(rows: pa.Table) -> pa.Table:
    """The rows with every string once: a document's id stands in each of its edges."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [pc.dictionary_encode(column) if pa.types.is_string(column.type) else column for column in rows.columns]
    return pa.table(columns, names=rows.column_names).combine_chunks().unify_dictionaries()


def edges(names: Named, parts: Sequence[Counted], config: Config) -> Iterator[pa.Table]:
    """The edges of a build, as `ordered` gives them, from its tables and the counts of its parts."""
    ids, days = (_numbers(values) for values in (names.entities, names.dates))
    ties = []
    for window in cooccurrence.windows(config):
        total = sum(part.units[window] - part.crowded[window] for part in parts)
        ties.append(merge.ties(window, (part.rows(window) for part in parts), total, config, ids, days))
        arrow.release()
    return ordered(names, ties)


def _numbers(values: pa.Array) -> dict[str, int]:
    return {value: number for number, value in enumerate(values.to_pylist())}


def _column(con: DuckDBPyConnection, query: str) -> pa.Array:
    return con.sql(query).to_arrow_table().column(0).combine_chunks()


def ordered(names: Named, ties: Sequence[Ties]) -> Iterator[pa.Table]:
    """Batches of `schema(Relation)`, one at least, by source, target, relation and window.

    The numbers in `ties` stand for the entities and dates of `names`.
    """
    import numpy as np
    import pyarrow.compute as pc

    ids = _sorted(names.entities, *(pc.unique(names.others[end]).dictionary for end in ("source", "target")))
    place = pc.index_in(names.entities, ids).to_numpy(zero_copy_only=False).astype(np.int64)
    keys = [_other_keys(names.others, ids), *(_tie_keys(each, place, len(ids)) for each in ties)]
    ends = np.cumsum([len(key) for key in keys])
    order = np.argsort(np.concatenate(keys), kind="stable")
    del keys
    for start in range(0, max(len(order), 1), BATCH):
        yield _batch(order[start : start + BATCH], ends, names, ties)


def _batch(rows: Ints, ends: Ints, names: Named, ties: Sequence[Ties]) -> pa.Table:
    """The edges of these numbers: block by block, then in the order asked for."""
    import numpy as np
    import pyarrow as pa

    block = np.searchsorted(ends, rows, side="right")
    pieces = [names.others.take(rows[block == 0]).cast(schema(Relation))]
    for number, each in enumerate(ties, 1):
        pieces.append(_table(each, rows[block == number] - ends[number - 1], names))
    back = np.argsort(np.argsort(block, kind="stable"), kind="stable")
    return pa.concat_tables(pieces).combine_chunks().take(back)


def _table(ties: Ties, rows: Ints, names: Named) -> pa.Table:
    """Some co-occurrences as edges."""
    import numpy as np
    import pyarrow as pa

    entities, dates = names.entities, names.dates
    source, target = divmod(ties.sums.key[rows], len(ties.alone))
    npmi, llr = ties.figures(rows)
    first = ties.sums.first[rows]
    columns = {
        "source": entities.take(pa.array(source)),
        "target": entities.take(pa.array(target)),
        "relation": pa.repeat("co_occurs", len(rows)),
        "window": pa.repeat(ties.window, len(rows)),
        "count": ties.sums.windows[rows],
        "documents": ties.sums.documents[rows],
        "npmi": npmi,
        "llr": llr,
        "q": ties.q[rows],
        "first": dates.take(pa.array(np.where(first == len(dates), 0, first))),
        "last": dates.take(pa.array(ties.sums.last[rows])),
    }
    return pa.table(columns).cast(schema(Relation))


def _tie_keys(ties: Ties, place: Ints, size: int) -> Ints:
    source, target = divmod(ties.sums.key, len(ties.alone))
    return _key(place[source], place[target], KINDS.index("co_occurs"), WINDOWS.index(ties.window), size)


def _other_keys(others: pa.Table, ids: pa.Array) -> Ints:
    import pyarrow as pa

    lists: Mapping[str, pa.Array] = {
        "source": ids, "target": ids, "relation": pa.array(KINDS), "window": pa.array(WINDOWS)
    }  # fmt: skip
    source, target, kind, window = (_places(others[name], known) for name, known in lists.items())
    return _key(source, target, kind, window, len(ids))


def _places(column: pa.ChunkedArray, known: pa.Array) -> Ints:
    """The places of a coded column's strings among those known."""
    import numpy as np
    import pyarrow.compute as pc

    empty = np.empty(0, np.int64)
    tables = (pc.index_in(chunk.dictionary, known).to_numpy(zero_copy_only=False) for chunk in column.chunks)
    places = (table[chunk.indices.to_numpy()] for table, chunk in zip(tables, column.chunks, strict=True))
    return np.concatenate([empty, *places])


def _key(source: Ints, target: Ints, relation: Ints | int, window: Ints | int, size: int) -> Ints:
    """One number an edge that sorts as its source, target, relation and window do."""
    return ((source * size + target) * len(KINDS) + relation) * len(WINDOWS) + window


def _sorted(*columns: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The distinct strings of several columns in order."""
    import pyarrow as pa
    import pyarrow.compute as pc

    values = pc.unique(pa.chunked_array([pa.array(column.to_pylist(), pa.string()) for column in columns]))
    return values.take(pc.sort_indices(values))
