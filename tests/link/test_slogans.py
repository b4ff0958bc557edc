from kg import annotate_text
from kg.lexicon import Lexicon, Slogan


def names(text):
    return [(m.text, m.canonical) for m in annotate_text(text, lexicon=Lexicon()).mentions]


def test_writings_that_count_alike_are_one_name():
    found = names("落实“6个破除”要求，推进“六破除”工作，做到“六破除”。")
    assert [canonical for _, canonical in found] == ["六破除"] * 3


def test_other_marks_between_the_members_are_one_name():
    found = names("坚持“改革创新，奋发有为”，弘扬“改革创新、奋发有为”精神，传承“改革创新、奋发有为”精神。")
    assert {canonical for _, canonical in found} == {"改革创新、奋发有为"}


def test_a_line_break_inside_a_known_name():
    [mention] = annotate_text("增强“四个\n意识”").mentions
    assert (mention.text, mention.canonical) == ("四个\n意识", "四个意识")


def test_what_the_noun_tells_holds_in_the_whole_document():
    lexicon = Lexicon(slogans={"四有好老师": Slogan("四有好老师", "numeric")})
    text = "做“四有”好老师。落实“四有”要求。管好“三资”。"
    assert [m.canonical for m in annotate_text(text, lexicon=lexicon).mentions] == ["四有好老师", "四有好老师", "三资"]
