"""Batches over a pool of processes: order kept, few in flight, nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kg.errors import BuildError, UsageError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Batch = TypeVar("Batch")
Result = TypeVar("Result")

START: Final = "fork" if sys.platform == "linux" else "spawn"
"""How workers start: a fork takes over the lexicon that is already loaded."""

AHEAD: Final = 4
"""Batches in flight for each worker."""

DIED: Final = (
    "a worker process died (killed, or out of memory); run again to go on from here, with fewer jobs if memory is short"
)


def run(
    function: Callable[[Batch], Result], batches: Iterable[Batch], jobs: int = 0, *, start: str = START
) -> Iterator[Result]:
    """Results of `function` over `batches`, in order; `jobs` 0 means one worker for each processor.

    `function` is sent to a worker once. A single batch is worked here, without a pool. Raises `BuildError`
    when a worker dies, and whatever `function` raises.
    """
    if jobs < 0:
        raise UsageError(f"jobs: 0 or more, not {jobs}")
    rest = iter(batches)
    first = list(islice(rest, 2))
    if len(first) < 2:
        yield from map(function, first)
        return
    yield from _pooled(function, chain(first, rest), jobs or os.cpu_count() or 1, start)


def _pooled(function: Callable[[Batch], Result], batches: Iterator[Batch], jobs: int, start: str) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context(start)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(function,))
    flight: deque[Future[Any]] = deque()
    done = False
    try:
        for batch in batches:
            flight.append(pool.submit(_work, batch))
            if len(flight) >= AHEAD * jobs:
                yield flight.popleft().result()
        while flight:
            yield flight.popleft().result()
        done = True
    except BrokenProcessPool:
        raise BuildError(DIED) from None
    finally:
        if not done:
            _stop(pool)
        pool.shutdown(wait=True, cancel_futures=True)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: what they hold half-done is not wanted any more."""
    for process in list((pool._processes or {}).values()):
        process.terminate()


_function: Callable[[Any], Any] | None = None


def _begin(function: Callable[[Any], Any]) -> None:
    """In a worker: keep the function, leave Ctrl-C to the parent, and end when the parent does."""
    global _function
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
