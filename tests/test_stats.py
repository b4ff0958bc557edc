import sys

import pytest

from kg.stats import Stats, usage


def test_stages_are_listed_in_order_also_when_one_fails():
    stats = Stats()
    with stats.stage("read"):
        sum(range(200_000))
    with pytest.raises(ValueError, match="x"), stats.stage("graph"):
        raise ValueError("x")
    assert [stage.name for stage in stats.stages] == ["read", "graph"]
    assert all(stage.wall >= 0 and stage.cpu >= 0 for stage in stats.stages)


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_memory_is_in_bytes():
    assert 10_000_000 < usage()[1] < 100_000_000_000
