import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import analyse_text
from kg.extraction import expansions
from kg.extraction.spans import Span
from kg.lexicon import Lexicon, Slogan


def test_the_evidence_holds_the_name_and_the_list():
    text = "实现“三通”（通路、通水、通电）"
    found = expansions.find(text, text, [Span(3, 5, "SLOGAN", "numeric", "")], [])[0]
    assert text[found.start : found.end] == "三通”（通路、通水、通电"


def test_the_parts_that_the_lexicon_knows_are_found_in_a_row():
    lexicon = Lexicon(slogans={"三甲": Slogan("三甲", "numeric", parts=("学理论", "守规矩", "敢担当"))})
    spans = [Span(2, 4, "SLOGAN", "numeric", "", "三甲")]

    def found(text):
        return [item.members for item in expansions.find(text, text, spans, [], lexicon)]

    assert found("落实三甲要求。大家要带头学理论、自觉守规矩、真正敢担当。") == [("学理论", "守规矩", "敢担当")]
    assert found("落实三甲要求。大家要带头学理论。还要守规矩，敢担当。") == []
    assert found("落实三甲要求。大家要带头学理论、自觉守规矩。") == []


def test_a_name_is_no_pattern():
    for name in ("C++", "甲乙丙丁)", "甲[乙"):
        text = f"{name}是第一项内容、第二项内容、第三项内容的总和。"
        expansions.find(text, text, [Span(0, len(name), "SLOGAN", "doctrine", "")], [])


@pytest.mark.parametrize(
    "text",
    [
        "推进“一网统管”，就是：\n一、统一平台。",
        "推进“一网统管”，即。",
        "“一网统管”是指“”。",
        "推进“一网统管”（指、）。",
        "“三个到位”：一是，二是，三是。",
        "“三个一”（要、要、要）",
    ],
)
def test_empty_lists_unfold_nothing(text):
    assert analyse_text(text, lexicon=Lexicon()).expansions == ()


@pytest.mark.timeout(10)
def test_a_sentence_of_many_facets_is_read_at_once():
    text = "望溪思想，" + "要求是甲乙" * 400 + "！"
    assert expansions.find(text, text, [Span(0, 4, "SLOGAN", "doctrine", "")], []) == []


@given(
    st.sampled_from(["一网统管", "三个到位", "双招双引", "望溪精神"]),
    st.sampled_from(["即", "就是：", "（", "：", "是指", "，包括", "，分别是"]),
    st.text("一二是要、，；：。（）“”和甲乙\n", max_size=20),
)
def test_whatever_follows_a_name_is_read(name, link, rest):
    text = f"推进“{name}”{link}{rest}"
    for item in analyse_text(text, lexicon=Lexicon()).expansions:
        assert all(item.members)
