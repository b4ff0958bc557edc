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


PAGE = (
    "各级人大及其常委会要认真学习、深入领会，在发展全过程人民\n民主的生动实践中走在前列，认真履职尽责，落实高质\n量发展各项要求，坚持不懈推进"
    "乡村各项事业取得新的成效\n和进步，把好事一件一件办好，把实事一件一件办实，让全体\n群众看到变化，得到实惠，更好凝聚起建设美好家乡的强大\n"
    "力量，在新的起点上推动各项工作再上新台阶、再创新业绩、\n再作新贡献。\n"
)


def test_a_name_broken_by_the_page_is_found_whole_with_offsets_as_read():
    found = {m.canonical: m for m in extract(PAGE)}
    assert found["全过程人民民主"].text == "全过程人民\n民主"
    assert found["高质量发展"].text == "高质\n量发展"
    assert all(PAGE[m.start : m.end] == m.text for m in found.values())
