"""Names, and pairs of names, in the windows of the texts, counted by period.

A window and the names in it are a row of a matrix of ones; how often two names share a window is the product of their
columns, so a pair costs what its two names cost, and no pair is counted that is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.config import Config
from kg.graph import cooccurrence

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

BATCH: Final = 200_000
"""Mentions that are counted at a time, with the rest of the last one's document."""

PAIRS: Final = 250
"""Pairs that are counted at a time."""

_MENTIONS = """
with texts as (select id, row_number() over () as document, substr(date, 1, {width}) as period from documents)
select d.document, m.entity, d.period, s."index" as sentence, s.paragraph,
    s."index" is not null and list_contains($types, m.type) as stands
from mentions m join texts d on d.id = m.document
left join sentences s on s.document = m.document and s."index" = m.sentence
order by d.document
"""

_UNITS = """
with paragraphs as (select document, count(*) as sentences from sentences group by document, paragraph),
whole as (select document, sum(sentences) as sentences, count(*) as paragraphs from paragraphs group by document)
select substr(d.date, 1, {width}) as period, sum(sentences)::bigint as sentence, sum(paragraphs)::bigint as paragraph,
    count(*) as document
from whole w join documents d on d.id = w.document group by 1
"""


@dataclass(frozen=True, slots=True)
class Windows:
    """Counts of one kind of window; a column a period, the first that of texts without one.

    `totals` has all windows (one row), `names` those with each name, `pairs` those with both names of each pair.
    """

    totals: Ints
    names: Ints
    pairs: Ints


@dataclass(frozen=True, slots=True)
class Names:
    """The names and the pairs of them (by place among the names) that are counted, in these periods."""

    ids: Sequence[str]
    sources: Ints
    targets: Ints
    periods: Sequence[str]

    def nothing(self, rows: int) -> Ints:
        """Counts to begin with."""
        import numpy as np

        return np.zeros((rows, len(self.periods) + 1), np.int64)


def count(con: Any, config: Config, names: Names, width: int) -> tuple[Ints, dict[str, Windows]]:
    """The mentions of each name, and the windows of each kind; `width` characters of a date name its period.

    They are the windows from which `kg.graph.cooccurrence` makes the edges.
    """
    import numpy as np

    kinds = cooccurrence.windows(config)
    mentions = names.nothing(len(names.ids))
    found = {kind: Windows(*map(names.nothing, (1, len(names.ids), len(names.sources)))) for kind in kinds}
    units = con.sql(_UNITS.format(width=width)).to_arrow_table()
    for kind in kinds:
        np.add.at(found[kind].totals[0], _places(units["period"], names.periods) + 1, units[kind].to_numpy())
    values = {"types": list(cooccurrence.types(config))}
    for rows in _documents(con.sql(_MENTIONS.format(width=width), params=values).to_arrow_reader(BATCH)):
        period, entity = _places(rows["period"], names.periods) + 1, _coded(rows["entity"], names.ids)
        counted = entity < len(names.ids)
        np.add.at(mentions, (entity[counted], period[counted]), 1)
        stands = rows["stands"].to_numpy()
        for kind in kinds:
            window = _windows(rows, kind)[stands]
            _add(found[kind], window, entity[stands], period[stands], names, config.graph.max_names)
    return mentions, found


def _add(found: Windows, window: Ints, entity: Ints, period: Ints, names: Names, most: int) -> None:
    """Add what some mentions tell, by the key of the window of each; windows of more than `most` names are left out."""
    import numpy as np
    from scipy.sparse import csr_array

    _, first, window = np.unique(window, return_index=True, return_inverse=True)
    period = period[first]
    size = int(entity.max(initial=0)) + 1
    window, entity = np.divmod(np.unique(window * size + entity), size)
    crowded = np.bincount(window, minlength=len(period)) > most
    np.subtract.at(found.totals[0], period[crowded], 1)
    kept = ~crowded[window] & (entity < len(names.ids))
    window, entity = window[kept], entity[kept]
    np.add.at(found.names, (entity, period[window]), 1)
    ones = np.ones(max(len(window), len(period)), np.int32)
    stands = csr_array((ones[: len(window)], (entity, window)), shape=(len(names.ids), len(period)))
    falls = csr_array(
        (ones[: len(period)], (np.arange(len(period)), period)), shape=(len(period), len(names.periods) + 1)
    )
    for start in range(0, len(names.sources), PAIRS):
        some = slice(start, start + PAIRS)
        both = stands[names.sources[some]].multiply(stands[names.targets[some]])
        found.pairs[some] += (both @ falls).toarray()


def _documents(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Rows that lie document by document, in tables of whole documents."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rest: list[pa.RecordBatch] = []
    for batch in batches:
        rows = pa.Table.from_batches([*rest, batch])
        ends = pc.index(rows["document"], rows["document"][-1]).as_py()
        if ends:
            yield rows.slice(0, ends)
        rest = rows.slice(ends).to_batches()
    if rest:
        yield pa.Table.from_batches(rest)


def _windows(rows: pa.Table, kind: str) -> Ints:
    """A number for the window of each row."""
    document: Ints = rows["document"].to_numpy() << 32
    return document if kind == "document" else document | rows[kind].fill_null(0).to_numpy()


def _places(column: pa.ChunkedArray, among: Sequence[str]) -> Ints:
    """The place of each value among others, -1 where it is not there."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    places: Ints = pc.index_in(column, pa.array(among, pa.string())).fill_null(-1).to_numpy().astype(np.int64)
    return places


def _coded(column: pa.ChunkedArray, first: Sequence[str]) -> Ints:
    """A number for each value: its place in `first`, or one beyond them."""
    import numpy as np

    coded = column.combine_chunks().dictionary_encode()
    places = _places(coded.dictionary, first)
    numbers: Ints = np.where(places < 0, len(first) + np.arange(len(places)), places)[coded.indices.to_numpy()]
    return numbers
