"""A Spark session that has kg on its workers and keeps its log off the terminal."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import warnings
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from kg.config import Engine as Settings
from kg.engines.spark.faults import explained
from kg.engines.spark.package import packed
from kg.errors import BuildError, MissingExtra, UsageError

SETTINGS: Final = {
    "spark.app.name": "kg",
    "spark.driver.maxResultSize": "0",
    "spark.log.level": "ERROR",
    "spark.sql.adaptive.forceOptimizeSkewedJoin": "true",
    "spark.sql.execution.arrow.maxBytesPerBatch": str(16 << 20),
    "spark.ui.showConsoleProgress": "false",
}
"""What kg asks of Spark: edges may exceed the gigabyte that a result may have; batches are bounded by their bytes;
a join on names is split where one name has most of the rows, at the price of a shuffle."""

HERE: Final = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""What is so besides where the workers are on this machine: nothing listens to others."""

STANDALONE: Final = "spark://"
PATIENCE: Final = 10.0
"""Seconds that a machine may take to answer."""

AGAIN: Final = 0.3
"""Seconds after which jobs are cancelled again."""


class Session:
    """`spark` is the `SparkSession`; see `Spark` for which one it is."""

    def __init__(self, settings: Settings) -> None:
        _check()
        from pyspark.sql import SparkSession

        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        running = SparkSession.getActiveSession()
        if settings.master and running:
            raise UsageError(f"master {settings.master!r}: a Spark session is open already; give no master")
        _reach(settings.master)
        self._folder = Path(tempfile.mkdtemp(prefix="kg-spark-"))
        self._process: Any = None
        self._handler, self._closed = _handler(), threading.Event()
        self.spark: Any = running
        try:
            with self.explained():
                self.spark = running or self._begun(settings)
                self.context: Any = self.spark.sparkContext
                self.context.addPyFile(str(packed()))
        except BaseException:
            self.close()
            raise

    def _begun(self, settings: Settings) -> Any:
        """A session of our own; under spark-submit in the Java that is there, else in one of our own."""
        from pyspark import SparkConf, SparkContext
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession

        chosen = SETTINGS | {"spark.pyspark.python": os.environ.get("PYSPARK_PYTHON", sys.executable)}
        submitted, master = _submitted(), where(settings)
        chosen |= {"spark.master": master} if master else {}
        chosen |= HERE if master.startswith("local") else {}
        conf = SparkConf(loadDefaults=False).setAll(sorted(chosen.items()))
        with (self._folder / "log").open("wb") as log:
            gateway = launch_gateway(conf, None if submitted else {"stdout": log, "stderr": log})
        self._process = gateway.proc
        context = SparkContext(conf=conf, gateway=gateway)
        if callable(self._handler):
            signal.signal(signal.SIGINT, partial(_interrupted, context, self._closed, self._handler))
        return SparkSession(context)

    def explained(self) -> AbstractContextManager[None]:
        """Faults in the block as `BuildError`, with what the log says of them."""
        return explained(self._folder / "log")

    @property
    def cores(self) -> int:
        """How many tasks run at once; more workers may come at any time."""
        return max(int(self.context.defaultParallelism), 1)

    def close(self) -> None:
        """End the session, and its Java, if they are ours."""
        self._closed.set()
        if self._process is not None:
            _end(self.spark, self._process)
        if self._handler is not None:
            signal.signal(signal.SIGINT, self._handler)
        shutil.rmtree(self._folder, ignore_errors=True)


def where(settings: Settings) -> str:
    """The master on which a session is begun; nothing where spark-submit says it.

    >>> where(Settings(jobs=2)), where(Settings(master="yarn"))
    ('local[2]', 'yarn')
    """
    return settings.master or ("" if _submitted() else f"local[{settings.jobs or '*'}]")


def _submitted() -> bool:
    return "PYSPARK_GATEWAY_PORT" in os.environ


def _check() -> None:
    """Raise `MissingExtra` without PySpark, `BuildError` without Java."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise MissingExtra("pyspark", "spark") from None
    home = os.environ.get("JAVA_HOME")
    if not (home and Path(home, "bin", "java").exists()) and not shutil.which("java"):
        raise BuildError("Spark needs Java 17 or newer: none is on the PATH, and JAVA_HOME names none")


def _reach(master: str) -> None:
    """Raise `BuildError` where no machine of a standalone master answers: Spark itself asks for over a minute."""
    faults = []
    for place in master.removeprefix(STANDALONE).split(",") if master.startswith(STANDALONE) else ():
        host, _, port = place.rpartition(":")
        if not (host and port.isdecimal()):
            return  # Spark tells what is wrong with it
        try:
            socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
            return
        except (OSError, OverflowError) as error:
            faults.append(str(getattr(error, "strerror", None) or error))
    if faults:
        raise BuildError(f"Spark: no master answers at {master} ({faults[-1]})")


def _interrupted(context: Any, closed: threading.Event, handler: Any, *signal: Any) -> None:
    """What Ctrl-C does while a session of ours is open: what waits for a job would wait for its end.

    Another thread asks Java to cancel them, for this one may be in the midst of a question; and again, for a job may
    just be beginning. Spark's own handler fails in both.
    """

    def cancel() -> None:
        with suppress(Exception):  # Java has ended
            context.cancelAllJobs()
            while not closed.wait(AGAIN):
                context.cancelAllJobs()

    threading.Thread(target=cancel, name="kg-spark-cancel", daemon=True).start()
    handler(*signal)


def _handler() -> Any:
    """What Ctrl-C does now: Spark sets its own for good. None in a thread that cannot change it."""
    return signal.getsignal(signal.SIGINT) if threading.current_thread() is threading.main_thread() else None


def _end(spark: Any, process: Any) -> None:
    from py4j.protocol import Py4JError
    from pyspark import SparkContext

    try:
        if spark is not None:
            spark.stop()
        SparkContext._gateway.shutdown()
    except (Py4JError, OSError, AttributeError):
        pass  # Java has ended by itself, or never came up
    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
    process.stdin.close()
    try:
        process.wait(30)
    except Exception:
        process.kill()
        process.wait()
