from __future__ import annotations

from math import log, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from small_tables import Small

from kg.analyse.keyness import Counts, against_the_rest, count, keyness, log_ratio
from kg.analyse.subset import select
from kg.errors import UsageError


def side(documents: int, characters: int, **mentions: int) -> Counts:
    entities = {
        f"slogan:{name}": (name, "SLOGAN", n, min(n, documents), f"{name}.txt#0") for name, n in mentions.items()
    }
    return Counts(documents, characters, entities)


def test_a_name_by_hand() -> None:
    (row,) = keyness(side(10, 20_000, 甲=40), side(5, 10_000, 甲=5)).to_pylist()
    assert (row["rate_a"], row["rate_b"], row["log_ratio"]) == (20, 5, pytest.approx(2))
    expected = {"a": 45 * 2 / 3, "b": 45 / 3}
    rough = 2 * (40 * log(40 / expected["a"]) + 5 * log(5 / expected["b"]))
    assert row["g2"] == pytest.approx(rough, rel=0.01), "G² of two cells, as corpora are large beside a name"
    low, high = binomtest(40, 45).proportion_ci(0.95, method="exact")
    assert row["low"] == pytest.approx(log2(low / (1 - low) / 2))
    assert row["high"] == pytest.approx(log2(high / (1 - high) / 2))
    assert (row["count_a"], row["count_b"], row["documents_a"], row["documents_b"]) == (40, 5, 10, 5)


def test_documents_as_unit() -> None:
    (row,) = keyness(side(10, 20_000, 甲=40), side(5, 10_000, 甲=1), unit="documents").to_pylist()
    assert (row["rate_a"], row["rate_b"], row["log_ratio"]) == (1, 0.2, pytest.approx(log2(5)))
    with pytest.raises(UsageError, match="choose from documents, mentions"):
        keyness(side(1, 1, 甲=1), side(1, 1, 甲=1), unit="tokens")


def test_order_least_and_evidence() -> None:
    one, other = side(9, 9000, 甲=9, 乙=9, 丙=1), side(9, 9000, 乙=1, 丁=9, 丙=1)
    rows = keyness(one, other).to_pylist()
    assert [row["name"] for row in rows] == ["甲", "乙", "丁"]
    assert keyness(one, other, least=2).num_rows == 4
    assert rows[2]["evidence"] == "丁.txt#0" and rows[2]["log_ratio"] < 0
    assert keyness(one, other, least=100).num_rows == 0
    assert keyness(one, other, least=100).schema == keyness(one, other).schema


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1000, 9000), st.integers(1000, 900_000))
def test_the_sign_is_that_of_the_rates_and_the_sides_turn(a: int, b: int, size_a: int, size_b: int) -> None:
    if a + b == 0:
        return
    one, other = side(60, size_a, 甲=a), side(60, size_b, 甲=b)
    (row,), (turned,) = (keyness(*sides, least=1).to_pylist() for sides in ((one, other), (other, one)))
    difference = a * size_b - b * size_a
    assert row["log_ratio"] * difference >= -1e-9
    assert row["low"] <= row["log_ratio"] <= row["high"]
    assert (row["log_ratio"], row["low"]) == (pytest.approx(-turned["log_ratio"]), pytest.approx(-turned["high"]))
    assert row["g2"] == pytest.approx(turned["g2"])


def test_each_group_against_the_rest(tables: Small) -> None:
    sides = {str(i): count(select(tables, [f"doc:{i:016x}"])) for i in range(3)}
    rows = against_the_rest(sides, least=1).to_pylist()
    assert [row["group"] for row in rows] == sorted(row["group"] for row in rows)
    ledger = next(row for row in rows if row["group"] == "2" and row["name"] == "两条渠")
    assert (ledger["count_a"], ledger["count_b"], ledger["evidence"]) == (1, 2, "三号.txt#0")
    with pytest.raises(UsageError, match="nothing to compare with"):
        against_the_rest({"a": sides["0"]})


def test_counts_of_a_build(tables: Small) -> None:
    found = count(tables, types=("SLOGAN",))
    assert found.documents == 4
    assert found.entities["slogan:四盏灯"] == ("四盏灯", "SLOGAN", 5, 3, "一号.txt#0")
    assert {row[1] for row in found.entities.values()} == {"SLOGAN"}
    with pytest.raises(UsageError, match="choose from"):
        count(tables, types=("slogan",))
    with pytest.raises(UsageError, match="no text"):
        keyness(found, Counts(0, 0, {}))


@given(st.floats(0.001, 50), st.floats(0.001, 50))
def test_the_interval_holds_the_ratio_of_weighed_counts_too(a: float, b: float) -> None:
    ratio, low, high = log_ratio(np.array([a]), np.array([b]), 10_000, 10_000)
    assert low[0] <= ratio[0] <= high[0]
