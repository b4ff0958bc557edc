from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))
sys.path.insert(0, str(Path(__file__).parent))
from over_time import years
from small_tables import Small, small


@pytest.fixture(scope="module")
def tables() -> Small:
    return small()


@pytest.fixture(scope="module")
def over_time() -> Small:
    return years()
