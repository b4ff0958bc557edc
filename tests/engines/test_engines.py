"""What every engine does alike; what only processes do is in test_processes."""

import os
import signal
import threading
import time
from functools import partial

import pytest

from kg.config import Engine
from kg.engines import ENGINES, engine
from kg.errors import UsageError


def _add(number: int, *, more: int) -> int:
    time.sleep(0.02 if number % 3 == 0 else 0)
    return number + more


def _fail(number: int) -> int:
    if number == 3:
        raise ValueError("三")
    return number


def _slow(number: int) -> int:
    time.sleep(60)
    return number


NAMES = [pytest.param(name, marks=pytest.mark.slow) if name == "spark" else name for name in sorted(ENGINES)]


@pytest.fixture(scope="module", params=NAMES)
def run(request):
    if request.param == "spark":
        request.getfixturevalue("java")
    with engine(Engine(request.param, jobs=2)) as opened:
        yield opened.run


@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_results_come_in_the_order_of_the_batches(run, count):
    assert list(run(partial(_add, more=10), range(count))) == [number + 10 for number in range(count)]


def test_what_the_function_raises_arrives(run):
    results = run(_fail, range(10))
    with pytest.raises(ValueError, match="三"):
        list(results)


def test_what_the_batches_raise_arrives(run):
    def batches():
        yield from range(5)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run(partial(_add, more=1), batches()))


def test_batches_are_taken_as_they_are_needed(run):
    taken = []

    def batches():
        for number in range(200):
            taken.append(number)
            yield number

    results = run(partial(_add, more=0), batches())
    assert next(results) == 0
    assert len(taken) < 20
    results = None


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_the_keyboard_ends_what_runs(run):
    """The last of the tests with an engine: a session of Spark is at its end then."""
    stop = threading.Timer(2, os.kill, (os.getpid(), signal.SIGINT))
    begun = time.monotonic()
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        list(run(_slow, range(2)))
    assert time.monotonic() - begun < 20


def test_an_unknown_engine_names_the_choices():
    with pytest.raises(UsageError, match="unknown engine 'dask': choose from processes, serial, spark"):
        engine(Engine("dask"))


@pytest.mark.parametrize("name", ["processes", "serial"])
def test_engines_of_one_machine_have_no_master_and_read_no_url(name):
    with pytest.raises(UsageError, match="master 'spark://there:7077': only the engine spark has one"):
        engine(Engine(name, master="spark://there:7077"))
    with pytest.raises(UsageError, match="hdfs://there/texts: a URL is read by Spark"), engine(Engine(name)) as local:
        local.gather(["hdfs://there/texts"], None, None, None)
