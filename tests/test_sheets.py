"""A sheet that cannot be ended is thrown away without a word."""

import gc
import os
from pathlib import Path

import pytest

from kg.entries import Entries, entry
from kg.records import Document
from kg.sheets import Batch, Writer, found

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")


def _fill(path: Path, fault: type[BaseException] | None) -> None:
    with Writer(path, 0) as writer:
        writer.write(Batch(Entries.of([entry(Document("doc:00000000000000ff", "a.txt", "会议"))]), None))
        if fault:
            raise fault


def test_a_sheet_that_is_given_up_says_nothing_later(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        _fill(tmp_path / "a.parquet", KeyboardInterrupt)
    gc.collect()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_disk_is_told_once():
    with pytest.raises(OSError, match="No space left"):
        _fill(Path("/dev/full"), None)
    gc.collect()


def test_a_sheet_reads_back(tmp_path):
    _fill(tmp_path / "a.parquet", None)
    [_, batch] = found(tmp_path / "a.parquet", 3)
    assert [(each.source, each.file) for each in batch.entries] == [("a.txt", 3)]
