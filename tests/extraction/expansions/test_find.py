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
