from __future__ import annotations

import dataclasses

import pytest
from small_tables import TEXTS, Small, small

from kg.config import Config, Graph
from kg.errors import UsageError
from kg.graph import cooccurrence
from kg.graph.association import g2, npmi
from kg.records import Relation, schema


def config(**changes: object) -> Config:
    return dataclasses.replace(Config(), graph=dataclasses.replace(Graph(), **changes))  # type: ignore[arg-type]


def edge(tables: Small, source: str, target: str, window: str) -> dict[str, object]:
    table = cooccurrence.edges(tables.con, Config())
    assert table.schema == schema(Relation)
    found = [
        row for row in table.to_pylist() if (row["source"], row["target"], row["window"]) == (source, target, window)
    ]
    assert len(found) == 1
    return found[0]


def test_counts_and_figures_of_each_window(tables: Small) -> None:
    # 两条渠 stands in 3 of 10 sentences and 3 of 6 paragraphs, 四盏灯 in 5 and 3; together in 2 and 2.
    sentence = edge(tables, "slogan:两条渠", "slogan:四盏灯", "sentence")
    assert (sentence["count"], sentence["documents"]) == (2, 2)
    assert (sentence["first"], sentence["last"]) == ("2019-03-01", "2020")
    assert sentence["npmi"] == pytest.approx(float(npmi(10, 3, 5, 2)))
    assert sentence["llr"] == pytest.approx(float(g2(10, 3, 5, 2)))
    paragraph = edge(tables, "slogan:两条渠", "slogan:四盏灯", "paragraph")
    assert paragraph["npmi"] == pytest.approx(float(npmi(6, 3, 3, 2)))
    document = edge(tables, "slogan:两条渠", "slogan:四盏灯", "document")
    assert (document["count"], document["npmi"]) == (2, pytest.approx(float(npmi(4, 3, 3, 2))))


def test_undated_documents_give_no_date(tables: Small) -> None:
    assert edge(tables, "slogan:三本账", "slogan:四盏灯", "sentence")["first"] == ""


def test_a_pair_is_stored_once_and_in_order(tables: Small) -> None:
    rows = cooccurrence.edges(tables.con, Config()).to_pylist()
    keys = [(row["window"], row["source"], row["target"]) for row in rows]
    assert all(source < target for _, source, target in keys)
    assert len(set(keys)) == len(keys)
    windows = ("sentence", "paragraph", "document")
    assert keys == sorted(keys, key=lambda key: (windows.index(key[0]), *key[1:]))


def test_min_count_leaves_pairs_out_and_changes_no_figure(tables: Small) -> None:
    everything = cooccurrence.edges(tables.con, Config()).to_pylist()
    assert cooccurrence.edges(tables.con, config(min_count=2)).to_pylist() == [
        row for row in everything if row["count"] >= 2
    ]


def test_types_and_windows_limit_the_edges(tables: Small) -> None:
    rows = cooccurrence.edges(
        tables.con, config(types=("MEETING", "PERSON"), windows=("document",), min_documents=1)
    ).to_pylist()
    assert [(row["source"], row["target"]) for row in rows] == [("meeting:第一届灯下议事会第二次会议", "person:林小河")]
    assert len(cooccurrence.edges(tables.con, config(types=()))) == 0
    assert len(cooccurrence.edges(tables.con, config(windows=()))) == 0


def test_crowded_windows_are_left_out_of_all_counts(tables: Small) -> None:
    # Two of the ten sentences have three names; eight windows remain.
    settings = config(max_names=2, windows=("sentence",))
    assert cooccurrence.crowded(tables.con, settings) == {"sentence": 2}
    rows = {(row["source"], row["target"]): row for row in cooccurrence.edges(tables.con, settings).to_pylist()}
    assert ("slogan:两条渠", "slogan:清水进村") not in rows
    assert rows["slogan:两条渠", "slogan:四盏灯"]["npmi"] == pytest.approx(float(npmi(8, 2, 3, 1)))


def test_one_window_only() -> None:
    rows = cooccurrence.edges(small([("a.txt", "", "", ["修好两条渠，记好三本账。"])]).con, Config()).to_pylist()
    assert [(row["window"], row["npmi"], row["llr"], row["q"]) for row in rows] == [
        ("sentence", 1.0, 0.0, 1.0),
        ("paragraph", 1.0, 0.0, 1.0),
    ]


def test_one_document_alone_ties_nothing_in_the_window_document() -> None:
    con = small([("a.txt", "", "", ["修好两条渠，记好三本账。"])]).con
    assert len(cooccurrence.edges(con, config(windows=("document",)))) == 0
    assert len(cooccurrence.edges(con, config(windows=("document",), min_documents=1))) == 1


def test_the_order_of_the_tables_does_not_matter(tables: Small) -> None:
    turned = small(TEXTS)
    turned.con.execute("create table m2 as select * from mentions order by start desc, document desc")
    turned.con.execute("drop table mentions")
    turned.con.execute("alter table m2 rename to mentions")
    assert cooccurrence.edges(turned.con, Config()).equals(cooccurrence.edges(tables.con, Config()))


@pytest.mark.parametrize("changes", [{"windows": ("page",)}, {"types": ("SLOGAN'; drop table mentions; --",)}])
def test_unknown_settings_name_the_choices(tables: Small, changes: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(UsageError, match="choose from"):
        cooccurrence.edges(tables.con, config(**changes))
