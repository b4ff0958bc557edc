import pytest
import spacy

TEXT = "进一步增强“四个意识”、坚定“四个自信”，贯彻党的二十大精神。"


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_the_component_gives_the_same_mentions_whatever_the_segmenter(segmenter):
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    nlp.add_pipe("kg")
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert [(span._.canonical, span.label_, span._.verb) for span in doc.spans["kg"]] == [
        ("四个意识", "SLOGAN", "增强"),
        ("四个自信", "SLOGAN", "坚定"),
        ("中国共产党第二十次全国代表大会", "MEETING", ""),
    ]
    for span in doc.spans["kg"]:
        mention = span._.mention
        assert TEXT[mention.start : mention.end] == mention.text
        assert mention.text in span.text


def test_own_names_and_another_key(tmp_path):
    lexicon = tmp_path / "mine.toml"
    lexicon.write_text('[[slogan]]\nname = "红旗渠精神"\nkind = "doctrine"\n', encoding="utf-8")
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg", config={"lexicons": [str(lexicon)], "spans_key": "names"})
    doc = nlp("弘扬红旗渠精神")
    assert [span.text for span in doc.spans["names"]] == ["红旗渠精神"]
    assert doc._.kg.mentions[0].verb == "弘扬"


def test_empty_text():
    nlp = spacy.blank("zh")
    nlp.add_pipe("kg")
    assert list(nlp("").spans["kg"]) == []
