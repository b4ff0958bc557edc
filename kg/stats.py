"""What a build took: wall time, processor time and memory of every stage. Never part of the build itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stage:
    """Seconds on the clock and of processors (workers included), and the peak so far in bytes.

    `peak` is that of this process, `worker` that of the largest worker; 0 where the system does not tell.
    """

    name: str
    wall: float
    cpu: float
    peak: int
    worker: int


@dataclass(slots=True)
class Stats:
    """The stages of one run, in order."""

    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what happens in the block.

        >>> stats = Stats()
        >>> with stats.stage("read"):
        ...     pass
        >>> stats.stages[0].name
        'read'
        """
        wall, (cpu, _, _) = time.perf_counter(), usage()
        try:
            yield
        finally:
            after, peak, worker = usage()
            self.stages.append(Stage(name, time.perf_counter() - wall, after - cpu, peak, worker))


def usage() -> tuple[float, int, int]:
    """Processor seconds (ended workers included), peak bytes of this process, of the largest worker."""
    if sys.platform == "win32":
        return time.process_time(), 0, 0
    import resource

    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    cpu = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
    return cpu, own.ru_maxrss * unit, workers.ru_maxrss * unit
