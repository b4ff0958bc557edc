import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from kg.config import Read
from kg.read._apart import apart
from kg.read._source import RefusedError


def _length(data: bytes, config: Read) -> int:
    return len(data)


def _dies(data: bytes, config: Read) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def _dies_once(data: bytes, config: Read) -> int:
    mark = Path(data.decode())
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def _fails(data: bytes, config: Read) -> int:
    raise RecursionError("so deep\nindeed")


def _takes(data: bytes, config: Read) -> int:
    return len(bytearray(64 << 30))


def test_a_result_comes_back_and_nobody_is_left():
    assert apart(_length, b"abc", Read()) == 3
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_process_that_dies_is_given_a_second_try(tmp_path):
    assert apart(_dies_once, str(tmp_path / "mark").encode(), Read()) != os.getpid()
    with pytest.raises(RefusedError, match="its reader died on it"):
        apart(_dies, b"", Read())
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(("function", "word"), [(_fails, "RecursionError: so deep indeed"), (_takes, "memory")])
def test_errors_are_one_line(function, word):
    with pytest.raises(RefusedError, match=word) as caught:
        apart(function, b"", Read())
    assert "\n" not in str(caught.value)
