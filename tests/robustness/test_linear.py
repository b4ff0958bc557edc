"""The time of the extractor grows with the text and not with its square, whatever stands in it."""

import gc
import time

import pytest

from kg import extract

PIECES = (
    "中央纪委三次全会，党的二十大，", "　", " ", "甲市人代会、乙市第一届人大一次会议，", "一、“甲机关”\n“四个机关”\n", "四个一、", "“四个一、", "届次",
    "一是", "即", "“", "第", "会", "今年是建国七十周年",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_takes_no_more_than_some_times_the_time(piece):
    """A square would take sixteen times as long; a ratio of eight leaves room for a busy machine."""
    size = 8_000
    small = min(_seconds(piece, size) for _ in range(2))
    assert _seconds(piece, 4 * size) < 8 * small + 0.1


def _seconds(piece: str, size: int) -> float:
    """Processor seconds without the garbage collector, whose time grows with what other tests left in memory."""
    text = (piece * (size // len(piece) + 1))[:size]
    gc.disable()
    try:
        start = time.process_time()
        extract(text)
        return time.process_time() - start
    finally:
        gc.enable()
