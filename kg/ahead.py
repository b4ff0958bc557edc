"""The next item made while this one is used, for steps that read, pack or count outside of the interpreter's lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar, cast

Item = TypeVar("Item")

_END: Final = object()


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items in their order; from the second on each is made, in a thread, while the one before is used.

    What making an item raises is raised where it would have been without.

    >>> list(ahead(number * number for number in range(4)))
    [0, 1, 4, 9]
    """
    rest = iter(items)
    item: object = next(rest, _END)
    with ThreadPoolExecutor(1) as thread:
        while item is not _END:
            later = thread.submit(next, rest, _END)
            yield cast(Item, item)
            item = later.result()
