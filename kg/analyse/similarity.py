"""Which documents are alike by the slogans that they name, and a map of them.

A document is a vector of its entities, each weighing (1 + ln mentions) · (ln((1 + N) / (1 + n)) + 1), where n of the
N documents name it; what all name tells little. Documents are as alike as the cosine of their vectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._documents import place
from kg.analyse._rows import rows, table
from kg.analyse.method import Method
from kg.analyse.selection import Selection
from kg.analyse.subset import weigher
from kg.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    from scipy.sparse import csr_matrix

METHOD: Final = Method(
    "cosine of the documents' vectors of names, weighted (1 + ln tf) (ln((1 + N) / (1 + n)) + 1)",
    "names are weighed one by one, in no order; copies of a text are alike by nature; under {shared} shared names "
    "nothing is said",
    "Salton and Buckley 1988, Term-Weighting Approaches in Automatic Text Retrieval, IPM 24(5)",
)

MAP: Final = Method(
    "classical scaling of the distances sqrt(2 - 2 cosine) to two axes",
    "near is alike, but two axes hold only the share of the distances that is told; the axes have no meaning",
    "Torgerson 1952, Multidimensional Scaling: I. Theory and Method, Psychometrika 17(4)",
)

BATCH: Final = 500
"""Documents compared with all others at a time, so that a large corpus fits in memory."""

LARGEST: Final = 3000
"""Documents that a map can hold: it takes memory by their square."""

_PROFILES: Final = """
select u.document, u.entity, u.name, count(*) as count from uses u
group by u.document, u.entity, u.name order by u.document, u.entity
"""

_DOCUMENTS: Final = "select t.id, t.title, t.source, t.date from texts t order by t.date = '', t.date, t.source, t.id"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two documents, the earlier first: their ids, titles, sources and dates.

    `similarity` is 0 … 1; they share `shared` names, of which `names` add most to it.
    """

    similarity: float
    shared: int
    date: str
    title: str
    other_date: str
    other_title: str
    names: tuple[str, ...]
    document: str
    source: str
    other: str
    other_source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A document's place on the map."""

    document: str
    title: str
    source: str
    date: str
    x: float
    y: float


def similarity(
    tables: Any, selection: Selection | None = None, *, document: str = "", shared: int = 3, top: int = 20
) -> pa.Table:
    """A row a `Likeness`, the most alike first: at most `top` pairs, of 0 all, with `shared` names or more in common.

    With a `document` (an id, source or title) only pairs with it. Raises `UsageError` for one that is not there.
    """
    profiles = _profiles(tables, selection or Selection())
    chosen = None if not document else place([row[:3] for row in profiles.documents], document)
    pairs = sorted(_pairs(profiles, chosen, shared, top))[: top or None]
    found = [_likeness(profiles, one, other, -value, -common) for value, common, one, other in pairs]
    method = Method(METHOD.statistic, METHOD.assumptions.format(shared=shared), METHOD.source)
    return method.on(table(Likeness, found))


def layout(tables: Any, selection: Selection | None = None) -> pa.Table:
    """A row a `Place` for every document with a name, by date; alike documents lie near each other.

    Raises `UsageError` for more than `LARGEST` documents.
    """
    import numpy as np

    profiles = _profiles(tables, selection or Selection())
    size = len(profiles.documents)
    if size > LARGEST:
        raise UsageError(f"a map holds at most {LARGEST:,} documents, not {size:,}: choose fewer with --from and --to")
    if not size:
        return MAP.on(table(Place, ()))
    near = (profiles.vectors @ profiles.vectors.T).toarray()
    squared = np.maximum(2 - 2 * near, 0.0)
    np.fill_diagonal(squared, 0.0)
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    axes = [_axis(values, vectors, back) for back in (1, 2)]
    told = f"share of the distances on the map: {sum(v for v, _ in axes) / max(values.clip(0).sum(), 1e-12):.0%}"
    places = [
        Place(id, title, source, day, axes[0][1][number], axes[1][1][number])
        for number, (id, title, source, day) in enumerate(profiles.documents)
    ]
    return MAP.on(table(Place, places), told)


def _axis(values: Any, vectors: Any, back: int) -> tuple[float, list[float]]:
    """The axis of the eigenvalue that is `back` from the largest; its largest coordinate is positive."""
    if len(values) < back:
        return 0.0, [0.0] * len(values)
    value, vector = max(float(values[-back]), 0.0), vectors[:, -back]
    sign = 1.0 if vector[abs(vector.round(9)).argmax()] >= 0 else -1.0
    return value, [round(float(x), 6) + 0.0 for x in sign * vector * value**0.5]


@dataclass(frozen=True, slots=True)
class _Profiles:
    """Documents with a name, by date (id, title, source, date), their unit vectors, and the names of the columns."""

    documents: list[tuple[str, str, str, str]]
    vectors: csr_matrix
    names: list[str]


def _profiles(tables: Any, selection: Selection) -> _Profiles:
    import numpy as np
    from scipy.sparse import csr_matrix

    counts = rows(tables, selection.scope() + _PROFILES)
    named = {row[0] for row in counts}
    documents = [row for row in rows(tables, selection.scope() + " " + _DOCUMENTS) if row[0] in named]
    place = {row[0]: number for number, row in enumerate(documents)}
    names = {entity: name for _, entity, name, _ in counts}
    column = {entity: number for number, entity in enumerate(sorted(names))}
    where = ([place[row[0]] for row in counts], [column[row[1]] for row in counts])
    weights = 1 + np.log(np.array([row[3] for row in counts], dtype=np.float64))
    matrix = csr_matrix((weights, where), shape=(len(documents), len(column)))
    weight = weigher(tables)
    own = np.array([float(weight(row[0])) for row in counts])
    spread = np.bincount(np.asarray(where[1], dtype=np.int64), weights=own, minlength=len(column))
    size = float(sum(weight(row[0]) for row in documents))
    weighed = matrix.multiply(np.log((1 + size) / (1 + spread)) + 1).tocsr()
    length = np.sqrt(weighed.multiply(weighed).sum(axis=1)).A1 if len(documents) else np.ones(0)
    return _Profiles(documents, weighed.multiply(1 / length[:, None]).tocsr(), [names[id] for id in sorted(names)])


def _pairs(profiles: _Profiles, chosen: int | None, shared: int, top: int) -> Iterable[tuple[float, int, int, int]]:
    """(-similarity, -shared names, row, later row) of the best pairs of each batch."""
    import numpy as np

    vectors = profiles.vectors
    present = vectors.copy()
    present.data = np.ones_like(present.data)
    starts: Sequence[int] = range(0, vectors.shape[0], BATCH) if chosen is None else (chosen,)
    for start in starts:
        end = min(start + BATCH, vectors.shape[0]) if chosen is None else start + 1
        near = (vectors[start:end] @ vectors.T).tocoo()
        common = (present[start:end] @ present.T).tocoo()
        one, other, value = near.row + start, near.col, near.data.round(6)
        same = common.tocsr()
        keep = (one < other) if chosen is None else (one != other)
        one, other, value = one[keep], other[keep], value[keep]
        number = np.asarray(same[one - start, other]).ravel().astype(int) if len(one) else np.zeros(0, dtype=int)
        enough = number >= shared
        one, other, value, number = one[enough], other[enough], value[enough], number[enough]
        best = np.lexsort((other, one, -number, -value))[: top or None]
        for at in best.tolist():
            ends = sorted((int(one[at]), int(other[at])))
            yield -float(value[at]), -int(number[at]), ends[0], ends[1]


def _likeness(profiles: _Profiles, one: int, other: int, value: float, shared: int) -> Likeness:
    product = profiles.vectors[one].multiply(profiles.vectors[other]).tocoo()
    weights = sorted(zip((-product.data).round(9).tolist(), product.col.tolist(), strict=True))
    first, last = profiles.documents[one], profiles.documents[other]
    return Likeness(
        *(min(value, 1.0), shared, first[3], first[1] or first[2], last[3], last[1] or last[2]),
        *(tuple(profiles.names[column] for _, column in weights[:5]), first[0], first[2], last[0], last[2]),
    )
