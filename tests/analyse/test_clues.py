"""What the words of a text tell, rule by rule; what an interval makes of them is in test_dating.py."""

from kg.analyse._clues import of_words

TEXT = (
    "2021年3月12日，我们走访了群众。下面说说2023年工作安排。过去的2020年不平凡。力争到2025年，群众收入要再上台阶。"
    "今年是中国共产党成立100周年，今年是“十四五”开局之年。团结在以习近平同志为核心的党中央周围。"
)


def test_each_rule_gives_its_clue_where_the_words_stand():
    found = list(of_words(TEXT))
    assert [(clue.rule, clue.earliest, clue.latest) for clue in found] == [
        ("day", "2021-03-12", ""),
        ("plan of the year", "2022-10-01", "2023-12-31"),
        ("year past", "2020-01-01", ""),
        ("aim", "", "2025-12-31"),
        ("anniversary", "2021-01-01", "2021-12-31"),
        ("five-year plan", "2021-01-01", "2021-12-31"),
        ("leader", "2016-10-27", ""),
    ]
    assert all(TEXT[clue.start : clue.end] == clue.text for clue in found)
