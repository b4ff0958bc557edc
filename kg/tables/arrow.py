"""Records ↔ Arrow: documents to a batch and back, analyses to nested rows, nested rows to tables."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, Final

from kg.records import Analysis, Document, Expansion, Mention, Records, Sentence, schema
from kg.tables.schemas import PARTED, nested_schema, table_schema

if TYPE_CHECKING:
    import pyarrow as pa

_MMAP_THRESHOLD: Final = -3
"""The number of this parameter of `mallopt`."""

_LARGE: Final = 1 << 22
"""Bytes that are large."""


def batch(documents: Sequence[Document]) -> pa.RecordBatch:
    """Documents as one batch, a row each, in their order."""
    import pyarrow as pa

    arrow = schema(Document)
    columns = Records.joined(Document, [documents]).columns().values()
    arrays = [pa.array(column, field.type) for column, field in zip(columns, arrow, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=arrow)


def documents(batch: pa.RecordBatch) -> list[Document]:
    """The documents of a batch; the inverse of `batch`.

    >>> documents(batch([Document("doc:0", "a.txt", "会议")]))[0].source
    'a.txt'
    """
    import pyarrow as pa

    arrow = schema(Document)
    columns = [batch.column(name).to_pylist() for name in arrow.names]
    for at, field in enumerate(arrow):
        if pa.types.is_map(field.type):
            columns[at] = [tuple((key, value) for key, value in pairs) for pairs in columns[at]]
    return [Document(*row) for row in zip(*columns, strict=True)]


def nested(
    analyses: Sequence[Analysis], errors: Sequence[str], documents: pa.RecordBatch | None = None
) -> pa.RecordBatch:
    """Analyses as rows of `nested_schema`, one a document, with the error of each ("" for none).

    `documents` is the batch of their documents, which is made where there is none.
    """
    import pyarrow as pa

    arrow = nested_schema()
    if documents is None or documents.schema != schema(Document):
        documents = batch([analysis.document for analysis in analyses])
    counts: list[list[Any]] = [
        [len(analysis.document.text) for analysis in analyses],
        [sum(mask.end - mask.start for mask in analysis.masks) for analysis in analyses],
    ]
    arrays = [*documents.columns, *(pa.array(column, pa.int32()) for column in counts)]
    arrays += [_lists(analyses, "sentences", Sentence), _lists(analyses, "mentions", Mention)]
    arrays += [_lists(analyses, "expansions", Expansion)]
    arrays += [_rejections(analyses), pa.array(list(errors), pa.string())]
    return pa.RecordBatch.from_arrays(arrays, schema=arrow)


def flat(rows: pa.Table | pa.RecordBatch, table: str) -> pa.Table:
    """One table out of nested rows; documents that failed are left out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    arrow = table_schema(table)
    if table == PARTED[0]:
        kept = rows.filter(pc.equal(rows.column("error"), ""))
        return pa.Table.from_arrays([kept.column(name) for name in arrow.names], schema=arrow)
    return pa.Table.from_arrays(pc.list_flatten(rows.column(table)).flatten(), schema=arrow)


def frugal() -> None:
    """Let Arrow, where it is not loaded yet, take memory from the system's allocator, unless its variable says otherwise.

    Arrow's own keeps a quarter more than is used and is no faster here. What is large goes back when it is freed: glibc
    would keep ever more of it.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    _libc("mallopt")(_MMAP_THRESHOLD, _LARGE)


def release() -> None:
    """Give memory that is kept for later back to the system: after a large step it is half of the process."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    _libc("malloc_trim")(0)


def _libc(name: str) -> Callable[..., int]:
    """A function of glibc; another C library has none of that name, and keeps less."""
    import ctypes

    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    found: Callable[..., int] = getattr(library, name, lambda *_: 0)
    return found


def _lists(analyses: Sequence[Analysis], table: str, kind: type) -> pa.ListArray:
    """The records of one kind as a list a document."""
    groups = [getattr(analysis, table) for analysis in analyses]
    columns = Records.joined(kind, groups).columns()
    if table == "sentences":
        texts = {analysis.document.id: analysis.document.text for analysis in analyses}
        places = zip(columns["document"], columns["start"], columns["end"], strict=True)
        columns["text"] = [texts[document][start:end] for document, start, end in places]
    return _listed(map(len, groups), [*columns.values()], list(table_schema(table)))


def _rejections(analyses: Sequence[Analysis]) -> pa.ListArray:
    """How many candidates were rejected, by reason, as a list a document."""
    groups = [sorted(Counter(r.reason for r in analysis.rejections).items()) for analysis in analyses]
    counts = list(chain.from_iterable(groups))
    columns: list[list[Any]] = [[reason for reason, _ in counts], [count for _, count in counts]]
    return _listed(map(len, groups), columns, list(nested_schema().field("rejections").type.value_type))


def _listed(sizes: Iterable[int], columns: Sequence[Sequence[Any]], fields: Sequence[pa.Field]) -> pa.ListArray:
    """Rows of these columns, so many of them in each list."""
    import pyarrow as pa

    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    offsets = pa.array([*accumulate(sizes, initial=0)], pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(arrays, fields=fields))
