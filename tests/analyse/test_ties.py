from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_tables import Small

from kg.analyse.ties import measured, ties
from kg.config import Config
from kg.errors import UsageError
from kg.graph import association


def test_the_measures_of_a_pair_by_hand(tables: Small) -> None:
    """两条渠 and 四盏灯: 10 sentences, 3 and 5 with the one and the other, 2 with both."""
    table = ties(tables, Config(), entity="slogan:两条渠")
    row = next(row for row in table.to_pylist() if row["target"] == "slogan:四盏灯")
    assert (row["count"], row["source_windows"], row["target_windows"], row["windows"]) == (2, 3, 5, 10)
    assert row["dice"] == pytest.approx(2 * 2 / (3 + 5))
    odds = 2.5 * 4.5 / (1.5 * 3.5)
    assert row["odds_ratio"] == pytest.approx(odds)
    error = (1 / 2.5 + 1 / 4.5 + 1 / 1.5 + 1 / 3.5) ** 0.5
    assert (row["low"], row["high"]) == (
        pytest.approx(odds * np.exp(-1.959964 * error)),
        pytest.approx(odds * np.exp(1.959964 * error)),
    )
    assert row["evidence"] == "一号.txt#0"
    assert (row["source_name"], row["target_type"], row["first"], row["last"]) == (
        "两条渠",
        "SLOGAN",
        "2019-03-01",
        "2020",
    )


@pytest.mark.parametrize("window", ["sentence", "paragraph", "document"])
def test_stored_figures_are_the_same(tables: Small, window: str) -> None:
    stored = tables.sql(
        "select source, target, count, documents, npmi, llr, q, first, last from edges "
        "where relation = 'co_occurs' and \"window\" = ? order by source, target",
        [window],
    ).fetchall()
    found = {(row["source"], row["target"]): row for row in measured(tables, Config(), window).to_pylist()}
    assert stored
    for source, target, *figures in stored:
        row = found[source, target]
        assert [row[name] for name in ("count", "documents", "npmi", "llr", "q", "first", "last")] == figures


def turned(row: dict[str, Any]) -> dict[str, Any]:
    """A tie from its other side."""
    facing = {"source": "target", "target": "source"}
    return {f"{facing.get(end, end)}{rest and '_' + rest}": value for (end, _, rest), value in
            ((name.partition("_"), value) for name, value in row.items())}  # fmt: skip


def test_types_and_least_choose_rows_and_change_no_figure(tables: Small) -> None:
    every = ties(tables, Config()).to_pylist()
    assert {row["target_type"] for row in every} > {"SLOGAN"}
    some = ties(tables, Config(), entity="slogan:四盏灯", types=["MEETING"]).to_pylist()
    assert {row["source_name"] for row in some} == {"四盏灯"}
    assert [row if row["source"] < row["target"] else turned(row) for row in some] == [
        row
        for row in every
        if "slogan:四盏灯" in (row["source"], row["target"]) and "MEETING" in (row["source_type"], row["target_type"])
    ]
    assert some
    slogans = ties(tables, Config(), types=["SLOGAN"], least=2).to_pylist()
    assert slogans == [
        row for row in every if row["source_type"] == row["target_type"] == "SLOGAN" and row["count"] >= 2
    ]
    assert slogans


def test_order_and_backbones(tables: Small) -> None:
    rows = ties(tables, Config()).to_pylist()
    above = [row for row in rows if row["npmi"] > 0]
    assert rows[: len(above)] == above
    assert [row["llr"] for row in above] == sorted((row["llr"] for row in above), reverse=True)
    forest = ties(tables, Config(), backbone="spanning").to_pylist()
    names = {row[end] for row in above for end in ("source", "target")}
    assert len(forest) == len(names) - 1 and all(row["spanning"] for row in forest)
    assert all(row["disparity"] is None for row in rows if row["npmi"] <= 0)
    heavy = ties(tables, Config(), backbone="disparity", alpha=0.5).to_pylist()
    assert heavy == [row for row in rows if row["disparity"] is not None and row["disparity"] < 0.5]
    by_count = [row["count"] for row in ties(tables, Config(), by="count").to_pylist() if row["npmi"] > 0]
    assert by_count == sorted(by_count, reverse=True)


def test_a_bridge_is_what_tears(tables: Small) -> None:
    rows = ties(tables, Config()).to_pylist()
    bridges = {(row["source"], row["target"]) for row in rows if row["bridge"]}
    assert bridges <= {(row["source"], row["target"]) for row in rows if row["spanning"]}


@pytest.mark.parametrize("settings", [{"window": "page"}, {"by": "chi2"}, {"backbone": "x"}])
def test_unknown_names_list_the_choices(tables: Small, settings: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="choose from"):
        ties(tables, Config(), **settings)  # type: ignore[arg-type]


def test_an_entity_without_ties_has_no_rows(tables: Small) -> None:
    assert ties(tables, Config(), entity="part:心灯").num_rows == 0


def test_log_odds_of_independence_is_near_nothing() -> None:
    value, error = association.log_odds(10_000, 1000, 1000, 100)
    assert abs(float(value)) < 0.01 < float(error)
