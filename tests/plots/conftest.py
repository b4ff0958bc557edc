from __future__ import annotations

import sys
from pathlib import Path

import pytest

for folder in ("graph", "analyse"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))

from over_time import years  # noqa: E402
from small_tables import Small  # noqa: E402


@pytest.fixture(scope="session")
def over_time() -> Small:
    return years()


@pytest.fixture(scope="session")
def font() -> None:
    from kg.errors import UsageError
    from kg.plots import canvas

    try:
        canvas._chinese()
    except UsageError:
        pytest.skip("no font with Chinese characters here")
