"""A cluster of a master and two workers, one of which is killed in the middle of the work."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import written
from cluster import Cluster

from kg import pipeline
from kg.config import load

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("java")]

GRAPH = {"windows": ["sentence", "document"]}


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return written.write(tmp_path_factory.mktemp("texts") / "in", 800)


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    (tmp_path / "cluster").mkdir()
    started = Cluster(tmp_path / "cluster")
    monkeypatch.setenv("SPARK_CONF_DIR", str(started.folder / "conf"))
    yield started
    started.stop()


class Killer(pipeline.Silent):
    """A progress that kills a worker as soon as some documents are done, and keeps how many these were."""

    def __init__(self, cluster):
        self.documents, self._cluster, self.at = 0, cluster, 0

    def advance(self, documents, bytes):
        if not self.documents:
            assert self._cluster.executors() == 2
            self._cluster.kill(1)
            self.at = documents
        self.documents += documents


@pytest.mark.parametrize("place", ["{}", "file://{}"], ids=["read here", "read by workers"])
def test_a_worker_killed_in_the_middle_costs_nothing_but_time(texts, cluster, tmp_path, place):
    killer = Killer(cluster)
    config = load(graph=GRAPH, engine={"name": "spark", "master": cluster.url})
    built = pipeline.build(place.format(texts), tmp_path / "out", config, exports=(), progress=killer)
    assert 0 < killer.at < built.manifest["counts"]["documents"]
    local = pipeline.build(texts, tmp_path / "local", load(graph=GRAPH, engine={"jobs": 2}), exports=())
    assert _files(built.path) == _files(local.path)


def _files(out):
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {str(path.relative_to(out)): path.read_bytes() for path in files}
