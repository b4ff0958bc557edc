"""A standalone Spark cluster on loopback, from PySpark's own jars."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

SETTINGS = """\
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.executor.memory 600m
spark.network.timeout 60s
"""


class Cluster:
    """One master and two workers of one core each; `folder` holds their logs and a `spark-defaults.conf`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "conf").mkdir()
        (folder / "conf" / "spark-defaults.conf").write_text(SETTINGS)
        self._master = self._started("master", "master.Master", "--port", "0")
        self.url = self._told("master", r"Starting Spark master at (spark://\S+)")
        self.workers = [self._worker(f"worker{number}") for number in range(2)]
        for number in range(2):
            self._told(f"worker{number}", r"(Successfully registered with master)")

    def _worker(self, name: str) -> subprocess.Popen[bytes]:
        return self._started(
            name, "worker.Worker", "--port", "0", "-c", "1", "-m", "1g", "-d", str(self.folder / name), self.url
        )

    def _started(self, name: str, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(pyspark.__file__).parent
        command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", "--host", "127.0.0.1"]
        environment = os.environ | {
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_CONF_DIR": str(self.folder / "conf"),
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [*command, "--webui-port", "0", *arguments],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _told(self, name: str, pattern: str) -> str:
        deadline = time.monotonic() + 120
        while not (found := re.search(pattern, (self.folder / f"{name}.log").read_text(errors="replace"))):
            assert time.monotonic() < deadline, (self.folder / f"{name}.log").read_text(errors="replace")
            time.sleep(0.1)
        return found[1]

    def executors(self) -> int:
        """Executors that have been started on the workers so far."""
        return len(list(self.folder.glob("worker*/app-*/*/stderr")))

    def kill(self, number: int) -> None:
        """Kill a worker and what it has started, at once."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()

    def stop(self) -> None:
        for process in (*self.workers, self._master):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
