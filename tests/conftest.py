"""Options and places that several tests share."""

import os
from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption("--lower-floors", action="store_true", help="let the quality scores sink below their floors")


@pytest.fixture(scope="session")
def shared():
    """The folder of real texts and their gold annotation, where there is one."""
    folder = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("no folder of real texts here")
    return folder
