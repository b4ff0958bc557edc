"""What is sent to workers: once to each machine, and made into objects once in each process there.

Pickles come from this program alone, over Spark's own connections.
"""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.engines.spark.faults import reason
from kg.errors import BuildError

if TYPE_CHECKING:
    from kg.engines.spark.session import Session


class Sent:
    """An object that every worker has: `sent.value` there is what was given here."""

    def __init__(self, session: Session, value: Any) -> None:
        self._broadcast = session.context.broadcast(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    @property
    def value(self) -> Any:
        """The object; a lexicon is large, so a process keeps it from one task to the next."""
        return _loaded(self._broadcast.value)

    def forget(self) -> None:
        """Take it from the workers."""
        self._broadcast.unpersist()


@lru_cache(maxsize=2)
def _loaded(data: bytes) -> Any:
    return pickle.loads(data)


def packed(error: Exception) -> bytes:
    """An exception to be sent: itself, or what can be told of it."""
    try:
        data = pickle.dumps(error)
        pickle.loads(data)
    except Exception:
        return pickle.dumps(BuildError(reason(f"{type(error).__name__}: {error}")))
    return data
