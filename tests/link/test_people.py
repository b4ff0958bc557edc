from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import Span
from kg.lexicon import Lexicon, Person
from kg.link.people import canonical

EMPTY = Lexicon()


def linked(*names, lexicon=EMPTY, text=""):
    return canonical(
        [(name, Span(at * 9, at * 9 + len(name), "PERSON", "", "")) for at, name in enumerate(names)], lexicon, text
    )


def test_short_forms_take_the_nearest_full_name_before_them():
    assert linked("周文斌", "文斌", "周", "周立", "周") == ["周文斌", "周文斌", "周文斌", "周立", "周立"]


def test_a_short_form_before_any_full_name_takes_the_first_after_it():
    assert linked("贺", "贺春来", "贺大年") == ["贺春来", "贺春来", "贺大年"]


def test_the_last_part_of_a_foreign_name_takes_the_whole():
    assert linked("里克·多纳", "多纳") == ["里克·多纳", "里克·多纳"]


def test_the_name_that_the_lexicon_gave_stays():
    mentions = [
        ("普京", Span(0, 2, "PERSON", "", "", "弗拉基米尔·普京")),
        ("毛", Span(5, 6, "PERSON", "", "", "毛泽东")),
    ]
    assert canonical(mentions, EMPTY) == ["弗拉基米尔·普京", "毛泽东"]


def test_a_surname_with_an_office_takes_its_one_holder_in_the_place_named():
    lexicon = Lexicon(people={"褚山海": Person("褚山海", offices=("东海省委书记",))}, fingerprint="holders")
    text = "褚书记对东海工作提出要求"
    mention = [("褚", Span(0, 1, "PERSON", "", ""))]
    assert canonical(mention, lexicon, text) == ["褚山海"]
    assert canonical(mention, lexicon, "褚书记提出要求") == ["褚"]
    assert canonical(mention, lexicon, "褚主任对东海工作提出要求") == ["褚"]


def test_redacted_names_stand_for_themselves():
    assert linked("李某某", "李") == ["李某某", "李"]


def test_spaces_of_the_page_are_dropped():
    assert linked("王 毅") == ["王毅"]


@given(st.lists(st.text(min_size=1, max_size=6).filter(str.strip), max_size=10))
def test_there_is_a_name_for_every_mention(names):
    assert len(linked(*names)) == len(names)
