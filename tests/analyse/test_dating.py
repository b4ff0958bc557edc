import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import annotate_text
from kg.analyse.dating import interval, row
from kg.lexicon import load

LEXICON = load()


def written(text):
    found = interval(annotate_text(text), load())
    return found.earliest, found.latest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照党的十九届六中全会精神抓好落实。", ("2021-11-08", "")),
        ("以实际行动迎接党的二十大胜利召开。", ("", "2022-10-22")),
        ("现在，我向第十三届全国人民代表大会第三次会议报告工作。", ("2020-05-22", "2020-05-28")),
        ("会议部署党的二十大筹备工作，党的二十大将于今年召开。", ("", "2022-10-22")),
        ("在二〇二二年举行的党的二十大上，代表们将讨论这件事。", ("", "2022-10-22")),
        ("党的二十大上，代表们提出将继续努力。", ("2022-10-16", "")),
        ("中央准备在适当的时候召开全国科学大会。", ("", "1978-03-31")),
        ("明年要召开党的二十大。", ("", "2022-10-22")),
        ("党的二十大将选举新的中央委员会。", ("", "2022-10-22")),
        ("从这次会议到二十大，还有两年。", ("", "2022-10-22")),
        ("从十九大到二十大，走过了五年。", ("2016-09-13", "")),
        ("党的二十大之前，大家都在准备。", ("", "")),
        ("中央决定召开全国科学大会，大家很高兴。", ("", "")),
        ("主要是召开党的二十大以后的事。", ("2022-10-16", "")),
        ("要做到“两个维护”，抓好六稳工作。", ("2018-07-31", "")),
        ("2021年3月12日，我们走访了群众。", ("2021-03-12", "")),
        ("二〇二一年三月十二日，我们走访了群众。", ("2021-03-12", "")),
        ("本办法自2022年5月1日起施行。", ("", "")),
        ("下面说说2023年工作安排。", ("2022-10-01", "2023-12-31")),
        ("力争到2025年，群众收入要再上台阶。", ("", "2025-12-31")),
        ("今年是中国共产党成立100周年。", ("2021-01-01", "2021-12-31")),
        ("各位代表，今年是新中国成立七十周年。", ("2019-01-01", "2019-12-31")),
        ("我们庆祝中国共产党成立99999999999999999999周年。", ("", "")),
        ("今年是打赢脱贫攻坚战、全面建成小康社会和“十三五”规划收官之年。", ("2020-01-01", "2020-12-31")),
        ("今年是新中国成立七十周年。", ("2019-01-01", "2019-12-31")),
        ("今年是“十四五”开局之年。", ("2021-01-01", "2021-12-31")),
        ("今年是十三五规划收官之年。", ("2020-01-01", "2020-12-31")),
        ("更加紧密地团结在以胡锦涛同志为总书记的党中央周围。", ("2002-11-15", "2012-11-15")),
        ("十八届三中、四中全会提出了要求。", ("2014-10-20", "")),
        ("2021年2月30日，表上写错了一天。", ("", "")),
        ("天气很好，大家都来了。", ("", "")),
        ("到本世纪中叶新中国成立一百周年时。", ("", "")),
    ],
)
def test_clues(text, expected):
    assert written(text) == expected


def test_the_later_of_two_beginnings_holds_and_what_contradicts_it_is_told():
    found = interval(annotate_text("过去的2020年不平凡。力争到2015年，粮食要增产。贯彻党的二十大精神。"), load())
    assert (found.earliest, found.latest) == ("2022-10-16", "")
    assert [clue.latest for clue in found.against] == ["2015-12-31"]


def test_a_clue_stands_where_it_says():
    text = "各位代表：\n贯彻党的二十大精神。今年是“十四五”第三年。"
    for clue in interval(annotate_text(text), load()).clues:
        assert text[clue.start : clue.end] == clue.text


def test_a_row_names_the_words():
    found = row("a.txt", interval(annotate_text("贯彻党的二十大精神。"), load()))
    assert (found.earliest, found.from_clue, found.until_clue) == ("2022-10-16", "党的二十大 (meeting held)", "")


@given(st.text("年月日今年是党的十九大届中全会迎接力争到周建国020123一二三年，。“”五", max_size=60))
def test_any_text_gives_an_interval_in_order(text):
    found = interval(annotate_text(text), LEXICON)
    assert not found.latest or found.earliest <= found.latest
    assert all(text[clue.start : clue.end] == clue.text for clue in found.clues)
