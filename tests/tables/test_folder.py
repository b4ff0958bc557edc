import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.errors import BuildError
from kg.files import replacing, temporary_file
from kg.tables import folder
from kg.tables.folder import claimed, sweep, temporary_folder


def test_a_new_folder_is_made_with_its_parents(tmp_path):
    with claimed(tmp_path / "a" / "b") as root:
        assert root.is_dir()


def test_a_new_folder_in_which_nothing_was_made_is_taken_away(tmp_path):
    (tmp_path / "old").mkdir()
    for name in ("new", "old"):
        with pytest.raises(BuildError), folder.claimed(tmp_path / name):
            raise BuildError("no document")
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_what_was_noted_of_files_without_a_document_is_taken_away_and_that_of_a_stopped_build_kept(tmp_path):
    (tmp_path / "old").mkdir()
    for name, error in (("new", BuildError), ("old", BuildError), ("stopped", KeyboardInterrupt)):
        with pytest.raises(error), claimed(tmp_path / name) as root:
            (root / folder.LEDGER).mkdir()
            (root / folder.LEDGER / "a.parquet").touch()
            raise error("no document")
    with pytest.raises(BuildError), claimed(tmp_path / "parts") as root:
        (root / "documents").mkdir()
        raise BuildError("no space")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old", "parts", "stopped"]
    assert all((tmp_path / name / "ledger" / "a.parquet").exists() for name in ("old", "stopped"))


def test_a_folder_of_other_files_is_refused_and_not_touched(tmp_path):
    (tmp_path / "thesis.txt").write_text("论文", encoding="utf-8")
    with pytest.raises(BuildError, match="no build"), claimed(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(BuildError, match="is a file"), claimed(tmp_path / "out"):
        pass


@pytest.mark.parametrize("name", ["build.json", ".kg-lock"])
def test_a_build_finished_or_not_may_be_gone_on_with(tmp_path, name):
    (tmp_path / name).write_text("")
    (tmp_path / "graph.html").write_text("")
    with claimed(tmp_path) as root:
        assert root == tmp_path.resolve()


def test_a_second_build_in_the_folder_is_refused_and_may_work_afterwards(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "PATIENCE", 0.1)
    with (
        claimed(tmp_path / "out"),
        pytest.raises(BuildError, match="in use by another build"),
        claimed(tmp_path / "out"),
    ):
        pass
    with claimed(tmp_path / "out"):
        pass


HOLD = "import sys, time\nfrom kg.tables.folder import claimed\nwith claimed(sys.argv[1]):\n    print('held', flush=True)\n    time.sleep(60)"


def test_another_process_holds_the_lock_until_it_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "PATIENCE", 0.1)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path / "out")], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        holder = rf"in use by another build \(process {other.pid} on "
        with pytest.raises(BuildError, match=holder), claimed(tmp_path / "out"):
            pass
        other.kill()
    with claimed(tmp_path / "out"):
        pass


def test_who_waited_for_a_folder_that_was_taken_away_holds_a_new_one(tmp_path):
    def waiting():
        with claimed(tmp_path / "out") as root:
            return (root / ".kg-lock").read_text()

    with ThreadPoolExecutor(1) as pool:
        with claimed(tmp_path / "out"):
            other = pool.submit(waiting)
            time.sleep(0.3)
        assert other.result().startswith(f"process {os.getpid()} on ")
    assert not (tmp_path / "out").exists()


def test_a_file_system_that_gives_no_identity_holds_no_build_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "PATIENCE", 0.1)
    monkeypatch.setattr(os.path, "samestat", lambda one, other: False)
    with claimed(tmp_path / "out") as root:
        assert root.is_dir()


def test_many_that_make_and_take_away_one_folder_never_meet_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "PATIENCE", 120)  # no turn is promised to who waits
    inside, most = [], []

    def claims(number):
        for _ in range(20):
            with claimed(tmp_path / "out"):
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(claims, range(4)))
    assert max(most) == 1 and len(most) == 80


def test_what_a_lost_worker_left_is_gone_at_the_end(tmp_path):
    with claimed(tmp_path / "out") as root:
        (root / "mentions").mkdir()
        (root / "mentions" / ".kg-0123456789abcdef.tmp").write_text("half")
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == [".kg-lock", "mentions"]


def test_what_the_system_refuses_is_one_line(tmp_path):
    with pytest.raises(BuildError, match="No space left on device"), claimed(tmp_path / "out"):
        raise OSError(28, os.strerror(28))


def test_a_lock_that_is_free_says_nothing(tmp_path):
    with claimed(tmp_path) as root:
        assert (root / ".kg-lock").read_text().startswith(f"process {os.getpid()} on ")
    assert (tmp_path / ".kg-lock").read_bytes() == b""


FILES = ("build.json", ".kg-lock", "graph.html")


@pytest.mark.parametrize("name", ["ledger", "counts", "mentions", *FILES])
def test_what_is_in_the_way_in_a_build_is_named(tmp_path, name):
    for file in (".kg-lock", "build.json"):
        (tmp_path / file).touch()
    (tmp_path / name).unlink(missing_ok=True)
    if name in FILES:
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).touch()
    with pytest.raises(BuildError, match=rf"{name}: is in the way"), claimed(tmp_path, ["graph.html"]):
        pass


def test_the_path_that_the_system_refused_is_named(tmp_path):
    (tmp_path / "new" / "graph.html").mkdir(parents=True)
    (tmp_path / "new" / ".kg-lock").touch()
    with pytest.raises(BuildError, match=r"new/graph\.html: "), claimed(tmp_path / "new") as root:
        replace(root, "graph.html")
    with pytest.raises(BuildError, match=r"new: No such file"), claimed(tmp_path / "new") as root:
        os.replace(root / ".kg-1.tmp", root / ".kg-2.tmp")


def replace(root, name):
    with replacing(root / name) as temporary:
        temporary.write_text("")


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "build.json"
    path.write_text("old")
    with replacing(path) as temporary:
        temporary.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "build.json"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(path) as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_temporary_names_cannot_be_guessed(tmp_path):
    assert len({temporary_file(tmp_path).name for _ in range(20)}) == 20


def test_sweep_removes_what_was_left_and_nothing_else(tmp_path):
    (tmp_path / "documents").mkdir()
    temporary_file(tmp_path)
    temporary_file(tmp_path / "documents")
    (tmp_path / ".kg-dir.tmp").mkdir()
    (tmp_path / ".kg-dir.tmp" / "spill").write_text("")
    (tmp_path / ".kg-export-4711.part").write_text("half")
    for name in ("notes.tmp", "notes.part", ".notes.part"):
        (tmp_path / name).write_text("")
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".notes.part", "documents", "notes.part", "notes.tmp"]


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_sweep_removes_a_planted_link_and_not_what_it_leads_to(tmp_path):
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "thesis.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".kg-export-1.part").symlink_to(tmp_path / "else")
    (tmp_path / "out" / ".kg-0.tmp").symlink_to(tmp_path / "else" / "thesis.txt")
    sweep(tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    assert (tmp_path / "else" / "thesis.txt").read_text() == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes")
def test_a_name_that_is_no_utf8_is_one_line_and_nothing_is_made(tmp_path):
    out = tmp_path / os.fsdecode(b"out\xff") / "build"
    with pytest.raises(BuildError, match=r"out\\udcff/build: the path is no UTF-8") as caught, claimed(out):
        pass
    assert str(caught.value).isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_folder_is_gone_afterwards(tmp_path):
    with temporary_folder(tmp_path) as temporary:
        (temporary / "spill").write_text("")
    assert list(tmp_path.iterdir()) == []


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
