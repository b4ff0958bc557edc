"""Documents that are other documents over again: near duplicates, to be left out of what counts.

Exact copies are one document already when a build is made. Here go reprints, shortened or corrected versions: documents
whose fingerprints (`kg.analyse._fingerprints`) are mostly those of an earlier document.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._fingerprints import Letters, letters
from kg.analyse._rows import rows
from kg.analyse.method import Method, counted
from kg.analyse.selection import Selection
from kg.analyse.subset import Subset, select, without
from kg.errors import UsageError, unknown

if TYPE_CHECKING:
    import pyarrow as pa
    from datasketch import MinHash

    from kg.config import Config

METHOD: Final = Method(
    "resemblance: shared fingerprints over those of either (Jaccard); candidates by MinHash and locality-sensitive hashing",
    "documents are sets of runs of letters: order and repetition do not count; pairs just at the limit can be missed",
    "Broder 1997, On the resemblance and containment of documents; Schleimer, Wilkerson and Aiken 2003",
)

RESEMBLANCE: Final = 0.7
"""From which on a document counts as another over again: about one letter in forty is another."""

WAYS: Final = ("drop", "weight")
"""What is done with near duplicates: they are left out, or share the weight of one document."""

PERMUTATIONS: Final = 128
SLACK: Final = 0.15
"""How much lower than asked candidates are looked for, so that few are missed."""


def near_duplicates(tables: Any, *, resemblance: float = RESEMBLANCE, seed: int = 1) -> pa.Table:
    """One row a document that is an earlier one over again, in the order of date and source.

    Columns: document, source, date, kept (the id of the earlier document that stands for it), kept_source, kept_date,
    resemblance: shared fingerprints over those of either (Jaccard; Broder 1997, On the resemblance and containment of
    documents). Documents are taken by date (undated ones last), then source; each is compared with those kept before it,
    and counts as a copy of the most alike that reaches `resemblance`. Candidates come from MinHash with locality-sensitive
    hashing drawn by `seed`, so a pair just at the limit can be missed; the figure itself is exact.

    Raises `UsageError` for a resemblance outside 0 … 1.
    """
    import pyarrow as pa
    from datasketch import MinHashLSH

    if not 0 < resemblance <= 1:
        raise UsageError(f"resemblance is more than 0 and at most 1, not {resemblance:g}")
    index = MinHashLSH(threshold=max(resemblance - SLACK, 0.05), num_perm=PERMUTATIONS, weights=(0.2, 0.8))
    bodies = letters(tables)
    prints = [frozenset(item.prints[0].tolist()) for item in bodies]
    found = []
    for number, item in enumerate(bodies):
        sketch = _sketch(prints[number], seed)
        alike = [(_jaccard(prints[number], prints[other]), -other) for other in index.query(sketch)]
        best, other = max(alike, default=(0.0, 0))
        if best >= resemblance:
            found.append(_row(item, bodies[-other], best))
        else:
            index.insert(number, sketch)
    names = ("document", "source", "date", "kept", "kept_source", "kept_date")
    schema = pa.schema([*((name, pa.string()) for name in names), ("resemblance", pa.float64())])
    return METHOD.on(
        pa.Table.from_pylist(found, schema=schema), f"resemblance of {resemblance:g} or more; seed: {seed}"
    )


def deduped(
    tables: Any,
    config: Config,
    how: str = "drop",
    *,
    selection: Selection | None = None,
    resemblance: float = RESEMBLANCE,
) -> Subset:
    """What any other analysis takes instead of the tables, where a text is not to count as often as it is there.

    `drop` leaves near duplicates out; `weight` keeps all, and each of the k documents that are one text over again
    weighs 1 / k. Looked for is among the documents of the selection alone, so that a copy stands for a text that is not
    in it. Raises `UsageError` for another way, and where the selection is empty.
    """
    if how not in WAYS:
        raise unknown("way with copies", how, WAYS)
    if selection is not None and (where := selection.where("d")) != "true":
        tables = select(tables, [row[0] for row in rows(tables, f"select d.id from documents d where {where}")], config)
    found = near_duplicates(tables, resemblance=resemblance, seed=config.seed)
    copies, kept = found["document"].to_pylist(), Counter(found["kept"].to_pylist())
    ids = [row[0] for row in rows(tables, "select id from documents order by id")]
    near = f"(near copies of an earlier one, from a resemblance of {resemblance:g} on; kg reuse --copies lists them)"
    if how == "drop":
        return without(tables, copies, config, notes=[f"left out: {len(copies)} of {len(ids)} documents {near}"])
    sizes = {id: size + 1 for id, size in kept.items()}
    sizes |= {copy: sizes[id] for copy, id in zip(copies, found["kept"].to_pylist(), strict=True)}
    told = (
        f"weighed: {len(sizes)} of {len(ids)} documents are {counted(len(kept), 'texts')} in copies, each of k copies at 1/k {near}",
        "counts are sums of weights, and the statistics take these for counts",
    )
    return select(tables, ids, config, copies=dict(sorted(sizes.items())), notes=told if sizes else told[:1])


def _sketch(prints: frozenset[int], seed: int) -> MinHash:
    from datasketch import MinHash

    sketch = MinHash(num_perm=PERMUTATIONS, seed=seed, hashfunc=lambda value: value & 0xFFFFFFFF)
    sketch.update_batch(sorted(prints))
    return sketch


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


def _row(item: Letters, kept: Letters, resemblance: float) -> dict[str, Any]:
    return {
        "document": item.document, "source": item.source, "date": item.date,
        "kept": kept.document, "kept_source": kept.source, "kept_date": kept.date, "resemblance": resemblance,
    }  # fmt: skip
