from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu
from small_tables import Small

from kg.analyse.dates import lag
from kg.analyse.selection import Selection
from kg.analyse.supersession import order, successions, supersession
from kg.lexicon import Lexicon, Slogan, load

KNOWN = Lexicon(
    slogans={
        "四盏灯": Slogan("四盏灯", "numeric", superseded_by=("两条渠",)),
        "清水进村": Slogan("清水进村", "quoted", supersedes=("两条渠",)),
        "三本账": Slogan("三本账", "numeric", superseded_by=("没人提过",)),
        "甲": Slogan("甲", "doctrine", superseded_by=("乙",)),
    }
)
CENTRE = Selection(levels=("central",))


def test_the_old_gives_way_to_the_new(over_time: Small) -> None:
    rows = {(row["old"], row["new"]): row for row in supersession(over_time, KNOWN, (), CENTRE).to_pylist()}
    lamps = rows["四盏灯", "两条渠"]
    assert (lamps["verdict"], lamps["old_last"], lamps["new_first"], lamps["both"]) == ("gave way", "2003", "2003", 1)
    assert (lamps["lag"], lamps["crossover"]) == (0, "2004")
    assert lamps["order"] == pytest.approx((3 * 8 - 0.5) / 24)
    assert rows["两条渠", "清水进村"]["verdict"] == "not yet"
    assert (rows["三本账", "没人提过"]["verdict"], rows["三本账", "没人提过"]["order"]) == ("old only", None)
    assert ("甲", "乙") not in rows


def test_names_and_top_choose_rows(over_time: Small) -> None:
    assert supersession(over_time, KNOWN, ["slogan:四盏灯"], CENTRE)["new"].to_pylist() == ["两条渠"]
    assert supersession(over_time, KNOWN, (), CENTRE, top=1).num_rows == 1
    assert supersession(over_time, Lexicon()).num_rows == 0


def test_the_successions_of_the_lexicon_name_its_entries() -> None:
    known = load()
    found = successions(known)
    assert ("slogan:全面建设小康社会", "slogan:全面建成小康社会") in found
    assert {end.removeprefix("slogan:") for ends in found for end in ends} <= set(known.slogans)


days = st.dates().map(lambda day: f"20{day.isoformat()[2:]}")
dates = st.lists(st.one_of(days, days.map(lambda day: day[:4]), days.map(lambda day: day[:7])), min_size=1, max_size=8)


@given(dates, dates)
def test_order_is_that_of_all_pairs(old: list[str], new: list[str]) -> None:
    won = sum((lag(one, other) > 0) + (lag(one, other) == 0) / 2 for one in old for other in new)
    assert order(Counter(old), Counter(new)) == pytest.approx(won / len(old) / len(new))


@given(st.lists(days, min_size=1, max_size=9), st.lists(days, min_size=1, max_size=9))
def test_order_of_exact_dates_is_mann_whitney(old: list[str], new: list[str]) -> None:
    numbers = [[int(day.replace("-", "")) for day in side] for side in (new, old)]
    u = mannwhitneyu(*numbers, method="asymptotic").statistic
    assert order(Counter(old), Counter(new)) == pytest.approx(u / len(old) / len(new))
