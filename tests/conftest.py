"""Options and places that several tests share."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

# A shell lets what it starts in the background ignore Ctrl-C, and so would every process that a test starts and stops.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption("--lower-floors", action="store_true", help="let the quality scores sink below their floors")


@pytest.fixture(scope="session")
def shared():
    """The folder of real texts and their gold annotation, where there is one."""
    folder = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("no folder of real texts here")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the guide's pages, built as the README says; a warning is an error."""
    out = tmp_path_factory.mktemp("site")
    guide = Path(__file__).parents[1] / "notebooks" / "guide"
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-E", "-d", out.parent / "doctrees", guide, out]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return out
