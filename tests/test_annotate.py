"""Every rule together on any text: valid, disjoint, the same each time, and in time that grows as the text does."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate import analyse_text, extract

TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("“”‘’《》（）一二三四个大会议第届次全党的、，。；：\n增强意识X*+0123同志"), st.characters()
    ),
    max_size=120,
)


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_mentions_are_valid_and_disjoint(text):
    analysis = analyse_text(text)
    assert all(text[m.start : m.end] == m.text and m.text and m.canonical for m in analysis.mentions)
    ordered = sorted(analysis.mentions, key=lambda m: m.start)
    assert all(a.end <= b.start for a, b in itertools.pairwise(ordered))
    for item in analysis.expansions:
        assert 0 <= item.start < item.end <= len(text)
        assert item.members


def test_a_sentence_of_the_readme():
    found = extract("进一步增强“四个意识”、坚定“四个自信”、做到“两个维护”")
    assert [(m.canonical, m.kind, m.verb) for m in found] == [
        ("四个意识", "numeric", "增强"),
        ("四个自信", "numeric", "坚定"),
        ("两个维护", "numeric", "做到"),
    ]


def test_traditional_script_and_corner_quotes_keep_their_offsets():
    text = "進一步增強「四個意識」，貫徹黨的十八大精神"
    found = extract(text)
    assert [(m.text, m.canonical) for m in found] == [
        ("四個意識", "四个意识"),
        ("黨的十八大", "中国共产党第十八次全国代表大会"),
    ]
