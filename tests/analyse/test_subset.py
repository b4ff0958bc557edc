from __future__ import annotations

import pytest
from small_tables import TEXTS, Small, small

from kg.analyse import frequency
from kg.analyse.subset import groups, select, without
from kg.config import Config
from kg.errors import UsageError
from kg.graph import load

ONE, TWO, THREE, FOUR = (f"doc:{number:016x}" for number in range(4))


def test_all_documents_give_the_graph_of_the_build(tables: Small) -> None:
    whole, chosen = load(tables), select(tables, [ONE, TWO, THREE, FOUR]).graph
    assert dict(chosen.nodes(data=True)) == dict(whole.nodes(data=True))
    assert {edge[:3]: edge[3] for edge in chosen.edges(keys=True, data=True)} == {
        edge[:3]: edge[3] for edge in whole.edges(keys=True, data=True)
    }


def test_some_documents_are_a_build_of_their_own(tables: Small) -> None:
    chosen = select(tables, [ONE, TWO])
    alone = small(TEXTS[:2])
    assert frequency.overall(chosen).to_pylist() == frequency.overall(alone).to_pylist()
    ties, expected = (
        {edge[:3]: edge[3] for edge in graph.edges(keys=True, data=True) if edge[2].startswith("co_occurs")}
        for graph in (chosen.graph, load(alone))
    )
    assert ties == expected
    assert set(chosen.graph) == set(load(alone))
    assert len(frequency.overall(tables)) > len(frequency.overall(chosen)), "the build itself stays as it was"


def test_selections_of_selections(tables: Small) -> None:
    both = select(tables, [ONE, TWO, THREE])
    one = select(both, [TWO, FOUR])
    assert groups(one, "source") == {"二号.txt": [TWO]}
    assert groups(without(both, [ONE]), "source") == {"三号.txt": [THREE], "二号.txt": [TWO]}
    with pytest.raises(UsageError, match="no document is left"):
        select(both, [FOUR], Config(), name="2020s")


def test_groups_by_period_and_date(tables: Small) -> None:
    assert groups(tables, "year") == {"2019": [ONE], "2020": [TWO], "2021": [THREE]}
    assert groups(tables, "decade") == {"2010s": [ONE], "2020s": [TWO, THREE]}
    assert groups(tables, "month") == {"2019-03": [ONE], "2021-10": [THREE]}
    assert groups(tables, "date", split="2020,2021-10-13") == {
        "before 2020": [ONE], "2020 – 2021-10-13": [TWO], "from 2021-10-13": [THREE],
    }  # fmt: skip
    assert groups(tables, "level") == {}


def test_groups_by_other_metadata() -> None:
    other = small()
    other.con.execute("update documents set extra = map {'it''s': 'a'} where id = ?", [ONE])
    assert groups(other, "it's") == {"a": [ONE]}
    with pytest.raises(UsageError, match=r"unknown column to compare by 'x': choose from date, .*it's"):
        groups(other, "x")


@pytest.mark.parametrize("split", ["", "2020,2019", "soon", "2020-1x", "20"])
def test_dates_to_split_at_are_in_order(tables: Small, split: str) -> None:
    with pytest.raises(UsageError, match="split at a date"):
        groups(tables, "date", split=split)
