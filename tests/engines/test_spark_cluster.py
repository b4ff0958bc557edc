"""A cluster of a master and two workers, one of which is killed in the middle of the work."""

import hashlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import written
from cluster import Cluster

from kg import pipeline
from kg.config import load
from kg.engines import engine
from kg.lexicon import load as lexicon
from kg.tables import folder

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("java")]

GRAPH = {"windows": ["sentence"]}


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

    def advance(self, documents, bytes, text, made):
        if not self.documents:
            assert self._cluster.executors() == 2
            self._cluster.kill(1)
            self.at = documents
        self.documents += documents


@pytest.fixture(scope="module")
def expected(texts, tmp_path_factory):
    """What this machine alone makes of the texts."""
    config = load(graph=GRAPH, engine={"name": "processes", "jobs": 2})
    return _files(pipeline.build(texts, tmp_path_factory.mktemp("expected") / "out", config, exports=()).path)


def test_a_worker_killed_while_workers_read_costs_nothing_but_time(texts, expected, cluster, tmp_path):
    killer = Killer(cluster)
    config = load(graph=GRAPH, engine={"name": "spark", "master": cluster.url})
    built = pipeline.build(f"file://{texts}", tmp_path / "out", config, exports=(), progress=killer)
    assert 0 < killer.at < built.manifest["counts"]["documents"]
    assert _files(built.path) == expected


def test_a_worker_killed_while_this_machine_reads_costs_nothing_but_time(texts, expected, cluster, tmp_path):
    killer = Killer(cluster)
    config = load(graph=GRAPH, engine={"name": "spark", "master": cluster.url})
    with folder.claimed(tmp_path / "out") as root, engine(config.engine) as work:
        _, made = pipeline.documents(texts, root, work, lexicon(), config, killer)
    assert 0 < killer.at < sum(part.rows[0] for part in made)
    written = {name: data for name, data in _files(tmp_path / "out").items() if "/" in name}
    assert written == {name: data for name, data in expected.items() if "/" in name}


def _files(out):
    """The digest of every file but those of the ledger: of bytes that differ, a failed test would print all."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and path.parent.name != folder.LEDGER)
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
