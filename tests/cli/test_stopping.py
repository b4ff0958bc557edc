"""Ctrl-C while DuckDB works."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import duckdb
import pytest

import kg
from kg.analyse.subset import select
from kg.cli._documents import Asked
from kg.cli._stopping import stoppable

ENDLESS = "select count(*) from range(10000000) a, range(10000000) b where hash(a.range + b.range) = 3"
"""In this one DuckDB does not look for signals itself."""


PATIENCE = 15
"""After so many seconds the test ends a query that Ctrl-C did not."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("stopping")
    (root / "a.txt").write_text("全村修路，人人出力。", encoding="utf-8")
    return kg.build([root], root / "build", exports=()).path


def stop(con: duckdb.DuckDBPyConnection, interrupt: Callable[[], None]) -> None:
    """Ctrl-C in a query without end, which it must stop."""
    began = monotonic()
    timers = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)), threading.Timer(PATIENCE, con.interrupt)
    for timer in timers:
        timer.start()
    try:
        with pytest.raises(KeyboardInterrupt), stoppable(interrupt):
            con.sql(ENDLESS).fetchall()
    finally:
        for timer in timers:
            timer.cancel()
    assert monotonic() - began < PATIENCE
    assert con.sql("select 1").fetchall() == [(1,)]


def test_a_query_without_end_is_stopped_at_once() -> None:
    before = signal.set_wakeup_fd(-1)
    with duckdb.connect() as con:
        stop(con, con.interrupt)
    assert signal.set_wakeup_fd(before) == -1


def test_a_query_over_some_documents_of_some_is_stopped(folder: Path) -> None:
    asked = Asked(build=folder)
    ids = [id for (id,) in asked.built.query("select id from documents").fetchall()]
    chosen = select(select(asked.built.tables, ids), ids)
    stop(chosen.con, asked.interrupt)


def test_a_query_over_the_second_build_is_stopped(folder: Path) -> None:
    asked = Asked(build=folder)
    other = asked.open(folder)
    assert asked.built is not other
    stop(other.tables.con, asked.interrupt)


def test_what_is_closed_needs_no_stopping(folder: Path) -> None:
    tables = Asked(build=folder).built.tables
    tables.interrupt()
    closed, open = tables.cursor(), tables.cursor()
    closed.close()
    stop(open, tables.interrupt)
    tables.con.close()
    tables.interrupt()


@pytest.mark.parametrize(("said", "raised"), [("Query interrupted", KeyboardInterrupt), ("another", RuntimeError)])
def test_what_duckdb_says_of_a_signal_that_it_saw_itself_is_no_error(said, raised) -> None:
    with pytest.raises(raised), stoppable(lambda: None):
        raise RuntimeError(said)
