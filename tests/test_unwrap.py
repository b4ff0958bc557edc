from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import extract
from kg.segment import segment
from kg.unwrap import moved, unwrap

TEXT = st.text(alphabet=st.sampled_from("全过程人民民主，。\n \u3000一、“”四个意识"), max_size=80)


@given(TEXT)
def test_every_character_that_is_left_finds_its_way_back_and_forth(text):
    sentences = segment("doc:0", text)
    short = unwrap(text, sentences)
    assert short.cut(text) == short.text
    for at, character in enumerate(short.text):
        assert text[short.back(at)] == character
        assert short.forth(short.back(at)) == at
    for before, after in zip(sentences, moved(sentences, short), strict=True):
        assert "\n" not in short.text[after.start : after.end]
        assert short.back(after.start) == before.start
        assert short.end(after.end) == before.end


def test_a_name_broken_by_the_page_is_found_whole_with_offsets_as_read():
    text = "各级人大要在发展全过程人民\n民主中走在前列，认真落实高质\n量发展各项要求，坚持不懈推进。"
    found = {m.canonical: m for m in extract(text)}
    assert found["全过程人民民主"].text == "全过程人民\n民主"
    assert found["高质量发展"].text == "高质\n量发展"
    assert all(text[m.start : m.end] == m.text for m in found.values())
