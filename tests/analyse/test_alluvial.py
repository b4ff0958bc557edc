from __future__ import annotations

from collections import Counter

import pytest
from small_tables import Small, small

from kg.analyse.alluvial import ALONE, flows, members
from kg.analyse.selection import Selection
from kg.errors import UsageError

TEXTS = [
    *((f"早{n}.txt", "", "2001", ("四盏灯和两条渠。", "三本账和清水进村。", "今天天气很好。")) for n in range(3)),
    *((f"晚{n}.txt", "", "2011", ("四盏灯和三本账。", "两条渠和清水进村。", "水利条例。")) for n in range(3)),
    ("末.txt", "", "2031", ("四盏灯。",)),
]


@pytest.fixture(scope="module")
def turned() -> Small:
    """Two pairs that change partners between two decades, a decade without texts, and one name that stays."""
    return small(TEXTS)


def groups(found: list[dict[str, object]], period: str) -> dict[object, set[object]]:
    rows = [row for row in found if row["period"] == period]
    return {
        group: {row["name"] for row in rows if row["community"] == group} for group in {r["community"] for r in rows}
    }


def test_communities_of_each_period(turned: Small) -> None:
    found = members(turned, window="sentence").to_pylist()
    pairs = [{"四盏灯", "两条渠"}, {"三本账", "清水进村"}]
    assert sorted(map(sorted, groups(found, "2000s").values())) == sorted(map(sorted, pairs))
    later = groups(found, "2010s")
    assert later.pop(ALONE) == {"水利条例"}
    assert sorted(map(sorted, later.values())) == sorted(map(sorted, [{"四盏灯", "三本账"}, {"两条渠", "清水进村"}]))
    assert groups(found, "2030s") == {ALONE: {"四盏灯"}}
    assert next(row for row in found if row["name"] == "四盏灯")["label"] in ("四盏灯、两条渠", "两条渠、四盏灯")


def test_flows_lose_no_name(turned: Small) -> None:
    found = members(turned, window="sentence")
    out, into = Counter[str](), Counter[str]()
    rows = flows(found).to_pylist()
    for row in rows:
        assert row["count"] == len(row["names"])
        out[row["period"]] += row["count"]
        into[row["to_period"]] += row["count"]
    sizes = Counter(found["period"].to_pylist())
    assert (out["2000s"], out["2010s"]) == (sizes["2000s"], sizes["2010s"])
    assert (into["2010s"], into["2030s"]) == (sizes["2010s"], sizes["2030s"])
    split = [row for row in rows if row["period"] == "2000s" and row["to_period"]]
    assert Counter(row["count"] for row in split) == {1: 4}


def test_what_is_looked_at(turned: Small) -> None:
    assert set(members(turned, top=1)["name"].to_pylist()) == {"四盏灯"}
    assert "水利条例" not in members(turned, Selection(types=("SLOGAN",)))["name"].to_pylist()
    nothing = members(turned, Selection("2050"))
    assert nothing.num_rows == flows(nothing).num_rows == 0
    with pytest.raises(UsageError, match="choose from document, paragraph, sentence"):
        members(turned, window="page")
