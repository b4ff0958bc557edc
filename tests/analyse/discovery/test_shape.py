from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse.discovery import shape


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("两国元首会晤", "ordinary"),
        ("一系列政策", "ordinary"),
        ("七一勋章", "title"),
        ("国际博览会", "title"),
        ("最后一公里", "everyday"),
        ("十四五", "ordinary"),
        ("推进乡村建设", "verb"),
        ("的重要意义", "edge"),
        ("山水、林田湖", "uneven"),
    ],
)
def test_ordinary_phrases_are_refused(name, why):
    assert shape.refused(name, False) == why


@pytest.mark.parametrize(
    "name",
    [
        "一个中国原则",
        "中华民族伟大复兴",
        "长三角一体化发展",
        "和谐社会",
        "军委主席负责制",
        "从严治军",
        "更快、更高、更强",
    ],
)
def test_names_are_not_refused(name):
    assert shape.refused(name, False) == ""


def test_quotation_marks_make_it_milder():
    assert shape.refused("推进乡村建设", True) == ""
    assert shape.refused("七一勋章", True) == "title"


@pytest.mark.parametrize(
    ("name", "why"),
    [("马克思主义", "word"), ("高速公路", "word"), ("和平统一大业", ""), ("习近平同志讲话", "person, body or time")],
)
def test_words_of_a_dictionary_are_no_discovery(name, why):
    assert shape.worded(name) == why


@settings(deadline=None)
@given(st.text(alphabet="一二三四双两个大新、，+0A战略的甲乙\n“", min_size=1, max_size=20), st.booleans())
def test_any_string_is_judged(name, quoted):
    assert isinstance(shape.refused(name, quoted), str)
    assert isinstance(shape.numeric(name, quoted), bool)
    assert shape.worded(name) == shape.worded(name)
    assert "".join(shape.members(name)) == name.replace("、", "").replace("，", "")


def test_the_verbs_of_discovery_are_among_those_of_the_extractor():
    from kg.analyse.discovery import words
    from kg.extraction import verbs

    assert words.GOVERNING <= verbs.GOVERNING | verbs.NEAR
