"""One batch after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def run(
    function: Callable[[Batch], Result], batches: Iterable[Batch], jobs: int = 0, seconds: int = 0
) -> Iterator[Result]:
    """Results of `function` over `batches`, in order; `jobs` and `seconds` do not matter here.

    >>> list(run(len, ["一", "二三"]))
    [1, 2]
    """
    return map(function, batches)
