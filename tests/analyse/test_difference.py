from __future__ import annotations

import pytest
from small_tables import Small, small

from kg.analyse import difference
from kg.analyse.keyness import count
from kg.config import Config
from kg.errors import UsageError

BEFORE = (
    (
        "甲.txt",
        "",
        "2001",
        ("擦亮四盏灯，修好两条渠。", "又擦亮四盏灯，修好两条渠。", "记好三本账。", "今天天气很好。", "明天也很好。"),
    ),
    ("乙.txt", "", "2002", ("擦亮四盏灯，修好两条渠。", "清水进村。", "大家都来了。", "都走了。")),
)
AFTER = (
    ("丙.txt", "", "2011", ("擦亮四盏灯。", "修好两条渠，记好三本账。", "修好两条渠，记好三本账。", "水利条例。")),
    ("丁.txt", "", "2012", ("擦亮四盏灯。", "修好两条渠。", "记好三本账，清水进村。", "好。", "很好。")),
)


@pytest.fixture(scope="module")
def sides() -> tuple[Small, Small]:
    return small(BEFORE), small(AFTER)


def test_ties_gained_and_lost(sides: tuple[Small, Small]) -> None:
    rows = {(row["source_name"], row["target_name"]): row for row in difference.ties(*sides, Config()).to_pylist()}
    lost, gained = rows["两条渠", "四盏灯"], rows["三本账", "两条渠"]
    assert (lost["change"], lost["count_a"], lost["count_b"], lost["evidence"]) == ("lost", 3, 0, "甲.txt#0")
    assert (gained["change"], gained["count_a"], gained["count_b"], gained["evidence"]) == ("gained", 0, 2, "丙.txt#1")
    assert lost["shift"] < 0 < gained["shift"] and lost["npmi_b"] is None


def test_the_shift_by_hand(sides: tuple[Small, Small]) -> None:
    """Nine sentences a side: 3 and 3 with both 3; 2 and 3 with both 0."""
    from math import log

    rows = difference.ties(*sides, Config()).to_pylist()
    row = next(row for row in rows if row["change"] == "lost")
    before, after = log(3.5 * 6.5 / (0.5 * 0.5)), log(0.5 * 4.5 / (2.5 * 3.5))
    assert row["shift"] == pytest.approx(after - before)


def test_turned_is_a_change_of_sign() -> None:
    one = small((("a.txt", "", "", ("四盏灯，两条渠。", "好。", "好。", "好。", "好。")),))
    other = small((("b.txt", "", "", ("四盏灯，两条渠。", "四盏灯。", "四盏灯。", "四盏灯。", "两条渠。")),))
    (row,) = difference.ties(one, other, Config()).to_pylist()
    assert (row["change"], row["npmi_a"] > 0, row["npmi_b"] > 0) == ("turned", True, False)


def test_a_tie_of_a_new_name_cannot_be_tested() -> None:
    one = small((("a.txt", "", "", ("四盏灯。", "好。")),))
    other = small((("b.txt", "", "", ("四盏灯，两条渠。", "四盏灯，两条渠。", "好。")),))
    (row,) = difference.ties(one, other, Config()).to_pylist()
    assert (row["change"], row["shift"], row["q"]) == ("gained", None, None)


def test_what_is_the_same_has_not_changed(sides: tuple[Small, Small]) -> None:
    rows = difference.ties(sides[0], sides[0], Config(), least=1).to_pylist()
    assert rows and {row["change"] for row in rows} == {"same"}
    assert {row["shift"] for row in rows} == {0.0}
    names = difference.names(count(sides[0]), count(sides[0])).to_pylist()
    assert {row["change"] for row in names} == {"same"}


def test_names_gained_and_lost(sides: tuple[Small, Small]) -> None:
    rows = {row["name"]: row for row in difference.names(count(sides[0]), count(sides[1])).to_pylist()}
    assert rows["水利条例"]["change"] == "gained" and rows["水利条例"]["count_b"] == 1
    assert rows["四盏灯"]["change"] == "same" and (rows["四盏灯"]["count_a"], rows["四盏灯"]["count_b"]) == (3, 2)
    assert rows["四盏灯"]["log_ratio"] < 0
    back = {row["name"]: row for row in difference.names(count(sides[1]), count(sides[0])).to_pylist()}
    assert back["水利条例"]["change"] == "lost"


def test_a_name_far_more_frequent_is_more() -> None:
    one = small((("a.txt", "", "", ("四盏灯。", *["今天天气很好。"] * 30)),))
    other = small((("b.txt", "", "", ("四盏灯。",) * 30),))
    (row,) = difference.names(count(one), count(other)).to_pylist()
    assert row["change"] == "more" and row["q"] < 0.05


def test_an_unknown_window_is_named(sides: tuple[Small, Small]) -> None:
    with pytest.raises(UsageError, match="choose from document, paragraph, sentence"):
        difference.ties(*sides, Config(), window="page")
