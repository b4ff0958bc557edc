"""Where per-document work and the SQL over all documents run: in this process, in a pool of them, or on Spark.

An engine takes a function and batches, and gives the results in their order. The function is pure and lives in a
module (or is a `functools.partial` of one that does), so that it can be sent elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from kg.config import Engine as Settings
from kg.engines import processes, serial
from kg.engines.local import Local
from kg.engines.protocol import Engine, Gathered, Steps
from kg.engines.spark import Spark
from kg.errors import unknown

__all__ = ["ENGINES", "Engine", "Gathered", "Steps", "engine"]

ENGINES: Final[dict[str, Callable[[Settings], Engine]]] = {
    "serial": partial(Local, serial.run),
    "processes": partial(Local, processes.run),
    "spark": Spark,
}


def engine(settings: Settings) -> Engine:
    """The engine of these settings; raises `UsageError` naming the choices for another name.

    >>> engine(Settings("threads"))
    Traceback (most recent call last):
        ...
    kg.errors.UsageError: unknown engine 'threads': choose from processes, serial, spark
    """
    if settings.name not in ENGINES:
        raise unknown("engine", settings.name, ENGINES)
    return ENGINES[settings.name](settings)
