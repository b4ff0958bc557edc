"""Batches that this process makes, worked by Spark in waves: order kept, few in flight."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kg.engines.spark.sent import Sent, packed

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.engines.spark.session import Session

Batch = TypeVar("Batch")
Result = TypeVar("Result")

EACH: Final = 2
"""Batches of a wave for each processor; two waves are in flight, so that none waits for the slowest of the other."""

MOST: Final = 128 << 20
"""Bytes after which a wave ends early: two are held in the memory of the driver."""


def run(session: Session, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
    """Results of `function` over `batches`, in order; raises what `function` raises, and `BuildError`.

    `function` is sent to each worker once.
    """
    sent = Sent(session, function)
    flight: deque[Future[list[Any]]] = deque()
    pool = ThreadPoolExecutor(2, thread_name_prefix="kg-wave")
    done = False
    try:
        for wave in _waves(batches, lambda: EACH * session.cores):
            flight.append(pool.submit(_work, session, sent, wave))
            if len(flight) == 2:
                yield from map(_result, flight.popleft().result())
        while flight:
            yield from map(_result, flight.popleft().result())
        done = True
    finally:
        if not done:
            session.context.cancelAllJobs()
        pool.shutdown(wait=True, cancel_futures=True)
        sent.forget()


def _waves(batches: Iterable[Any], most: Callable[[], int]) -> Iterator[list[bytes]]:
    """Batches, pickled, so many together."""
    wave: list[bytes] = []
    for batch in batches:
        wave.append(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
        if len(wave) >= most() or sum(map(len, wave)) >= MOST:
            yield wave
            wave = []
    if wave:
        yield wave


def _work(session: Session, sent: Sent, wave: list[bytes]) -> list[tuple[bytes, bool]]:
    """One wave as one job; its rows come back in the order that they were given in."""
    import pyarrow as pa

    def work(rows: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return worked(rows, sent.value)

    with session.explained():
        column = pa.chunked_array([[batch] for batch in wave], pa.binary())  # a chunk each, so that none shares a task
        frame = session.spark.createDataFrame(pa.table({"batch": column}))
        done = frame.mapInArrow(work, "result binary, failed boolean").toArrow()
    return list(zip(done["result"].to_pylist(), done["failed"].to_pylist(), strict=True))


def worked(rows: Iterator[pa.RecordBatch], work: Callable[[Any], Any]) -> Iterator[pa.RecordBatch]:
    """On a worker: the result of each batch, pickled, or the exception that it raised."""
    import pyarrow as pa

    for batches in rows:
        for batch in batches.column(0):
            try:
                result, failed = pickle.dumps(work(pickle.loads(batch.as_py()))), False
            except Exception as error:
                result, failed = packed(error), True
            yield pa.record_batch([pa.array([result], pa.binary()), pa.array([failed])], ["result", "failed"])


def _result(row: tuple[bytes, bool]) -> Any:
    result, failed = row
    value = pickle.loads(result)
    if failed:
        raise value
    return value
