from __future__ import annotations

import math

import pytest
from small_tables import Small

from kg.analyse import similarity as module
from kg.analyse.selection import Selection
from kg.analyse.similarity import layout, similarity
from kg.errors import UsageError


def cosine(one: dict[str, int], other: dict[str, int], spread: dict[str, int], documents: int) -> float:
    def weights(counts: dict[str, int]) -> dict[str, float]:
        return {n: (1 + math.log(c)) * (math.log((1 + documents) / (1 + spread[n])) + 1) for n, c in counts.items()}

    a, b = weights(one), weights(other)
    length = math.hypot(*a.values()) * math.hypot(*b.values())
    return sum(a[name] * b.get(name, 0) for name in a) / length


def test_similarity_is_the_cosine_of_weighted_names(tables: Small) -> None:
    rows = similarity(tables, Selection(types=("SLOGAN",)), shared=1).to_pylist()
    spread = {"四": 3, "两": 3, "三": 3, "清": 1, "路": 1}
    first = {"四": 2, "两": 1, "三": 1}
    third, fourth, second = {"两": 1, "三": 1}, {"四": 1, "三": 1}, {"四": 2, "两": 1, "清": 1, "路": 1}
    expected = {
        ("一号.txt", "三号.txt"): cosine(first, third, spread, 4),
        ("一号.txt", "四号.txt"): cosine(first, fourth, spread, 4),
        ("一号.txt", "二号.txt"): cosine(first, second, spread, 4),
    }
    found = {(row["source"], row["other_source"]): row for row in rows}
    for ends, value in expected.items():
        assert found[ends]["similarity"] == pytest.approx(value, abs=1e-6)
    assert [row["similarity"] for row in rows] == sorted((row["similarity"] for row in rows), reverse=True)
    assert found["一号.txt", "三号.txt"]["shared"] == 2
    assert set(found["一号.txt", "三号.txt"]["names"]) == {"两条渠", "三本账"}


def test_copies_are_alike_and_few_shared_names_say_nothing(over_time: Small) -> None:
    rows = similarity(over_time, shared=2).to_pylist()
    assert [(row["source"], row["other_source"], row["similarity"]) for row in rows[:1]] == [
        ("中央2007.txt", "中央2008.txt", 1.0)
    ]
    assert all(row["shared"] >= 2 for row in rows)
    assert similarity(over_time, shared=3).num_rows == 0


@pytest.mark.parametrize("batch", [1, 2, 500])
def test_batches_change_nothing(over_time: Small, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = similarity(over_time, shared=1, top=9)
    monkeypatch.setattr(module, "BATCH", batch)
    assert similarity(over_time, shared=1, top=9).equals(expected)


def test_the_nearest_of_one_document(over_time: Small) -> None:
    for name in ("中央2008.txt", "中央的话 2008"):
        rows = similarity(over_time, document=name, shared=1).to_pylist()
        assert all("中央2008.txt" in (row["source"], row["other_source"]) for row in rows)
        assert rows[0]["similarity"] == 1.0


def test_unknown_and_ambiguous_documents_are_refused(over_time: Small, tables: Small) -> None:
    with pytest.raises(UsageError, match=r"no document '中央200': did you mean 中央2001"):
        similarity(over_time, document="中央200")
    other = over_time.con.cursor()
    other.execute("begin")
    other.execute("update documents set title = '同名' where level = 'central'")
    with pytest.raises(UsageError, match="10 documents are called '同名'"):
        similarity(other, document="同名")
    other.execute("rollback")


def test_a_map_keeps_the_distances_that_fit(tables: Small) -> None:
    places = {row["source"]: row for row in layout(tables, Selection("2019", "2021")).to_pylist()}
    pairs = similarity(tables, Selection("2019", "2021"), shared=1).to_pylist()
    assert len(places) == 3
    for row in pairs:
        one, other = places[row["source"]], places[row["other_source"]]
        distance = math.hypot(one["x"] - other["x"], one["y"] - other["y"])
        assert distance == pytest.approx(math.sqrt(2 - 2 * row["similarity"]), abs=1e-4)


def test_maps_of_little_and_of_too_much(tables: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    assert layout(tables, Selection("2050")).num_rows == similarity(tables, Selection("2050")).num_rows == 0
    (alone,) = layout(tables, Selection("2019", "2019")).to_pylist()
    assert (alone["x"], alone["y"]) == (0.0, 0.0)
    monkeypatch.setattr(module, "LARGEST", 2)
    with pytest.raises(UsageError, match="at most 2 documents, not 4"):
        layout(tables)
