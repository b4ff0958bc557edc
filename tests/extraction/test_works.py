import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.works import find


def titles(text):
    return [text[span.start : span.end] for span in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("依据《监督法》和《代表法》开展检查", ["监督法", "代表法"]),
        ("印发《关于修订〈工作规则〉的通知》", ["关于修订〈工作规则〉的通知"]),
        ("印发《关于落实《条例》的意见》。", ["关于落实《条例》的意见"]),
        ("《没有写完，又见《预算法》", ["预算法"]),
        ("空的《》不算", []),
        ("多余的》也不算", []),
    ],
)
def test_titles(text, found):
    assert titles(text) == found


@given(st.text(alphabet="《》〈〉法\n"))
def test_any_marks_give_valid_disjoint_spans(text):
    spans = sorted(find(text), key=lambda span: span.start)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_blanks_inside_the_marks_are_left_out():
    text = "载《 人民日报 》和《　》"
    assert [text[span.start : span.end] for span in find(text)] == ["人民日报"]
