"""Documents → parts, on the workers: every text once, neighbours together, as one process would have it.

A part ends after a document by that document's id alone (`parts.ends`), so the documents fall into runs that can be
numbered by counting ends and made into parts anywhere. Nothing is grouped by anything that one document or name could
make large.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from kg.engines.protocol import Gathered, Steps, Told
from kg.engines.spark import reading
from kg.engines.spark.listing import Listing
from kg.engines.spark.sent import Sent
from kg.errors import InputError
from kg.records import Document
from kg.tables import arrow
from kg.tables.parts import Failure, Part
from kg.tables.schemas import table_schema

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.engines.spark.session import Session

BLOCK: Final = 1 << 16
"""Documents of a source whose ends are counted together."""

TASK: Final = 32 << 20
"""Bytes of text for a task, roughly: 32 parts."""

MADE: Final = "place int, ordinal bigint, name string, rows array<int>, about string"

FIRSTS: Final = """
select id, min(struct(place, ordinal)) as first, min(size) as size, min(ends) as ends
from kg_read where reason = '' group by id
"""
"""Of equal texts the first; `min` is taken where the rows are before they are sent, so a frequent text is no burden."""

BLOCKS: Final = """
select first.place as place, first.ordinal div {block} as block, count_if(ends) as ends, sum(size) as bytes
from kg_firsts group by 1, 2 order by 1, 2
"""

RUNS: Final = """
select f.first.place as place, f.first.ordinal as ordinal, b.before + coalesce(count_if(f.ends) over (
  partition by f.first.place, f.first.ordinal div {block} order by f.first.ordinal
  rows between unbounded preceding and 1 preceding), 0) as run
from kg_firsts f join kg_blocks b on b.place = f.first.place and b.block = f.first.ordinal div {block}
"""

KEPT: Final = "select r.run, d.* from kg_read d join kg_runs r on r.place = d.place and r.ordinal = d.ordinal"

REPEATED: Final = """
select d.id, d.source, false as near from kg_read d left anti join kg_firsts f on f.first.place = d.place and f.first.ordinal = d.ordinal
where d.reason = '' order by d.id, d.source
"""

FAILED: Final = "select place, ordinal, source, reason, remark from kg_read where reason <> '' order by place, ordinal"


def gather(session: Session, listing: Listing, steps: Steps, told: Told) -> Gathered:
    """The parts of the sources in the order of their documents, written by the workers, and what was left out."""
    from pyspark import StorageLevel

    told.total(sum(found.size for found in listing.found))
    sent = Sent(session, steps)
    read = reading.documents(session, listing, sent).persist(StorageLevel.DISK_ONLY)
    try:
        with session.explained():
            read.createOrReplaceTempView("kg_read")
            kept, bytes = _numbered(session)
            made = _made(session, kept, bytes, sent, told)
            repeated = session.spark.sql(REPEATED).toArrow().cast(table_schema("duplicates"))
            failed = [tuple(row) for row in session.spark.sql(FAILED).collect()]
    finally:
        read.unpersist()
        sent.forget()
    failed += [(place, 0, item.source, item.reason, item.remark) for place, item in _unsent(listing, steps)]
    return Gathered(made, [Failure(*told) for _, _, *told in sorted(failed)], repeated)


def _unsent(listing: Listing, steps: Steps) -> Iterator[tuple[int, InputError]]:
    """What is wrong with sources that no worker is given: problems met in listing, and files without a byte."""
    for place, found in enumerate(listing.found):
        if found.source.problem:
            yield place, InputError(found.source.name, found.source.problem, remark=found.source.remark)
        elif not found.size:
            errors = reading.items(steps, found.source, b"")
            yield from ((place, error) for error in errors if isinstance(error, InputError))


def _numbered(session: Session) -> tuple[Any, int]:
    """The documents that are kept, each with the number of its run; and the bytes of their texts."""
    import pyarrow as pa

    spark = session.spark
    spark.sql(FIRSTS).createOrReplaceTempView("kg_firsts")
    blocks = spark.sql(BLOCKS.format(block=BLOCK)).toArrow()
    ends = blocks["ends"].to_pylist()
    before = pa.array(list(accumulate(ends, initial=0))[: len(ends)], pa.int64())
    columns = {"place": blocks["place"], "block": blocks["block"], "before": before}
    spark.createDataFrame(pa.table(columns)).createOrReplaceTempView("kg_blocks")
    spark.sql(RUNS.format(block=BLOCK)).createOrReplaceTempView("kg_runs")
    return spark.sql(KEPT), sum(blocks["bytes"].to_pylist())


def _made(session: Session, kept: Any, bytes: int, steps: Sent, told: Told) -> list[Part]:
    """Have the parts made: whole runs to a task, in their order."""
    tasks = max(2 * session.cores, bytes // TASK)
    documents, size = (session.context.accumulator(0) for _ in range(2))
    ordered = kept.repartition(tasks, "run").sortWithinPartitions("run", "place", "ordinal").drop("run")
    frame = ordered.mapInArrow(_Parts(steps, documents, size), MADE)
    rows = _watched(session, frame.collect, lambda: (documents.value, size.value), told)
    return [
        _part(row.name, row.rows, json.loads(row.about)) for row in sorted(rows, key=lambda r: (r.place, r.ordinal))
    ]


class _Parts:
    """On a worker: documents of whole runs, in order → their parts, written."""

    def __init__(self, steps: Sent, documents: Any, size: Any) -> None:
        self._steps, self._documents, self._size = steps, documents, size

    def __call__(self, rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        places: deque[tuple[int, int]] = deque()
        for documents, part in self._steps.value.parts(_unpacked(rows, places)):
            (place, ordinal), *_ = [places.popleft() for _ in documents]
            self._documents.add(len(documents))
            self._size.add(sum(len(document.text.encode()) for document in documents))
            yield _row(place, ordinal, part)


def _unpacked(rows: Iterator[pa.RecordBatch], places: deque[tuple[int, int]]) -> Iterator[Document]:
    for batch in rows:
        places.extend(zip(batch.column("place").to_pylist(), batch.column("ordinal").to_pylist(), strict=True))
        yield from arrow.documents(batch)


def _row(place: int, ordinal: int, part: Part) -> pa.RecordBatch:
    import pyarrow as pa

    about = json.dumps([[[f.source, f.reason] for f in part.failures], part.rejections])
    columns = {
        "place": pa.array([place], pa.int32()),
        "ordinal": pa.array([ordinal], pa.int64()),
        "name": pa.array([part.name]),
        "rows": pa.array([part.rows], pa.list_(pa.int32())),
        "about": pa.array([about]),
    }
    return pa.RecordBatch.from_arrays(list(columns.values()), list(columns))


def _part(name: str, rows: list[int], about: list[Any]) -> Part:
    failures = tuple(Failure(*item) for item in about[0])
    return Part(name, tuple(rows), failures, tuple((reason, count) for reason, count in about[1]))


def _watched(session: Session, work: Callable[[], Any], now: Callable[[], tuple[int, int]], told: Told) -> Any:
    """The result of `work`, told of as it goes; what workers did twice, for one was lost, is told of twice."""
    documents, size = 0, 0
    with ThreadPoolExecutor(1, thread_name_prefix="kg-spark") as pool:
        job = pool.submit(work)
        try:
            while not job.done():
                wait([job], 0.3)
                newer = now()
                if newer != (documents, size):
                    told.advance(newer[0] - documents, newer[1] - size)
                    documents, size = newer
            return job.result()
        except BaseException:
            session.context.cancelAllJobs()
            raise
