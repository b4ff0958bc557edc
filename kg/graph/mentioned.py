"""What the tables say of entities, as numbers: how often each document names each, and in which forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]

ROWS: Final = "select {columns}, count(*) as n from {table} group by {columns}"
"""What `Rows.counted` gives, in SQL that DuckDB and Spark both run; where the files are at hand, reading is quicker."""

FORMS: Final = ("entity", "type", "kind", "text")
"""The columns of `Mentioned.forms`, beside `n`."""

Expanded = tuple[str, tuple[str, ...], str, str]
"""The slogan, the members, the document and the date of an expansion."""


class Rows(Protocol):
    """The rows of a build's tables."""

    def counted(self, table: str, columns: Sequence[str]) -> Iterable[pa.Table]:
        """Tables of some columns and `n`, how many rows each stands for; the rows of a document are in one of them.

        Strings are coded, in one list of strings a table and column.
        """


@dataclass(frozen=True, slots=True)
class Mentions:
    """How often a document names an entity, each two once: places among the documents and the entities, and `count`."""

    document: Places
    entity: Places
    count: Places


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What the tables say. `entities`, `documents` and `dates` are in string order, the empty date among them.

    `date` is the place of each document's date. `forms` has a row for each `entity` (its place), `type`, `kind` and
    `text` of mentions, and how many have them, `n`; an empty entity is in neither `mentions` nor `forms`. `expansions`
    come in any order.
    """

    entities: pa.Array
    documents: pa.Array
    dates: pa.Array
    date: Places
    mentions: Mentions
    forms: pa.Table
    expansions: list[Expanded]


def read(rows: Rows) -> Mentioned:
    """What the rows of a build say."""
    documents, dates, date = _dated(rows)
    entities, mentions, forms = _mentions(rows, documents)
    expansions = _expansions(rows, documents, dates, date)
    return Mentioned(entities, documents, dates, date, mentions, forms, expansions)


@dataclass(slots=True)
class _Names:
    """Strings of columns that come one after the other, numbered as they come, and in the end by their order."""

    lists: list[pa.Array] = field(default_factory=list)
    size: int = 0

    def numbers(self, column: pa.ChunkedArray) -> Ints:
        """A number for each string of a coded column, above those of the columns before."""
        import numpy as np

        chunk = column.combine_chunks()
        first, self.size = self.size, self.size + len(chunk.dictionary)
        self.lists.append(chunk.dictionary)
        codes: Ints = chunk.indices.to_numpy().astype(np.int64)
        return codes + first

    def ranked(self, *more: str) -> tuple[pa.Array, Places]:
        """The distinct strings (and `more`) in order, and the place among them for each number."""
        import pyarrow as pa
        import pyarrow.compute as pc

        names = pc.unique(pa.chunked_array([*self.lists, pa.array(more, pa.string())]))
        names = names.take(pc.sort_indices(names))
        return names, self.among(names)

    def among(self, names: pa.Array) -> Places:
        """The place among other strings for each number."""
        import pyarrow as pa
        import pyarrow.compute as pc

        places: Places = pc.index_in(pa.chunked_array(self.lists, pa.string()), names).to_numpy()
        return places


def _dated(rows: Rows) -> tuple[pa.Array, pa.Array, Places]:
    """The ids of the documents, all dates, and the place of each document's date."""
    import numpy as np

    ids, days = _Names(), _Names()
    found = [
        (ids.numbers(table["id"]), days.numbers(table["date"])) for table in rows.counted("documents", ("id", "date"))
    ]
    (documents, place), (dates, day) = ids.ranked(), days.ranked("")
    date = np.zeros(len(documents), np.int32)
    for id, value in found:
        date[place[id]] = day[value]
    return documents, dates, date


def _mentions(rows: Rows, documents: pa.Array) -> tuple[pa.Array, Mentions, pa.Table]:
    """The entities, how often documents name them, and their forms."""
    import numpy as np
    import pyarrow as pa

    ids, names = _Names(), [_Names() for _ in FORMS]
    pairs: list[Sequence[Places]] = []
    forms: list[Sequence[Places]] = []
    for table in rows.counted("mentions", ("document", *FORMS)):
        holder, n = ids.numbers(table["document"]), table["n"].to_numpy()
        columns = [each.numbers(table[name]) for each, name in zip(names, FORMS, strict=True)]
        pairs.append(_small(_added([holder, columns[0]], n)))
        forms.append(_small(_added(columns, n)))
    strings, places = zip(*(each.ranked() for each in names), strict=True)
    document, entity, count = _joined(pairs, 3)
    *numbers, times = _joined(forms, len(FORMS) + 1)
    ordered = [place[column].astype(np.int64) for place, column in zip(places, numbers, strict=True)]
    *columns, n = _added(ordered, times.astype(np.int64))
    mentions = Mentions(ids.among(documents)[document], places[0][entity], count)
    texts = [each.take(pa.array(column)) for each, column in zip(strings[1:], columns[1:], strict=True)]
    table = pa.table([columns[0], *texts, n], names=[*FORMS, "n"])
    return strings[0], *_named(strings[0], mentions, table)


def _named(entities: pa.Array, mentions: Mentions, forms: pa.Table) -> tuple[Mentions, pa.Table]:
    """Without the mentions of an empty name."""
    if not len(entities) or entities[0].as_py():
        return mentions, forms
    kept = mentions.entity > 0
    mentions = Mentions(mentions.document[kept], mentions.entity[kept], mentions.count[kept])
    return mentions, forms.filter(forms["entity"].to_numpy() > 0)


def _small(columns: Sequence[Ints]) -> list[Places]:
    """Numbers of rows and strings in half the memory: there are fewer than 2³¹."""
    import numpy as np

    return [column.astype(np.int32) for column in columns]


def _joined(groups: Sequence[Sequence[Places]], size: int) -> list[Places]:
    """So many columns of numbers, those of all groups one after the other."""
    import numpy as np

    return [np.concatenate([np.empty(0, np.int32), *(group[i] for group in groups)]) for i in range(size)]


def _added(columns: Sequence[Ints], n: Ints) -> list[Ints]:
    """Each row of numbers once, in their order, and last the sums of `n`."""
    import numpy as np

    if not len(n):
        return [*columns, n]
    low = [int(column.min()) for column in columns]
    sizes = [int(column.max()) - least + 1 for column, least in zip(columns, low, strict=True)]
    key = np.ravel_multi_index([column - least for column, least in zip(columns, low, strict=True)], sizes)
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    rows = np.unravel_index(key[starts], sizes)
    return [*(row + least for row, least in zip(rows, low, strict=True)), np.add.reduceat(n[order], starts)]


def _expansions(rows: Rows, documents: pa.Array, dates: pa.Array, date: Places) -> list[Expanded]:
    import pyarrow.compute as pc

    found = []
    for table in rows.counted("expansions", ("slogan", "members", "document")):
        days = dates.take(date[pc.index_in(table["document"].cast("string"), documents)])
        columns = (table["slogan"], table["members"], table["document"], days, table["n"])
        for slogan, members, document, day, n in zip(*(column.to_pylist() for column in columns), strict=True):
            found += [(slogan, tuple(members or ()), document, day)] * n
    return found
