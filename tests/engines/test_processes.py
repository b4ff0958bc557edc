import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.engines import processes
from kg.errors import BuildError, UsageError


def _pid(_: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def _die(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class Heavy:
    """A function that is costly to send: counts how often it is."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, number: int) -> int:
        return number

    def __setstate__(self, state: dict[str, Path]) -> None:
        self.__dict__.update(state)
        with self.path.open("a") as handle:
            handle.write("sent\n")


def test_work_is_done_in_other_processes():
    pids = set(processes.run(_pid, range(20), 2))
    assert os.getpid() not in pids
    assert len(pids) == 2


def test_a_single_batch_has_a_process_of_its_own_and_none_needs_none():
    [worker] = processes.run(_pid, [0], 8)
    assert worker != os.getpid()
    assert list(processes.run(_pid, [], 8)) == []


def test_no_more_workers_start_than_there_are_batches():
    results = processes.run(_pid, range(3), 8)
    next(results)
    assert len(multiprocessing.active_children()) <= 3
    assert len(list(results)) == 2


def test_the_function_is_sent_once_for_each_worker(tmp_path):
    path = tmp_path / "log"
    assert list(processes.run(Heavy(path), range(20), 2, start="spawn")) == list(range(20))
    assert len(path.read_text().splitlines()) == 2


def test_a_worker_that_dies_is_one_line():
    with pytest.raises(BuildError, match="a worker process died") as caught:
        list(processes.run(_die, range(10), 2))
    assert "\n" not in str(caught.value)
    assert not multiprocessing.active_children()


def test_fewer_than_no_jobs_is_refused():
    with pytest.raises(UsageError, match="0 or more, not -1"):
        list(processes.run(_pid, range(3), -1))


def test_leaving_early_ends_the_workers():
    results = processes.run(_pid, range(100), 2)
    next(results)
    results.close()
    assert not multiprocessing.active_children()


WORK = """
import os, sys, time
from pathlib import Path
from typing import NamedTuple
from kg.engines import processes

def work(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(600)

if __name__ == "__main__":
    try:
        list(processes.run(work, range(10), 2))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_no_worker_outlives_its_parent(tmp_path, number, code):
    script = tmp_path / "work.py"
    script.write_text(WORK)
    (tmp_path / "pids").mkdir()
    command = [sys.executable, str(script), str(tmp_path / "pids")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as parent:
        _until(lambda: len(list((tmp_path / "pids").iterdir())) == 2)
        if number == signal.SIGINT:
            os.killpg(parent.pid, number)
        else:
            os.kill(parent.pid, number)
        _, errors = parent.communicate(timeout=60)
    assert parent.returncode == code
    assert errors == b""
    workers = [int(path.name) for path in (tmp_path / "pids").iterdir()]
    _until(lambda: not any(_alive(pid) for pid in workers))


def _until(true) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z")


class Numbers(NamedTuple):
    """A batch of numbers that can do without some of them."""

    items: tuple[int, ...]
    faults: tuple[tuple[int, str], ...] = ()

    def pieces(self):
        return [Numbers((item,)) for item in self.items]

    def without(self, faults):
        return Numbers(self.items, tuple(faults.items()))


def _total(batch: Numbers) -> tuple[int, list[str]]:
    left_out = dict(batch.faults)
    for place, item in enumerate(batch.items):
        if place in left_out:
            continue
        if item == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        if item == 17:
            time.sleep(600)
        if item == 19:
            raise TimeoutError("of its own")
    return sum(item for place, item in enumerate(batch.items) if place not in left_out), sorted(left_out.values())


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_only_the_item_on_which_a_worker_dies_or_hangs_is_left_out():
    batches = [Numbers((1, 2)), Numbers((13, 4)), Numbers((5, 6)), Numbers((7, 17, 8)), Numbers((9,)), Numbers((10,))]
    results = list(processes.run(_total, batches, 2, 1))
    assert [total for total, _ in results] == [3, 4, 11, 15, 9, 10]
    assert [len(left_out) for _, left_out in results] == [0, 1, 0, 1, 0, 0]
    assert results[1][1] == [processes.LOST]
    assert results[3][1] == ["its worker took more than 1 seconds (setting engine.max_seconds)"]
    assert not multiprocessing.active_children()


def test_a_time_out_of_the_function_itself_is_no_hanging_worker():
    with pytest.raises(TimeoutError, match="of its own"):
        list(processes.run(_total, [Numbers((1,)), Numbers((19,)), Numbers((2,))], 2, 60))
