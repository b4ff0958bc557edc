"""Where per-document work runs. An engine takes a function and batches, and gives the results in their order.

The function is pure and lives in a module (or is a `functools.partial` of one that does), so that it can be
sent elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Protocol, TypeVar

from kg.engines import processes, serial
from kg.errors import unknown

Batch = TypeVar("Batch")
Result = TypeVar("Result")


class Engine(Protocol):
    """Results of `function` over `batches`, in order; `jobs` 0 means one worker for each processor.

    A batch may take a worker so many `seconds`; 0 means any number.
    """

    def __call__(
        self, function: Callable[[Batch], Result], batches: Iterable[Batch], jobs: int = 0, seconds: int = 0
    ) -> Iterator[Result]:
        """Work the batches as they are asked for."""


ENGINES: Final[dict[str, Engine]] = {"serial": serial.run, "processes": processes.run}


def engine(name: str) -> Engine:
    """The engine of that name; raises `UsageError` naming the choices for another one.

    >>> engine("threads")
    Traceback (most recent call last):
        ...
    kg.errors.UsageError: unknown engine 'threads': choose from processes, serial
    """
    if name not in ENGINES:
        raise unknown("engine", name, ENGINES)
    return ENGINES[name]
