from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import pipeline
from kg.analyse.alignment import aligned, alignment
from kg.analyse.chains import Link
from kg.builds import Build
from kg.errors import UsageError

OLD = "要增强“四个意识”、坚定“三个自信”、做到“两个维护”。要坚持“一国两制”，坚持“港人治港”。"
NEW = "要领悟“两个确立”、树立“四个意识”、坚定“四个自信”、做到“两个维护”。今天天气很好。"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder: Path = tmp_path_factory.mktemp("texts")
    for name, text in (("old", OLD), ("new", NEW)):
        (folder / f"{name}.txt").write_text(f"同志们：\n{text}\n", encoding="utf-8")
    return pipeline.build([folder], folder / "build", exports=())


def test_slots_of_two_texts(built: Build) -> None:
    found = alignment(built.tables, "old.txt", "new.txt").to_pylist()
    assert [(row["chain"], row["slogan_a"], row["slogan_b"], row["change"]) for row in found] == [
        (1, "", "两个确立", "only b"),
        (1, "四个意识", "四个意识", "verb"),
        (1, "三个自信", "四个自信", "slogan"),
        (1, "两个维护", "两个维护", "same"),
        (2, "一国两制", "", "only a"),
        (2, "港人治港", "", "only a"),
    ]
    texts = dict(built.query("select id, text from documents").fetchall())
    for row in found:
        for side in "ab":
            if row[f"document_{side}"]:
                text = texts[row[f"document_{side}"]]
                assert text[row[f"start_{side}"] : row[f"end_{side}"]] == row[f"text_{side}"]


def test_a_text_that_is_not_there(built: Build) -> None:
    with pytest.raises(UsageError, match=r"no document 'ol.txt': did you mean old\.txt"):
        alignment(built.tables, "ol.txt", "new.txt")


LINKS = st.lists(st.builds(Link, st.sampled_from("增坚"), st.sampled_from("甲乙丙丁")), max_size=6)


@given(LINKS, LINKS)
def test_nothing_is_lost_and_order_is_kept(one: list[Link], other: list[Link]) -> None:
    found = aligned(one, other)
    assert [a for a, _ in found if a] == one
    assert [b for _, b in found if b] == other
    assert all(a or b for a, b in found)


@given(LINKS)
def test_a_chain_beside_itself(links: list[Link]) -> None:
    assert aligned(links, links) == [(link, link) for link in links]
