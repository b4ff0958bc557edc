"""Batches over a pool of processes: order kept, few in flight, nobody left behind, a death survived."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, runtime_checkable

from kg.errors import BuildError, UsageError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Batch = TypeVar("Batch")
Result = TypeVar("Result")

START: Final = "fork" if sys.platform == "linux" else "spawn"
"""How workers start: a fork takes over the lexicon that is already loaded."""

AHEAD: Final = 3
"""Batches in flight for each worker."""

DIED: Final = (
    "a worker process died (killed, or out of memory); run again to go on from here, with fewer jobs if memory is short"
)


LOST: Final = "its worker died (killed, or out of memory)"
HUNG: Final = "its worker took more than {} seconds (setting engine.max_seconds)"
"""Why an item is left out."""

MOST_DEATHS: Final = 20
"""After so many the fault is not in single documents."""


@runtime_checkable
class Divisible(Protocol):
    """A batch that can do without some of its items. Batches of other kinds stop a run when a worker dies on them."""

    def pieces(self) -> Sequence[Any]:
        """A batch for each item, to be tried without effect."""

    def without(self, faults: Mapping[int, str]) -> Any:
        """The batch that leaves out items, by place, each for a reason."""


def run(
    function: Callable[[Batch], Result],
    batches: Iterable[Batch],
    jobs: int = 0,
    seconds: int = 0,
    *,
    start: str = START,
) -> Iterator[Result]:
    """Results of `function` over `batches`, in order; `jobs` 0 means one worker for each processor.

    `function` is sent to a worker once. No more workers start than there are batches. Where a worker dies, or takes
    more than `seconds` (0: no limit), the batches it may have held are tried again, one process at a time, without the
    items on which it happens again. Raises `BuildError` where that does not help, and whatever `function` raises.
    """
    if jobs < 0:
        raise UsageError(f"jobs: 0 or more, not {jobs}")
    rest, workers = iter(batches), jobs or os.cpu_count() or 1
    first = list(islice(rest, workers))
    if not first:
        return
    rest, careful = chain(first, rest), Careful(function, start, seconds)
    lost: deque[Any] | None = deque()
    while lost is not None:
        lost = yield from _pooled(function, rest, min(workers, len(first)), start, seconds)
        for batch, future in lost or ():
            yield future.result() if _is_done(future) else careful.result(batch)


def _is_done(future: Future[Any] | None) -> bool:
    return future is not None and future.done() and not future.cancelled() and future.exception() is None


def _pooled(
    function: Callable[[Any], Any], batches: Iterator[Any], jobs: int, start: str, seconds: int
) -> Generator[Any, None, deque[Any] | None]:
    """Yield results until all is done, or a worker dies or hangs: then give back the batches in flight."""
    from concurrent.futures.process import BrokenProcessPool

    flight: deque[Any] = deque()
    with _pool(function, jobs, start) as pool:
        try:
            for batch in batches:
                flight.append((batch, None))
                flight[-1] = (batch, pool.submit(_work, batch))
                if len(flight) >= AHEAD * jobs:
                    yield flight[0][1].result(seconds or None)
                    flight.popleft()
            while flight:
                yield flight[0][1].result(seconds or None)
                flight.popleft()
        except (BrokenProcessPool, TimeoutError) as error:
            if isinstance(error, TimeoutError) and _is_failed(flight[0][1]):
                raise
            return flight
    return None


@contextmanager
def _pool(function: Callable[[Any], Any], jobs: int, start: str) -> Iterator[ProcessPoolExecutor]:
    """A pool; if work is left when the block ends, its workers are ended at once, for it is not wanted any more."""
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(start)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(function,))
    try:
        yield pool
    finally:
        for process in list((pool._processes or {}).values()) if pool._pending_work_items else ():
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


class Careful:
    """Batches that broke a pool, one after the other in a process of their own."""

    def __init__(self, function: Callable[[Any], Any], start: str, seconds: int) -> None:
        self._function = function
        self._start = start
        self._seconds = seconds
        self._deaths = 0

    def result(self, batch: Any) -> Any:
        """The result of a batch, without the items on which a worker dies or hangs; raises `BuildError`."""
        found, reason = self._try(batch)
        if not reason:
            return found
        if not isinstance(batch, Divisible):
            raise BuildError(DIED if reason == LOST else reason)
        faults = {place: why for place, piece in enumerate(batch.pieces()) if (why := self._try(piece)[1])}
        found, reason = self._try(batch.without(faults))
        if reason:
            raise BuildError(DIED if reason == LOST else reason)
        return found

    def _try(self, batch: Any) -> tuple[Any, str]:
        """The result and nothing, or nothing and the reason."""
        from concurrent.futures.process import BrokenProcessPool

        if self._deaths > MOST_DEATHS:
            raise BuildError(DIED)
        with _pool(self._function, 1, self._start) as pool:
            future = pool.submit(_work, batch)
            try:
                return future.result(self._seconds or None), ""
            except (BrokenProcessPool, TimeoutError) as error:
                if isinstance(error, TimeoutError) and _is_failed(future):
                    raise
                self._deaths += 1
                return None, LOST if isinstance(error, BrokenProcessPool) else HUNG.format(self._seconds)


def _is_failed(future: Future[Any]) -> bool:
    """Whether the function itself raised."""
    return future.done() and not future.cancelled()


_function: Callable[[Any], Any] | None = None


def _begin(function: Callable[[Any], Any]) -> None:
    """In a worker: keep the function, leave Ctrl-C to the parent, and end when the parent does."""
    global _function
    # what a fork took over is not its own to collect: handles of threads that are not here would crash it
    gc.freeze()
    _function = function
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(batch: Any) -> Any:
    assert _function is not None
    return _function(batch)
