"""Whether Spark can run here."""

import importlib.util
import os
import shutil

import pytest


@pytest.fixture(scope="session")
def java():
    """Skip where PySpark or Java is missing; in CI, where both are to be, fail."""
    missing = [] if importlib.util.find_spec("pyspark") else ["PySpark (extra spark)"]
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        missing.append("Java 17")
    if missing:
        reason = f"needs {' and '.join(missing)}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        )  # half the time, where all is small
        yield
