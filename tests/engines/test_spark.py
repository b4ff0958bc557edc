"""Spark for real: the same bytes as one process gives, whatever is read, skewed, or lost on the way."""

import socket
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import written

from kg import pipeline
from kg.config import Config, Engine, load
from kg.engines import engine
from kg.errors import BuildError, UsageError
from kg.graph import cooccurrence
from kg.lexicon import load as lexicon
from kg.tables import Tables, folder, manifest, parts

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("java")]

LOCAL = load(engine={"name": "processes", "jobs": 2})
SPARK = load(engine={"name": "spark"})


@pytest.fixture(scope="module")
def session(java):
    """A session of two tasks at once, which builds find open."""
    from kg.engines.spark.session import Session

    opened = Session(Engine("spark", master="local[2]"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return written.write(tmp_path_factory.mktemp("it's") / "in", 800)


@pytest.fixture(scope="module")
def expected(texts, tmp_path_factory):
    """What this machine alone makes of the texts."""
    return pipeline.build(texts, tmp_path_factory.mktemp("expected") / "out", LOCAL, exports=()).path


def test_a_master_that_does_not_answer_is_named_at_once(java):
    from kg.engines.spark.session import Session

    with socket.create_server(("127.0.0.1", 0)) as closed:
        master = f"spark://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(BuildError, match=f"no master answers at {master} "):
        Session(Engine("spark", master=master))


def test_what_comes_of_the_keyboard_is_no_fault():
    from kg.engines.spark.faults import explained

    with pytest.raises(KeyboardInterrupt), explained():
        try:
            raise KeyboardInterrupt
        finally:
            raise ValueError("Job 3 cancelled")


def test_what_came_of_the_keyboard_before_is_over():
    from kg.engines.spark.faults import explained

    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt:
        with pytest.raises(BuildError, match="no room"), explained():
            raise OSError("no room") from None


class Told:
    """A progress that keeps what it is told."""

    def __init__(self) -> None:
        self.totals, self.documents, self.bytes = [], 0, 0

    def stage(self, name):
        pass

    def plan(self, stages, bytes):
        self.totals.append(bytes)

    def advance(self, documents, bytes, text, made):
        self.documents += documents
        self.bytes += bytes


def _bytes(out):
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def _same(one, two):
    """Compared file by file, so that a difference has a name."""
    left, right = _bytes(one), _bytes(two)
    assert sorted(left) == sorted(right)
    assert [name for name in left if left[name] != right[name]] == []


def test_files_of_this_machine(session, texts, expected, tmp_path):
    told = Told()
    built = pipeline.build(texts, tmp_path / "out", SPARK, exports=(), progress=told)
    assert len(built.manifest["parts"]) > 3
    assert told.documents == built.manifest["counts"]["documents"]
    _same(built.path, expected)


@pytest.fixture(scope="module")
def gathered(session, texts, tmp_path_factory):
    """What workers make of the texts at URLs, the .jsonl files read by lines, in many blocks."""
    from kg.engines.spark import reading

    session.spark.conf.set("spark.sql.files.maxPartitionBytes", "300000")
    out, told = tmp_path_factory.mktemp("gathered") / "out", Told()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "SPLIT", 100_000)
        taken, made = _documents([f"file://{texts}", f"file://{texts}/single"], out, told)
    return out, taken, made, told


def _documents(urls, out, told):
    """What is read at URLs and the parts made of it, without a graph."""
    with folder.claimed(out) as root, engine(SPARK.engine) as work:
        return pipeline.documents(urls, root, work, lexicon(), SPARK, told)


def test_files_at_urls(texts, gathered, expected):
    out, taken, made, told = gathered
    tables = Tables(expected)
    assert taken.duplicates().to_pylist() == tables.sql("from duplicates").to_arrow_table().to_pylist()
    assert taken.duplicates().num_rows == 32
    assert manifest.failures(taken.failures, made) == tables.manifest["failures"]
    assert len(manifest.failures(taken.failures)) == 4
    assert {row["reason"] for row in manifest.remarks(taken.failures)} == {
        "rows that match no file: 1 (no such.txt)",
        "rows that match no file: 1 (single/no such.txt)",
    }
    assert manifest.part_entries(made) == tables.manifest["parts"]
    assert told.documents == tables.manifest["counts"]["documents"]
    assert told.totals == [sum(path.stat().st_size for path in _visible(texts))]
    for table in parts.PARTED:
        _same(out / table, expected / table)


def _visible(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "metadata.tsv")
    return [path for path in files if ".hidden" not in path.parts]


def test_parts_that_are_there_are_kept_and_the_missing_are_made(texts, gathered):
    """This time with the files whole."""
    out, _, made, _ = gathered
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    parts.file(out, "mentions", made[1].name).unlink()
    assert _documents([f"file://{texts}"], out, Told())[1] == made
    anew = {path.stem[:16] for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert anew == {made[1].name}


def test_nothing_at_a_url_is_named(session, texts, tmp_path):
    with pytest.raises(BuildError, match="no document could be read; 1 failed, the first is file:///no/where: no such"):
        pipeline.build("file:///no/where", tmp_path / "out", SPARK, exports=())
    with pytest.raises(UsageError, match="a path of this machine beside file:///no/where"):
        pipeline.build(["file:///no/where", texts], tmp_path / "out", SPARK, exports=())
    with pytest.raises(BuildError, match=r"^Spark: .*\"nosuch\""):
        pipeline.build("nosuch://host/texts", tmp_path / "out", SPARK, exports=())


def test_a_build_folder_that_workers_do_not_see_is_named(session, texts, tmp_path):
    (tmp_path / "out").mkdir()
    with engine(SPARK.engine) as work, pytest.raises(BuildError, match=r"out: not seen from .*all machines"):
        pipeline.documents([f"file://{texts}"], tmp_path / "out", work, lexicon(), SPARK, Told())


def test_a_name_in_every_sentence_is_no_burden_of_one_task(session, expected):
    """Where the names are too many to be sent everywhere, Spark splits what one name would make large."""
    from kg.engines.spark import sql

    conf = {
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.sql.adaptive.autoBroadcastJoinThreshold": "-1",
        "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "1",
        "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "1000",
        "spark.sql.adaptive.advisoryPartitionSizeInBytes": "2000",
        "spark.sql.adaptive.coalescePartitions.enabled": "false",
    }
    for name, value in conf.items():
        session.spark.conf.set(name, value)
    text = cooccurrence.sql(cooccurrence.PAIRS, "sentence", Config())
    tables = Tables(expected)
    made = [parts.Part(part["name"], ()) for part in tables.manifest["parts"]]
    with sql.over(session, expected, made):
        frame = session.spark.sql(text)
        rows = [tuple(row) for row in frame.collect()]
        plan = frame._jdf.queryExecution().executedPlan().toString()
    assert rows == tables.con.execute(text).fetchall()
    assert "skew=true" in plan
