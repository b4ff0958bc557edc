"""Ctrl-C while DuckDB works."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

ENDED: Final = "Query interrupted"
"""What DuckDB says where it was itself the one to see the signal; it is no error of its own kind then."""


@contextmanager
def stoppable(interrupt: Callable[[], None]) -> Iterator[None]:
    """A block, in the main thread, in which Ctrl-C calls `interrupt` at once, which ends what DuckDB is at.

    Python tells of a signal when the main thread is back in Python, and DuckDB may not be for hours. But the number of
    the signal is written to a socket meanwhile, where another thread waits for it.
    """
    import duckdb

    told, tells = socket.socketpair()
    tells.setblocking(False)
    former = signal.set_wakeup_fd(tells.fileno(), warn_on_full_buffer=False)
    watcher = threading.Thread(target=_watch, args=(told, interrupt), daemon=True)
    watcher.start()
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if str(error) != ENDED:
            raise
        raise KeyboardInterrupt from None
    finally:
        signal.set_wakeup_fd(former)
        tells.close()
        watcher.join()
        told.close()


def _watch(told: socket.socket, interrupt: Callable[[], None]) -> None:
    """Until nothing more can be told."""
    while number := told.recv(1):
        if number[0] == signal.SIGINT:
            interrupt()
