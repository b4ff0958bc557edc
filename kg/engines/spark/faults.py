"""What goes wrong in Spark, in one line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import BuildError, KgError

LONGEST: Final = 300
_RAISED: Final = re.compile(
    r"^(?:Exception in thread \S+|Caused by:|[:\s])*((?:[\w$]+\.)*)([\w$]+(?:Error|Exception|Extra)): *(.+)$",
    re.MULTILINE,
)
_LOGGED: Final = re.compile(r"^\S+ \S+ ERROR [\w$.]+: (.+)$", re.MULTILINE)
_STOPPED: Final = "stopped SparkContext"
_OURS: Final = "kg.errors."


@contextmanager
def explained(log: Path | None = None) -> Iterator[None]:
    """Faults of Spark, Java or the connection to it become a `BuildError`; `log` is read where Java says nothing.

    A fault that only comes of Ctrl-C, such as a job that was cancelled, is Ctrl-C.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    before = sys.exception()
    try:
        yield
    except KgError:
        raise
    except (PySparkException, Py4JError, OSError, EOFError, ValueError, RuntimeError) as error:
        if _stopped(error, before):
            raise KeyboardInterrupt from None
        raise BuildError(f"Spark: {reason(_told(str(error), log))}") from error


def _stopped(error: BaseException | None, before: BaseException | None) -> bool:
    """Whether Ctrl-C was being handled when this, or what it came of, was raised, and not `before`."""
    while error and error is not before and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None and error is not before


def _told(text: str, log: Path | None) -> str:
    """What is said of a fault; where Java has ended or was never there, the log says more."""
    if log is None or not log.exists() or (_RAISED.search(text) and _STOPPED not in text):
        return text
    logged = log.read_text(encoding="utf-8", errors="replace")
    errors = _LOGGED.findall(logged)
    return str(errors[0]) if errors else logged if _RAISED.search(logged) else text


def reason(text: str) -> str:
    """The last exception that a report of nested ones names, or else its first line; in one line.

    >>> reason("Job aborted.\\nTraceback …\\nkg.errors.BuildError: no room\\n\\tat org.apache.spark.Task")
    'no room'
    """
    found = _RAISED.findall(text)
    ours = [message for place, _, message in found if place == _OURS]
    if ours:
        line = ours[-1]
    elif found:
        line = f"{found[-1][1]}: {found[-1][2]}"
    else:
        line = next((line for line in text.splitlines() if line.strip()), "no reason given")
    return " ".join(line.split())[:LONGEST]
