from kg.lexicon import Lexicon, load
from kg.link.sets import members


def test_plenums_in_a_row():
    names = members("十八届三中、四中和五中全会", Lexicon())
    assert [name[-7:] for name in names] == ["第三次全体会议", "第四次全体会议", "第五次全体会议"]
    assert all(name.startswith("中国共产党第十八届中央委员会第") for name in names)


def test_every_plenum_of_a_term():
    assert len(members("中国共产党第十九届中央委员会历次全体会议", load())) == 7


def test_the_two_sessions_of_a_year():
    assert members("2021年全国两会", load()) == (
        "第十三届全国人民代表大会第四次会议",
        "中国人民政治协商会议第十三届全国委员会第四次会议",
    )


def test_a_congress_is_its_sessions():
    assert members("第四届全国人民代表大会", load()) == ("第四届全国人民代表大会第一次会议",)


def test_one_meeting_is_no_set():
    assert members("中国共产党第十九届中央委员会第六次全体会议", load()) == ()
