"""Which documents share passages: text reuse, with the place of every passage in both.

Candidates are pairs of documents with a fingerprint in common (`kg.analyse._fingerprints`: the smallest hash of every
window of letters, MinHash taken locally, so that a passage copied into a long speech is found where hashes of whole
documents would miss it). Each is then aligned: the shared run of letters is followed to both sides as far as it goes,
over small differences too. What so many documents share
that it is a formula of the language, and not a copy, is left out by `spread`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._fingerprints import RUN, WINDOW, Letters, letters
from kg.analyse._rows import rows
from kg.analyse.method import Method
from kg.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

METHOD: Final = Method(
    f"shared runs found by winnowing (hashes of {RUN} letters, the least in {WINDOW}), then aligned",
    "marks, blanks and script do not count; the earlier text need not be the source: both may follow a third",
    "Schleimer, Wilkerson and Aiken 2003; Broder 1997",
)

GAP: Final = 12
"""Letters that may differ between two runs of one passage, on either side."""

LINK: Final = 5
"""Letters alike with which a passage goes on after a difference."""

RECENT: Final = 8
"""So many passages back is looked whether a seed stands in one."""

SHORTEST: Final = RUN + WINDOW - 1
"""What is shorter is not surely found."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A shared passage, as half-open places among the letters of both; `same` letters are alike."""

    a: int
    a_end: int
    b: int
    b_end: int
    same: int


def passages(tables: Any, *, least: int = 30, spread: int = 50, document: str = "") -> pa.Table:
    """One row a shared passage of at least `least` letters: the longest first.

    Columns: document_a, document_b (ids), source_a, source_b, date_a, date_b, start_a, end_a, start_b, end_b (half-open
    `str` indices into the documents' texts), letters (alike in both), similarity (their share of the longer side),
    text_a, text_b. `a` is the earlier document by date, then by source; that it is earlier in this corpus does not make
    it the one copied from: both may follow a third. A run found in more than `spread` documents counts as a formula.
    `document` (an id, or part of a source) keeps the passages of documents that it names.

    Raises `UsageError` for a `least` under what is surely found, and for a document that is not there.
    """
    import pyarrow as pa

    if least < SHORTEST:
        raise UsageError(f"the least length of a passage is {SHORTEST} letters or more, not {least}")
    bodies = letters(tables)
    wanted = _wanted(bodies, document)
    rows = [
        _row(bodies[one], bodies[other], passage)
        for one, other, seeds in _candidates(bodies, spread, wanted)
        for passage in aligned(bodies[one].codes, bodies[other].codes, seeds)
        if passage.same >= least
    ]
    rows.sort(key=lambda row: (-row["letters"], row["source_a"], row["start_a"], row["source_b"], row["start_b"]))
    found = _with_texts(tables, pa.Table.from_pylist(rows, schema=_schema()))
    return METHOD.on(found, f"passages of {least} letters or more, in at most {spread} documents")


def pairs(found: pa.Table, tables: Any) -> pa.Table:
    """One row a pair of documents of `passages`, the most shared letters first.

    Columns: document_a, document_b, source_a, source_b, date_a, date_b, passages, letters, share_a, share_b: how much
    of each document's body stands in passages of the pair.
    """
    import duckdb
    import pyarrow as pa

    bodies = {item.document: len(item.codes) for item in letters(tables)}
    sizes = pa.table({"id": list(bodies), "size": list(bodies.values())})
    with duckdb.connect() as con:
        con.register("passages", found)
        con.register("sizes", sizes)
        return METHOD.on(con.sql(PAIRS).to_arrow_table())


PAIRS: Final = """
select p.document_a, p.document_b, p.source_a, p.source_b, p.date_a, p.date_b, count(*) as passages,
  cast(sum(p.letters) as bigint) as letters,
  least(1.0, sum(p.letters) / any_value(a.size)) as share_a, least(1.0, sum(p.letters) / any_value(b.size)) as share_b
from passages p join sizes a on a.id = p.document_a join sizes b on b.id = p.document_b
group by all order by letters desc, p.source_a, p.source_b
"""


def _wanted(bodies: Sequence[Letters], document: str) -> set[int]:
    """The indexes of the documents that are named."""
    found = {i for i, item in enumerate(bodies) if not document or document == item.document or document in item.source}
    if not found and document:
        raise UsageError(f"unknown document {document!r}: give an id or part of a file name")
    return found


def _candidates(
    bodies: Sequence[Letters], spread: int, wanted: set[int]
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Pairs of documents with the places at which they have a hash in common, in the order of the documents."""
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for group in _shared(bodies):
        names = sorted({document for document, _ in group})
        if not 1 < len(names) <= spread or (len(wanted) < len(bodies) and not wanted.intersection(names)):
            continue
        for (one, a), (other, b) in combinations(group, 2):
            if one != other and (one in wanted or other in wanted):
                seeds[one, other].append((a, b))
    for (one, other), places in sorted(seeds.items()):
        yield one, other, sorted(places)


def _shared(bodies: Sequence[Letters]) -> Iterator[list[tuple[int, int]]]:
    """For every hash that stands twice: the documents and places that have it, in order."""
    import numpy as np

    if not bodies:
        return
    values = np.concatenate([item.prints[0] for item in bodies])
    places = np.concatenate([item.prints[1] for item in bodies])
    documents = np.repeat(np.arange(len(bodies)), [len(item.prints[0]) for item in bodies])
    order = np.lexsort((places, documents, values))
    values, places, documents = values[order], places[order], documents[order]
    edges = np.flatnonzero(np.diff(values)) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(values)]])
    for start, end in zip(starts[ends - starts > 1].tolist(), ends[ends - starts > 1].tolist(), strict=True):
        yield list(zip(documents[start:end].tolist(), places[start:end].tolist(), strict=True))


def aligned(a: NDArray[np.uint32], b: NDArray[np.uint32], seeds: Iterable[tuple[int, int]]) -> list[Passage]:
    """The passages that two texts share, from places where they do, in the order of the first text.

    >>> import numpy as np
    >>> one, other = (np.array([ord(c) for c in text], dtype=np.uint32) for text in ("甲乙丙丁戊己", "子乙丙丁戊丑"))
    >>> aligned(one, other, [(2, 2)])
    [Passage(a=1, a_end=5, b=1, b_end=5, same=4)]
    """
    found: list[Passage] = []
    for x, y in seeds:
        if any(last.a <= x < last.a_end and last.b <= y < last.b_end for last in found[-RECENT:]):
            continue
        before, before_b, same = _grown(a[:x][::-1], b[:y][::-1])
        after, after_b, more = _grown(a[x:], b[y:])
        if more:
            found.append(Passage(x - before, x + after, y - before_b, y + after_b, same + more))
    return _best(found)


def _grown(a: NDArray[np.uint32], b: NDArray[np.uint32]) -> tuple[int, int, int]:
    """How far two texts go on alike from their beginnings over small differences: letters of each, letters alike."""
    x = y = same = 0
    while True:
        run = _alike(a[x:], b[y:])
        x, y, same = x + run, y + run, same + run
        step = _bridge(a[x : x + GAP + LINK].tolist(), b[y : y + GAP + LINK].tolist())
        if step is None:
            return x, y, same
        x, y = x + step[0], y + step[1]


def _bridge(one: list[int], other: list[int]) -> tuple[int, int] | None:
    """The least that is to be passed over in both until `LINK` letters are alike again, if any.

    >>> _bridge([1, 5, 6, 7, 8, 9], [5, 6, 7, 8, 9])
    (1, 0)
    """
    places: dict[tuple[int, ...], int] = {}
    for at in range(len(other) - LINK, -1, -1):
        places[tuple(other[at : at + LINK])] = at
    steps = [(at, places.get(tuple(one[at : at + LINK]), -1)) for at in range(len(one) - LINK + 1)]
    return min((step for step in steps if step[1] >= 0), key=lambda step: (sum(step), step), default=None)


def _alike(a: NDArray[np.uint32], b: NDArray[np.uint32]) -> int:
    """How many letters two texts have in common from their beginnings."""
    import numpy as np

    at, step = 0, 64
    while at < min(len(a), len(b)):
        size = min(step, len(a) - at, len(b) - at)
        unlike = np.flatnonzero(a[at : at + size] != b[at : at + size])
        if len(unlike):
            return at + int(unlike[0])
        at, step = at + size, step * 2
    return at


def _best(found: Sequence[Passage]) -> list[Passage]:
    """The passages without those that repeat a part of a longer one on either side."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda item: (-item.same, item.a, item.b)):
        if not any(
            (item.a <= passage.a and passage.a_end <= item.a_end)
            or (item.b <= passage.b and passage.b_end <= item.b_end)
            for item in kept
        ):
            kept.append(passage)
    return sorted(kept, key=lambda item: (item.a, item.b))


def _schema() -> pa.Schema:
    import pyarrow as pa

    texts = ("document_a", "document_b", "source_a", "source_b", "date_a", "date_b")
    numbers = ("start_a", "end_a", "start_b", "end_b", "letters")
    fields = [*((name, pa.string()) for name in texts), *((name, pa.int64()) for name in numbers)]
    return pa.schema([*fields, ("similarity", pa.float64())])


def _row(one: Letters, other: Letters, found: Passage) -> dict[str, Any]:
    return {
        "document_a": one.document, "document_b": other.document, "source_a": one.source, "source_b": other.source,
        "date_a": one.date, "date_b": other.date,
        "start_a": int(one.offsets[found.a]), "end_a": int(one.offsets[found.a_end - 1]) + 1,
        "start_b": int(other.offsets[found.b]), "end_b": int(other.offsets[found.b_end - 1]) + 1,
        "letters": found.same,
        "similarity": found.same / max(found.a_end - found.a, found.b_end - found.b),
    }  # fmt: skip


def _with_texts(tables: Any, table: pa.Table) -> pa.Table:
    """The passages with their texts."""
    import pyarrow as pa

    for side in ("a", "b"):
        ids = table[f"document_{side}"].to_pylist()
        texts = dict(rows(tables, "select id, text from documents where list_contains(?, id)", [sorted(set(ids))]))
        places = zip(ids, table[f"start_{side}"].to_pylist(), table[f"end_{side}"].to_pylist(), strict=True)
        table = table.append_column(f"text_{side}", pa.array([texts[id][x:y] for id, x, y in places], pa.string()))
    return table
