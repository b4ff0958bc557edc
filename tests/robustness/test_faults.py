"""Builds that are killed, stopped, starved of disk or shut out: one line, nothing damaged, and the same command goes on."""

import gc
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import test_pipeline as flow

from kg import cli
from kg.builds import Build
from kg.errors import BuildError
from kg.tables import folder, manifest, parts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and mounts of Linux")

KILLS = 20
SLOW = """
import os, sys, time
import test_pipeline as flow
from kg import batches, cli
from kg.tables import parts

parts.TARGET, parts.MOST_BYTES = 1000, 3000
real = batches.annotate_all

def slow(documents, lexicon, config):
    time.sleep(len(documents) * float(os.environ["PAUSE"]))
    return real(documents, lexicon, config)

batches.annotate_all = slow
cli.main() if sys.argv[1] == "build" else flow._build([sys.argv[1]], sys.argv[2], flow.load(engine={"jobs": 2}))
"""


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    monkeypatch.setattr(parts, "TARGET", 1000)
    monkeypatch.setattr(parts, "MOST_BYTES", 3000)


def start(tmp_path: Path, *arguments: object, pause: float = 0.02, script: str = SLOW) -> subprocess.Popen[str]:
    """A build in a process group of its own, by default one each document of which takes `pause` seconds more."""
    file = tmp_path / "script.py"
    file.write_text(script)
    paths = os.pathsep.join([os.getcwd(), str(Path(flow.__file__).parent)])
    command = [sys.executable, str(file), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": paths, "PAUSE": str(pause)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)


def until_parts(out: Path, count: int, run: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 120
    while len(list(out.glob("documents/*.parquet"))) < count and run.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def until_free(out: Path) -> None:
    """Wait for the workers of a killed build, which end with it and hold its lock as long."""
    import fcntl

    if (out / folder.LOCK).exists():
        with (out / folder.LOCK).open("rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)


@pytest.mark.slow
def test_kill_at_twenty_random_moments(tmp_path, monkeypatch):
    source = flow._corpus(tmp_path / "in")
    began = time.monotonic()
    with start(tmp_path, source, tmp_path / "undisturbed") as run:
        assert run.wait(120) == 0
    seconds = time.monotonic() - began
    expected = flow._bytes(tmp_path / "undisturbed")
    names = [part["name"] for part in Build(tmp_path / "undisturbed").manifest["parts"]]
    chance, halfway = random.Random(20), 0
    for kill in range(KILLS):
        out = tmp_path / f"out{kill}"
        with start(tmp_path, source, out) as run:
            # half of the moments by the clock, from the start of the program on, half by how far it is
            if kill % 2:
                time.sleep(chance.uniform(0.0, 1.1) * seconds)
            else:
                until_parts(out, chance.randrange(len(names) + 1), run)
                time.sleep(chance.uniform(0.0, 0.05))
            os.kill(run.pid, signal.SIGKILL)
        until_free(out)
        done = {name for name in names if parts.find(out, name)}
        halfway += 0 < len(done) < len(names)
        counted = flow.Counted(monkeypatch)
        flow._build([source], out, progress=counted)
        assert flow._bytes(out) == expected
        assert set(counted.made) == set(names) - done
    assert halfway >= 3


DEADLY = """
import test_pipeline as flow
from kg import batches, cli

batches.annotate_all = flow._poisoned
cli.main()
"""


def test_a_document_that_kills_or_holds_a_build_of_a_single_part_is_named(tmp_path):
    source = flow._corpus(tmp_path / "in", range(3))
    (source / "kills.txt").write_text(f"{flow.POISON}\n", encoding="utf-8")
    (source / "hangs.txt").write_text("关于第4号议题的讲话\n", encoding="utf-8")
    (tmp_path / "kg.toml").write_text("[engine]\nmax_seconds = 1\n")
    arguments = ("build", source, "--out", tmp_path / "out", "--quiet", "--config", tmp_path / "kg.toml")
    with start(tmp_path, *arguments, script=DEADLY) as run:
        _, messages = run.communicate(timeout=120)
    assert (run.returncode, messages.splitlines()) == (
        1,
        [
            "kg: hangs.txt: its worker took more than 1 seconds (setting engine.max_seconds)",
            "kg: kills.txt: its worker died (killed, or out of memory)",
        ],
    )
    assert Build(tmp_path / "out").manifest["counts"]["documents"] == 3


def test_stopped_by_the_keyboard_and_locked_meanwhile(tmp_path):
    source = flow._corpus(tmp_path / "in", range(120))
    arguments = ("build", source, "--out", tmp_path / "out", "--quiet", "--jobs", 2)
    with start(tmp_path, *arguments, pause=0.5) as first:
        until_parts(tmp_path / "out", 3, first)
        with start(tmp_path, *arguments) as second:
            _, message = second.communicate(timeout=120)
        assert (second.returncode, message.count("\n")) == (3, 1)
        assert "in use by another build" in message
        os.killpg(first.pid, signal.SIGINT)
        _, message = first.communicate(timeout=120)
    assert (first.returncode, message) == (130, "kg: stopped; the build goes on where it was when it is run again\n")
    assert not list((tmp_path / "out").rglob("*.tmp"))
    with start(tmp_path, *arguments) as third:
        assert third.communicate(timeout=120)[1] == ""
    assert Build(tmp_path / "out").manifest["counts"]["documents"] == 120


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 200 KB, and how to mount it anew."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def mount(*options):
        return subprocess.run(["mount", *options, disk], capture_output=True, check=False).returncode

    if os.geteuid() or mount("-t", "tmpfs", "-o", "size=200k", "tmpfs"):
        pytest.skip("a file system cannot be mounted here")
    yield disk, mount
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_and_one_that_is_read_only(tmp_path, small_disk):
    disk, mount = small_disk
    source = flow._corpus(tmp_path / "in", range(200))
    with pytest.raises(BuildError, match="No space left on device") as caught:
        flow._build([source], disk / "out")
    assert "\n" not in str(caught.value)
    # the frames of the error hold the file that could not be written
    del caught
    gc.collect()
    assert not list(disk.rglob("*.tmp"))
    assert mount("-o", "remount,size=50m") == 0
    flow._build([source], disk / "out")
    flow._build([source], tmp_path / "fresh")
    assert flow._bytes(disk / "out") == flow._bytes(tmp_path / "fresh")
    assert mount("-o", "remount,ro") == 0
    for out in (disk / "out", disk / "new"):
        with pytest.raises(BuildError, match="Read-only file system"):
            flow._build([source], out)
    assert Build(disk / "out").query("select count(*) from documents").fetchall() == [(200,)]


def test_files_that_vanish_or_change_before_they_are_read(tmp_path, monkeypatch):
    from kg import read

    source = flow._corpus(tmp_path / "in")
    real = read.sources

    def late(*arguments):
        found = real(*arguments)
        (source / "0007.txt").unlink()
        (source / "0008.txt").write_text("另一篇。", encoding="utf-8")
        return found

    monkeypatch.setattr(read, "sources", late)
    built = flow._build([source], tmp_path / "out")
    assert built.manifest["failures"] == [{"source": "0007.txt", "reason": "No such file or directory"}]
    assert built.manifest["counts"]["documents"] == 59


@pytest.mark.parametrize("format", [1, 2, manifest.FORMAT + 1, "3", None])
def test_a_build_of_another_version_is_refused_by_name_and_built_again(tmp_path, format):
    import json

    source = flow._corpus(tmp_path / "in")
    out = flow._build([source], tmp_path / "out").path
    expected = flow._bytes(out)
    about = json.loads((out / "build.json").read_bytes())
    (out / "build.json").write_text(json.dumps({**about, "format": format}))
    with pytest.raises(BuildError, match=f"made in format {format!r}, not {manifest.FORMAT} as this version reads"):
        Build(out)
    flow._build([source], out)
    assert flow._bytes(out) == expected


@pytest.mark.parametrize("size", [0, 1, 100])
def test_a_table_that_was_cut_is_named_and_made_again(tmp_path, size, monkeypatch, capsys):
    source = flow._corpus(tmp_path / "in")
    out = flow._build([source], tmp_path / "out").path
    expected = flow._bytes(out)
    for file in (out / "mentions").iterdir():
        file.write_bytes(file.read_bytes()[:size])
    for arguments in (["show", "六稳"], ["query", "select * from mentions"], ["export", "json", "--out", "x.json"]):
        monkeypatch.setattr(sys, "argv", ["kg", *arguments, "--build", str(out)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        message = capsys.readouterr().err
        assert (ended.value.code, message.count("\n")) in ((3, 1), (2, 1)), message
        assert "damaged" in message or "Parquet" in message
    flow._build([source], out)
    assert flow._bytes(out) == expected
