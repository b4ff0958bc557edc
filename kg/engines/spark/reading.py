"""Sources → documents, on the workers: Spark's file systems give the bytes, `kg.read` reads them.

Files come whole; .jsonl files above `SPLIT` bytes come by lines, so that one file is read by many workers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from kg.engines.protocol import Steps
from kg.engines.spark import urls
from kg.engines.spark.listing import Found, Listing
from kg.engines.spark.sent import Sent
from kg.entries import number
from kg.errors import InputError
from kg.read import Source, Told
from kg.records import Document, schema
from kg.tables import arrow, parts

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.engines.spark.session import Session

SPLIT: Final = 64 << 20
"""Bytes above which a .jsonl file is read by lines."""

EACH: Final = 2 << 20
"""Bytes of text in a batch of documents, roughly."""


class Item(NamedTuple):
    """A document, or what is wrong with it; the number of its source, and where it is in that."""

    place: int
    ordinal: int
    item: Document | InputError


def documents(session: Session, listing: Listing, steps: Sent) -> Any:
    """The documents of the sources as a frame of `row_schema`, in no order."""
    from functools import reduce

    from pyspark.sql.pandas.types import from_arrow_schema

    shape = from_arrow_schema(row_schema())
    readable = [(place, found) for place, found in enumerate(listing.found) if not found.source.problem]
    lined = [(place, found) for place, found in readable if _split(found)]
    large = [(place, found) for place, found in readable if found.size > SPLIT and not _split(found)]
    small = [(place, found) for place, found in readable if 0 < found.size <= SPLIT]
    frames = [
        _whole(session, roots, chosen, most).mapInArrow(_Whole(steps), shape)
        for roots, chosen, most in (
            (listing.roots, small, SPLIT),
            ([found.source.path for _, found in large], large, 1 << 62),
        )
        if chosen
    ]
    if lined:
        frames.append(_lines(session, lined, steps, shape))
    return reduce(lambda one, other: one.union(other), frames) if frames else session.spark.createDataFrame([], shape)


def _split(found: Found) -> bool:
    return found.size > SPLIT and found.source.path.lower().endswith(".jsonl")


COLUMNS: Final = ("place", "path", "name", "told_by", "metadata")
"""What a worker is told of a file that it reads whole."""


def _whole(session: Session, roots: Sequence[str], chosen: Sequence[tuple[int, Found]], most: int) -> Any:
    """`place`, `path`, `name`, `told_by`, `metadata` and `content` of the chosen ones among the files under roots."""
    import pyarrow as pa
    from pyspark.sql.functions import broadcast

    columns = {
        "place": pa.array([place for place, _ in chosen], pa.int32()),
        "path": pa.array([found.source.path for _, found in chosen], pa.string()),
        "name": pa.array([found.source.name for _, found in chosen], pa.string()),
        "told_by": pa.array([found.source.told.by for _, found in chosen], pa.string()),
        "metadata": pa.array([found.source.told.fields for _, found in chosen], pa.map_(pa.string(), pa.string())),
    }
    reader = session.spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    files = reader.load([urls.literal(root) for root in roots]).where(f"length <= {most}").select("path", "content")
    return files.join(broadcast(session.spark.createDataFrame(pa.table(columns))), "path")


class _Whole:
    """On a worker: whole files → documents."""

    def __init__(self, steps: Sent) -> None:
        self._steps = steps

    def __call__(self, rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return batches(item for batch in rows for item in self._items(batch))

    def _items(self, batch: pa.RecordBatch) -> Iterator[Item]:
        content = batch.column("content")
        places = zip(*(batch.column(name).to_pylist() for name in COLUMNS), strict=True)
        for row, (place, path, name, by, metadata) in enumerate(places):
            source = Source(path, name, Told(by, tuple(metadata)))
            for ordinal, item in enumerate(items(self._steps.value, source, content[row].as_buffer())):
                yield Item(place, ordinal, item)


def items(steps: Steps, source: Source, content: Any) -> Iterator[Document | InputError]:
    """The documents of a source that has this content, read as a file of its name."""
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as folder:
        path = Path(folder, source.path.rpartition("/")[2])
        path.write_bytes(content)
        yield from steps.read(replace(source, path=str(path)))


def _lines(session: Session, chosen: Sequence[tuple[int, Found]], steps: Sent, shape: Any) -> Any:
    """The documents of .jsonl files that are read by lines: those of each block are counted first."""
    paths = [urls.literal(found.source.path) for _, found in chosen]
    text = session.spark.read.text(paths, lineSep="\n")
    lines = text.selectExpr("_metadata.file_path as path", "_metadata.file_block_start as start", "value")
    firsts: dict[tuple[str, int], int] = {}
    for path, blocks in groupby(sorted(tuple(row) for row in lines.groupBy("path", "start").count().collect()), _path):
        before = 0
        for _, start, count in blocks:
            firsts[path, start] = before
            before += count
    sources = {key(found.source.path): (place, found.source) for place, found in chosen}
    values = lines.selectExpr("path", "start", "cast(value as binary) as value")
    return values.mapInArrow(_Lines(steps, sources, firsts), shape)


def _path(row: tuple[str, int, int]) -> str:
    return row[0]


def key(url: str) -> str:
    """What a URL names, whether `file:/` or `file:///` stands before it.

    >>> key("file:/a b/c"), key("file:///a b/c"), key("hdfs://host/a")
    ('file:/a b/c', 'file:/a b/c', 'hdfs:/host/a')
    """
    scheme, _, rest = url.partition(":")
    return f"{scheme}:/{rest.lstrip('/')}"


class _Lines:
    """On a worker: the lines of blocks → documents; the lines before a block are left empty, for their numbers."""

    def __init__(self, steps: Sent, sources: dict[str, tuple[int, Source]], firsts: dict[tuple[str, int], int]) -> None:
        self._steps, self._sources, self._firsts = steps, sources, firsts

    def __call__(self, rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return batches(item for path, start, lines in _blocks(rows) for item in self._items(path, start, lines))

    def _items(self, path: str, start: int, lines: Iterable[Any]) -> Iterator[Item]:
        place, source = self._sources[key(unquote(path))]
        first = self._firsts[path, start]
        with tempfile.NamedTemporaryFile(prefix="kg-spark-", suffix=".jsonl") as file:
            file.write(b"\n" * first)
            for line in lines:
                file.write(line)
                file.write(b"\n")
            file.flush()
            for ordinal, item in enumerate(self._steps.value.read(Source(file.name, source.name, source.told)), first):
                if isinstance(item, Document) or item.source != source.name:  # a block may hold no documents
                    yield Item(place, ordinal, item)


def _blocks(rows: Iterator[pa.RecordBatch]) -> Iterator[tuple[str, int, Iterator[Any]]]:
    """The lines of each block in turn."""

    def flat() -> Iterator[tuple[str, int, Any]]:
        for batch in rows:
            paths, starts = batch.column("path").to_pylist(), batch.column("start").to_pylist()
            for path, start, value in zip(paths, starts, batch.column("value"), strict=True):
                yield path, start, value.as_buffer()

    for (path, start), group in groupby(flat(), lambda row: row[:2]):
        yield path, start, (row[2] for row in group)


@cache
def row_schema() -> pa.Schema:
    """A document with its place, the bytes of its text, whether a part ends after it; or the reason that it is none.

    That is a `remark` where no text is missing.
    """
    import pyarrow as pa

    more = [("place", pa.int32()), ("ordinal", pa.int64()), ("size", pa.int64()), ("ends", pa.bool_())]
    more += [("reason", pa.string()), ("remark", pa.bool_())]
    return pa.schema([*map(pa.field, *zip(*more, strict=True)), *schema(Document)])


def batches(items: Iterable[Item]) -> Iterator[pa.RecordBatch]:
    """Documents and failures as batches of `row_schema`."""
    held: list[Item] = []
    size = 0
    for item in items:
        held.append(item)
        size += 200 + (len(item.item.text) * 3 if isinstance(item.item, Document) else 0)
        if size >= EACH:
            yield _batch(held)
            held, size = [], 0
    if held:
        yield _batch(held)


def _batch(items: Sequence[Item]) -> pa.RecordBatch:
    import pyarrow as pa

    every = [_document(item.item) for item in items]
    sizes = [len(document.text.encode()) for document in every]
    columns = [
        [item.place for item in items],
        [item.ordinal for item in items],
        sizes,
        [size > 0 and parts.ends(number(document.id), size) for document, size in zip(every, sizes, strict=True)],
        [item.item.reason if isinstance(item.item, InputError) else "" for item in items],
        [isinstance(item.item, InputError) and item.item.remark for item in items],
    ]
    shape = row_schema()
    arrays = [pa.array(column, field.type) for column, field in zip(columns, shape, strict=False)]
    return pa.RecordBatch.from_arrays([*arrays, *arrow.batch(every).columns], schema=shape)


def _document(item: Document | InputError) -> Document:
    return (
        item
        if isinstance(item, Document)
        else Document("", item.source.encode("utf-8", "backslashreplace").decode(), "")
    )
