"""The whole flow on small texts of our own: same bytes however it runs, resumable, additive, honest on failure."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg.pipeline as pipeline
from kg import batches, export, read
from kg.config import Config, load
from kg.errors import BuildError, UsageError
from kg.graph import bundle
from kg.intake import Texts
from kg.lexicon import Lexicon, Slogan
from kg.tables import parts

SERIAL, PROCESSES = load(engine={"name": "serial"}), load(engine={"name": "processes", "jobs": 2})

TEXTS = (
    "关于第{n}号议题的讲话\n\n同志们：\n\n一、提高认识。要增强“四个意识”、坚定“四个自信”、做到“两个维护”。\n",
    "第{n}期简报\n\n县委召开党的建设工作会议，强调做好“六稳”工作、落实“六保”任务。会议由李明主持。\n",
    "调研报告之{n}\n\n各镇认真学习十九届六中全会精神，把《中国共产党章程》学深悟透。\n\n要坚持全面从严治党。\n",
)
NAMES = ("四个意识", "四个自信", "两个维护", "六稳", "六保")
LEXICON = Lexicon(slogans={name: Slogan(name, "numeric") for name in NAMES})


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "TARGET", 1000)
    monkeypatch.setattr(parts, "MOST_BYTES", 3000)
    monkeypatch.setattr(bundle, "FEWEST", 4)


def _corpus(folder: Path, numbers=range(60)) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    for number in numbers:
        text = TEXTS[number % len(TEXTS)].format(n=number)
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def _build(paths, out, config=SERIAL, **options):
    return pipeline.build(paths, out, config, lexicon=LEXICON, exports=(), **options)


def _bytes(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


class Counted:
    """A progress that counts, and the names of the parts that were made anew."""

    def __init__(self, monkeypatch) -> None:
        self.stages, self.plans, self.documents, self.bytes, self.text, self.made = [], [], 0, 0, 0, []
        real = pipeline.make_part

        def make_part(task, **options):
            self.made.append(task.name)
            return real(task, **options)

        monkeypatch.setattr(pipeline, "make_part", make_part)

    def stage(self, name: str) -> None:
        self.stages.append(name)

    def plan(self, stages: list[str], bytes: int) -> None:
        self.plans.append((self.documents, stages, bytes))

    def advance(self, documents: int, bytes: int, text: int, made: bool) -> None:
        self.documents += documents
        self.bytes += bytes
        self.text += text
        self.anew = made


def test_the_tables_hold_what_the_texts_say(tmp_path):
    built = _build([_corpus(tmp_path / "in")], tmp_path / "out")
    assert built.manifest["counts"]["documents"] == 60
    assert len(built.manifest["parts"]) > 3
    rows = built.query("select canonical, verb, count(*) from mentions where type = 'SLOGAN' group by all").fetchall()
    assert ("四个意识", "增强", 20) in rows
    assert ("四个自信", "坚定", 20) in rows
    exact = 'select bool_and(substr(d.text, m.start + 1, m."end" - m.start) = m.text) from mentions m join documents d'
    assert built.query(exact + " on d.id = m.document").fetchall() == [(True,)]
    pair = "select count, documents from edges where relation = 'co_occurs' and \"window\" = 'sentence'"
    assert built.query(pair + " and source = 'slogan:两个维护' and target = 'slogan:四个意识'").fetchall() == [(20, 20)]
    assert built.graph.has_node("slogan:六稳")


def test_every_engine_and_order_gives_the_same_bytes(tmp_path):
    one, two = _corpus(tmp_path / "one", range(40)), _corpus(tmp_path / "two", range(30, 70))
    _build([one, two], tmp_path / "a", SERIAL)
    _build([two, one], tmp_path / "b", SERIAL)
    _build([two, one], tmp_path / "c", PROCESSES)
    _build([str(one), *sorted(two.iterdir())], tmp_path / "d", load(engine={"jobs": 1}))
    expected = _bytes(tmp_path / "a")
    assert [_bytes(tmp_path / name) == expected for name in "bcd"] == [True, True, True]


def test_files_of_one_name_are_told_apart(tmp_path):
    one, two = _corpus(tmp_path / "one", range(6)), tmp_path / "two"
    two.mkdir()
    (two / "0000.txt").write_text("落实“六保”任务。", encoding="utf-8")
    built = _build([one, two], tmp_path / "a")
    assert [row[0] for row in built.query("select source from documents order by source").fetchall()][-2:] == [
        "one/0000.txt",
        "two/0000.txt",
    ]
    _build([*sorted(two.iterdir()), one], tmp_path / "b", PROCESSES)
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


SCRIPT = """
import sys, time
from pathlib import Path
import test_pipeline as t
from kg import batches, export, read
from kg.tables import parts

parts.TARGET, parts.MOST_BYTES = 1000, 3000
real = batches.annotate_all

def slow(documents, lexicon, config):
    time.sleep(len(documents) * float(sys.argv[3]))
    return real(documents, lexicon, config)

if __name__ == "__main__":
    batches.annotate_all = slow
    t._build([sys.argv[1]], Path(sys.argv[2]), t.load(engine={"name": sys.argv[4], "jobs": 2}))
"""


def _script(
    tmp_path: Path, source: Path, out: Path, seconds: float, engine: str, seed: int = 0
) -> subprocess.Popen[bytes]:
    (tmp_path / "script.py").write_text(SCRIPT)
    root = Path(pipeline.__file__).parent.parent
    paths = os.pathsep.join([str(root), str(Path(__file__).parent)])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": str(seed)}
    command = [sys.executable, str(tmp_path / "script.py"), str(source), str(out), str(seconds), engine]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def test_the_order_of_sets_does_not_show(tmp_path):
    source = _corpus(tmp_path / "in")
    for seed in (1, 2):
        with _script(tmp_path, source, tmp_path / str(seed), 0, "processes", seed) as run:
            assert run.communicate()[1] == b""
    assert _bytes(tmp_path / "1") == _bytes(tmp_path / "2")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("engine", ["serial", "processes"])
def test_a_killed_build_goes_on_where_it_was(tmp_path, monkeypatch, engine):
    source = _corpus(tmp_path / "in")
    _build([source], tmp_path / "whole")
    with _script(tmp_path, source, tmp_path / "out", 0.02, engine) as run:
        deadline = time.monotonic() + 60
        while len(list((tmp_path / "out").glob("documents/*.parquet"))) < 3:
            assert run.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.kill(run.pid, signal.SIGKILL)
    time.sleep(0.3)
    assert not (tmp_path / "out" / "build.json").exists()
    with pytest.raises(BuildError, match="the build here is not finished"):
        pipeline.Build(tmp_path / "out")
    done = {path.stem for path in (tmp_path / "out" / "documents").glob("*.parquet")}
    counted = Counted(monkeypatch)
    built = _build([source], tmp_path / "out", progress=counted)
    assert len(done) >= 3
    assert {part["name"] for part in built.manifest["parts"]} - set(counted.made) == done
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "whole")


def test_a_second_run_makes_nothing_anew_and_changes_nothing(tmp_path, monkeypatch):
    source = _corpus(tmp_path / "in")
    first = _bytes(_build([source], tmp_path / "out").path)
    counted = Counted(monkeypatch)
    monkeypatch.setattr(read, "documents", None)
    _build([source], tmp_path / "out", PROCESSES, progress=counted)
    assert counted.made == []
    assert counted.documents == 60
    assert counted.bytes == counted.text == sum(path.stat().st_size for path in source.iterdir())
    assert counted.plans == [(0, ("documents", "graph"), counted.bytes)]
    assert not counted.anew
    assert counted.stages == ["documents", "graph"]
    assert _bytes(tmp_path / "out") == first


def test_progress_counts_packed_bytes_as_they_lie_on_disk(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    rows = [json.dumps({"text": TEXTS[n % 3].format(n=n) * 9}, ensure_ascii=False) for n in range(300)]
    for name in ("a", "b"):
        with gzip.open(tmp_path / "in" / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.write("\n".join(row.replace("议题", name) for row in rows))
    counted = Counted(monkeypatch)
    _build([tmp_path / "in"], tmp_path / "out", progress=counted)
    total = sum(path.stat().st_size for path in (tmp_path / "in").iterdir())
    assert counted.plans[0][2] == counted.bytes == total < counted.text
    assert counted.anew


@pytest.mark.parametrize("table", parts.PARTED)
def test_only_a_missing_part_is_made_again(tmp_path, monkeypatch, table):
    source = _corpus(tmp_path / "in")
    first = _bytes(_build([source], tmp_path / "out").path)
    lost = sorted((tmp_path / "out" / table).iterdir())[1]
    lost.unlink()
    counted = Counted(monkeypatch)
    _build([source], tmp_path / "out", progress=counted)
    assert counted.made == [lost.stem]
    assert _bytes(tmp_path / "out") == first


def test_new_documents_change_only_parts_near_them(tmp_path, monkeypatch):
    source = _corpus(tmp_path / "in", [*range(50), *range(60, 100)])
    before = {part["name"] for part in _build([source], tmp_path / "out").manifest["parts"]}
    _corpus(source, range(50, 53))
    counted = Counted(monkeypatch)
    built = _build([source], tmp_path / "out", progress=counted)
    after = {part["name"] for part in built.manifest["parts"]}
    assert set(counted.made) == after - before
    assert 1 <= len(counted.made) <= 3
    assert len(after) > 8
    _build([source], tmp_path / "fresh")
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "fresh")


def test_documents_taken_away_leave_no_trace(tmp_path):
    source = _corpus(tmp_path / "in")
    _build([source], tmp_path / "out")
    for path in sorted(source.iterdir())[20:40]:
        path.unlink()
    _build([source], tmp_path / "out")
    _build([source], tmp_path / "fresh")
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "fresh")


def test_another_lexicon_or_setting_makes_all_parts_anew(tmp_path, monkeypatch):
    source = _corpus(tmp_path / "in")
    count = len(_build([source], tmp_path / "out").manifest["parts"])
    counted = Counted(monkeypatch)
    other = Lexicon(slogans={**LEXICON.slogans, "三严三实": Slogan("三严三实", "numeric")})
    pipeline.build(source, tmp_path / "out", SERIAL, lexicon=other, exports=(), progress=counted)
    assert len(counted.made) == count
    _build(source, tmp_path / "out", load(engine={"name": "serial"}, extract={"types": ["SLOGAN"]}), progress=counted)
    assert len(counted.made) == 2 * count
    _build(
        source, tmp_path / "out", load(engine={"name": "serial"}, extract={"types": ["SLOGAN"]}, graph={"min_count": 2})
    )
    assert len(counted.made) == 2 * count


def test_another_setting_of_the_graph_counts_anew_and_leaves_no_trace(tmp_path, monkeypatch):
    source = _corpus(tmp_path / "in")
    _build([source], tmp_path / "out")
    other = load(engine={"name": "serial"}, graph={"max_names": 2, "windows": ["document", "sentence"]})
    counted = Counted(monkeypatch)
    _build([source], tmp_path / "out", other, progress=counted)
    assert counted.made == []
    built = _build([source], tmp_path / "fresh", other)
    assert built.manifest["rejections"]["crowded document"] > 0
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "fresh")


@pytest.mark.parametrize("config", [SERIAL, PROCESSES], ids=["serial", "processes"])
def test_a_document_that_fails_is_listed_and_the_rest_is_built(tmp_path, monkeypatch, config):
    source = _corpus(tmp_path / "in")
    (source / "empty.txt").write_text("")
    real = batches.annotate_all

    def fail(documents, lexicon, config):
        if "0007.txt" in [document.source for document in documents]:
            raise ValueError("没有办法")
        return real(documents, lexicon, config)

    monkeypatch.setattr(batches, "annotate_all", fail)
    built = _build([source], tmp_path / "out", config)
    failures = built.manifest["failures"]
    assert [failure["source"] for failure in failures] == ["empty.txt", "0007.txt"]
    assert failures[1]["reason"] == "ValueError: 没有办法"
    assert built.manifest["counts"]["documents"] == 59
    assert built.manifest["counts"]["failures"] == 2
    again = _build([source], tmp_path / "out", config)
    assert again.manifest["failures"] == failures


def test_a_worker_that_dies_is_one_line_and_the_build_goes_on_later(tmp_path, monkeypatch):
    source = _corpus(tmp_path / "in")
    with monkeypatch.context() as patch:
        patch.setattr(batches, "annotate_all", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        with pytest.raises(BuildError, match="a worker process died"):
            _build([source], tmp_path / "out", PROCESSES)
    assert _build([source], tmp_path / "out", PROCESSES).manifest["counts"]["documents"] == 60


POISON = "第3期简报"


def _poisoned(documents, lexicon, config, real=batches.annotate_all):
    if any(POISON in document.text for document in documents):
        os.kill(os.getpid(), signal.SIGKILL)
    if any("第4号议题" in document.text for document in documents):
        time.sleep(600)
    return real(documents, lexicon, config)


def test_a_document_that_kills_or_holds_its_worker_is_left_out_and_tried_again_later(tmp_path, monkeypatch):
    source = _corpus(tmp_path / "in")
    (source / "0001.txt").write_text(f"{POISON}：增强“四个意识”，做到“两个维护”。\n", encoding="utf-8")
    (source / "0003.txt").write_text("关于第4号议题的讲话\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(batches, "annotate_all", _poisoned)
        built = _build([source], tmp_path / "out", load(engine={"jobs": 2, "max_seconds": 1}))
    failures = {failure["source"]: failure["reason"] for failure in built.manifest["failures"]}
    assert failures == {
        "0001.txt": "its worker died (killed, or out of memory)",
        "0003.txt": "its worker took more than 1 seconds (setting engine.max_seconds)",
    }
    assert built.manifest["counts"]["documents"] == 58
    _build([source], tmp_path / "out", PROCESSES)
    _build([source], tmp_path / "fresh")
    assert _bytes(tmp_path / "out") == _bytes(tmp_path / "fresh")


def test_duplicates_are_kept_once_with_all_sources(tmp_path):
    source = _corpus(tmp_path / "in")
    _corpus(source / "copies", range(3))
    built = _build([source], tmp_path / "out")
    assert built.manifest["counts"]["documents"] == 60
    assert built.manifest["counts"]["duplicates"] == 3
    sources = built.query("select sources from documents where len(sources) > 1 order by source").fetchall()
    assert sources[0] == (["0000.txt", "copies/0000.txt"],)
    assert len(sources) == 3


def test_nothing_to_build_is_an_error_and_spares_the_old_build(tmp_path):
    source = _corpus(tmp_path / "in")
    before = _bytes(_build([source], tmp_path / "out").path)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "empty.txt").write_text("")
    with pytest.raises(BuildError, match=r"no document could be read; 1 failed, the first is empty\.txt"):
        _build([tmp_path / "bad"], tmp_path / "out")
    assert before.items() <= _bytes(tmp_path / "out").items()


def test_a_failure_in_the_graph_spares_the_old_build(tmp_path, monkeypatch):
    from kg.graph import edges

    _build([_corpus(tmp_path / "in", range(30))], tmp_path / "out")
    before = _bytes(tmp_path / "out")
    with monkeypatch.context() as patch:
        patch.setattr(edges, "edges", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            _build([_corpus(tmp_path / "in", range(60))], tmp_path / "out")
    after = _bytes(tmp_path / "out")
    assert {name: after[name] for name in before} == before
    assert pipeline.Build(tmp_path / "out").manifest["counts"]["documents"] == 30
    assert not list((tmp_path / "out").glob(".kg-*.tmp"))


SWITCH = """
import os, signal, sys
import test_pipeline as t
from kg.tables import manifest

manifest.save = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
t._build([sys.argv[1]], sys.argv[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_kill_just_before_the_switch_spares_the_old_build(tmp_path):
    out = _build([_corpus(tmp_path / "in", range(30))], tmp_path / "out").path
    before = _bytes(out)
    del before[".kg-lock"]  # says who was killed, until the next build
    _corpus(tmp_path / "in", range(60))
    (tmp_path / "switch.py").write_text(SWITCH)
    paths = os.pathsep.join([str(Path(pipeline.__file__).parent.parent), str(Path(__file__).parent)])
    command = [sys.executable, str(tmp_path / "switch.py"), str(tmp_path / "in"), str(out)]
    run = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert run.returncode == -signal.SIGKILL
    assert len(list(out.glob("nodes-*.parquet"))) == 2
    after = _bytes(out)
    assert {name: after[name] for name in before} == before
    built = pipeline.Build(out)
    assert built.manifest["counts"]["documents"] == 30
    assert built.graph.number_of_nodes()
    _build([tmp_path / "in"], out)
    _build([tmp_path / "in"], tmp_path / "fresh")
    assert pipeline.Build(out).manifest["tables"] == pipeline.Build(tmp_path / "fresh").manifest["tables"]


def test_a_folder_of_others_is_never_built_in(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("")
    with pytest.raises(BuildError, match="no build"):
        _build([_corpus(tmp_path / "in")], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.docx"]


def test_files_of_others_in_a_build_survive_it(tmp_path):
    source = _corpus(tmp_path / "in")
    out = _build([source], tmp_path / "out").path
    others = [out / "notes.md", out / "documents" / "notes.parquet", out / "mentions" / ("f" * 15 + ".parquet")]
    for path in others:
        path.write_text("mine")
    (source / "0000.txt").unlink()
    _build([source], tmp_path / "out")
    assert [path.read_text() for path in others] == ["mine"] * 3


def test_a_build_inside_its_input_does_not_read_itself(tmp_path):
    source = _corpus(tmp_path / "in")
    _build([source], source / "build")
    (source / "build" / "graph.json").write_text("{}")
    (source / "build" / "graph.html").write_text("<p>六稳</p>")
    assert _build([source], source / "build").manifest["counts"]["documents"] == 60


FULL = """
import resource, signal, sys
import test_pipeline as t
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
try:
    t._build([sys.argv[1]], sys.argv[2])
except t.BuildError as error:
    print(error, end="")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_no_room_on_disk_is_one_line_and_leaves_nothing_half_written(tmp_path):
    source = _corpus(tmp_path / "in", range(200))
    (tmp_path / "full.py").write_text(FULL)
    paths = os.pathsep.join([str(Path(pipeline.__file__).parent.parent), str(Path(__file__).parent)])
    command = [sys.executable, str(tmp_path / "full.py"), str(source), str(tmp_path / "out")]
    run = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout.startswith(str(tmp_path / "out"))
    assert "File too large" in run.stdout
    assert "\n" not in run.stdout
    assert not list((tmp_path / "out").rglob("*.tmp"))
    assert _build([source], tmp_path / "out").manifest["counts"]["documents"] == 200


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full of Linux")
def test_no_room_for_a_file_beside_the_tables_is_no_wrong_usage(tmp_path):
    source, out = _corpus(tmp_path / "in", range(3)), tmp_path / "out"
    pipeline.build([source], out, SERIAL, exports=("graphml",))
    (out / "graph.graphml").unlink()
    (out / "graph.graphml").symlink_to("/dev/full")
    with pytest.raises(BuildError, match="graphml: cannot be written: No space left on device; the tables are whole"):
        pipeline.build([source], out, SERIAL, exports=("graphml",))
    (out / "graph.graphml").unlink()
    assert (pipeline.build([source], out, SERIAL, exports=("graphml",)).path / "graph.graphml").stat().st_size


@pytest.mark.parametrize("name", sorted(export.FOLDERS))
def test_a_folder_that_an_export_wrote_is_written_anew(tmp_path, name):
    source, out = tmp_path / "a.txt", tmp_path / "out"
    for text in ("增强“四个意识”。", "增强“四个意识”。", "增强“四个意识”，坚定“四个自信”。"):
        source.write_text(text, encoding="utf-8")
        pipeline.build(source, out, SERIAL, lexicon=LEXICON, exports=(name,))
        assert any((out / f"graph.{name}").iterdir())
    shutil.rmtree(out / f"graph.{name}")
    (out / f"graph.{name}").touch()
    with pytest.raises(BuildError, match=f"graph.{name}: is in the way"):
        pipeline.build(source, out, SERIAL, lexicon=LEXICON, exports=(name,))


def test_unknown_names_fail_before_anything_is_done(tmp_path):
    source = _corpus(tmp_path / "in")
    with pytest.raises(UsageError, match="unknown export 'pdf': choose from"):
        pipeline.build(source, tmp_path / "out", SERIAL, lexicon=LEXICON, exports=("pdf",))
    with pytest.raises(UsageError, match=r"unknown .*'dask'"):
        _build(source, tmp_path / "out", load(engine={"name": "dask"}))
    assert not (tmp_path / "out").exists()


def test_a_manifest_holds_no_path_and_no_clock(tmp_path):
    built = _build([_corpus(tmp_path / "in")], tmp_path / "out")
    text = json.dumps(built.manifest, ensure_ascii=False)
    assert str(tmp_path) not in text
    assert time.strftime("%Y-%m") not in text


def test_stages_are_measured_for_the_run_that_made_the_build(tmp_path):
    built = _build([_corpus(tmp_path / "in")], tmp_path / "out")
    assert built.stats is not None
    assert [stage.name for stage in built.stats.stages] == ["documents", "graph"]
    assert pipeline.Build(tmp_path / "out").stats is None


def test_the_files_of_a_build_are_written_beside_its_tables(tmp_path):
    built = pipeline.build(_corpus(tmp_path / "in", range(6)), tmp_path / "out", SERIAL, lexicon=LEXICON)
    assert {"graph.html", "graph.graphml", "report.html"} <= {path.name for path in built.path.iterdir()}
    assert not [path for path in built.path.iterdir() if path.name.startswith(".") and path.name != ".kg-lock"]


def test_a_build_is_opened_with_its_settings(tmp_path):
    config = load(engine={"name": "serial"}, html={"nodes": 7})
    _build([_corpus(tmp_path / "in")], tmp_path / "out", config)
    built = pipeline.Build(tmp_path / "out")
    assert built.config == Config(html=config.html)
    assert "60 documents" in repr(built)
    for relation in (built.documents, built.sentences, built.mentions, built.expansions, built.nodes, built.edges):
        assert relation.columns
    with pytest.raises(UsageError, match="only SELECT"):
        built.query("drop view nodes")


def test_a_build_with_settings_of_another_version_is_refused_by_name(tmp_path):
    out = _build([_corpus(tmp_path / "in")], tmp_path / "out").path
    manifest = json.loads((out / "build.json").read_bytes())
    manifest["config"]["graph"]["colour"] = "red"
    (out / "build.json").write_text(json.dumps(manifest))
    with pytest.raises(BuildError, match=r"another version \(unknown setting 'graph\.colour'"):
        _ = pipeline.Build(out).config


def test_a_page_of_other_tables_is_gone_where_a_build_stops_before_the_new_one(tmp_path, monkeypatch):
    source, out = _corpus(tmp_path / "in"), tmp_path / "out"
    pipeline.build([source], out, SERIAL, lexicon=LEXICON, exports=("graphml",))
    page = (out / "graph.graphml").read_bytes()

    def stopped(*_):
        raise KeyboardInterrupt

    for numbers, left in ((range(60), page), (range(61), None)):
        _corpus(source, numbers)
        monkeypatch.setitem(export.EXPORTERS, "graphml", stopped)
        with pytest.raises(KeyboardInterrupt):
            pipeline.build([source], out, SERIAL, lexicon=LEXICON, exports=("graphml",))
        assert [path.read_bytes() for path in out.glob("graph.*")] == ([left] if left else [])


@pytest.mark.parametrize(
    ("then", "why"), [(Path.unlink, "No such file"), (lambda path: path.write_text("换了。"), "its text")]
)
def test_a_known_file_that_is_another_when_it_is_read_again_is_named(tmp_path, monkeypatch, then, why):
    folder, lexicon = _corpus(tmp_path / "in"), Lexicon(slogans={"六稳": Slogan("六稳", "numeric")})
    _build(folder, tmp_path / "out")
    path, real = folder / "0030.txt", Texts.document
    kept = path.read_bytes()

    def document(self, entry):
        if entry.source == path.name and entry.document is None and path.exists():
            then(path)
        return real(self, entry)

    with monkeypatch.context() as patch:
        patch.setattr(Texts, "document", document)
        built = pipeline.build(folder, tmp_path / "out", SERIAL, lexicon=lexicon, exports=())
    [failure] = built.manifest["failures"]
    assert (failure["source"], built.manifest["counts"]["documents"]) == (path.name, 59)
    assert failure["reason"].startswith(f"is not what was read before: {why}")
    path.write_bytes(kept)
    pipeline.build(folder, tmp_path / "out", SERIAL, lexicon=lexicon, exports=())
    pipeline.build(folder, tmp_path / "fresh", SERIAL, lexicon=lexicon, exports=())
    left, right = ({n: d for n, d in _bytes(tmp_path / o).items() if "ledger" not in n} for o in ("out", "fresh"))
    assert left == right
