"""Reading in a process of its own, for libraries that hostile bytes can make run without end or fill the memory."""

from __future__ import annotations

import gc
import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from kg.config import Read
from kg.errors import KgError
from kg.read._source import PassingError, RefusedError, told

Result = TypeVar("Result")

MEMORY: Final = 4 << 30
"""Bytes of memory beyond what the process has at its start (where the system can hold it to that)."""

_FRESH: Final = multiprocessing.get_context("spawn")
_QUICK: Final = multiprocessing.get_context("fork") if sys.platform == "linux" else _FRESH
"""A fork starts at once, but takes over whatever threads of this process held; a fresh process is the second try."""


def apart(function: Callable[[bytes, Read], Result], data: bytes, config: Read) -> Result:
    """`function(data, config)`, worked elsewhere; raises what it raises of this package, and `RefusedError`.

    That is for any other error, for more than `max_seconds`, and where the process dies twice. `function` lives in a
    module.
    """
    for context in dict.fromkeys((_QUICK, _FRESH)):
        try:
            outcome = _once(context, function, data, config)
        except EOFError:
            continue
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome  # type: ignore[no-any-return]
    raise PassingError("cannot be read: its reader died on it (memory is short?)")


def _once(context: Any, function: Callable[[bytes, Read], Any], data: bytes, config: Read) -> Any:
    """What the process sends, a result or an error; raises `EOFError` where it dies."""
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, function, data, config))
    process.start()
    theirs.close()
    try:
        if not ours.poll(config.max_seconds or None):
            raise PassingError(f"takes more than {config.max_seconds} seconds to read (setting read.max_seconds)")
        return ours.recv()
    finally:
        process.kill()
        process.join()
        ours.close()


def _work(pipe: Connection, function: Callable[[bytes, Read], Any], data: bytes, config: Read) -> None:
    # what a fork took over is not its own to collect: handles of threads that are not here would crash it
    gc.freeze()
    _bound(config.max_seconds)
    try:
        outcome = function(data, config)
    except (KgError, RefusedError) as error:
        outcome = error
    except MemoryError:
        outcome = PassingError("needs more memory than one file is given")
    except Exception as error:
        outcome = RefusedError(f"is damaged ({type(error).__name__}: {told(error)})")
    pipe.send(outcome)
    pipe.close()


def _bound(seconds: int) -> None:
    """Bound memory, and time should the parent be killed; leave Ctrl-C to the parent, and keep what libraries say of damage off the terminal."""
    import logging
    import signal
    import warnings

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable()
    warnings.simplefilter("ignore")
    if sys.platform == "linux":
        import resource

        with open("/proc/self/statm", encoding="ascii") as handle:
            used = int(handle.read().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = used + MEMORY if hard == resource.RLIM_INFINITY else min(used + MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds + 5, seconds + 5))
