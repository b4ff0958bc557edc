import pytest

from kg import annotate_text
from kg.extraction import Span
from kg.lexicon import Lexicon, Meeting
from kg.link.meetings import canonical
from kg.link.plenums import years


def test_local_names_take_the_longest_form_of_the_document():
    names = ["区一届一次人代会", "区人大一届一次大会", "区高质量发展推进会", "全区高质量发展推进会"]
    assert canonical(names, Lexicon()) == ["区人大一届一次大会"] * 2 + ["全区高质量发展推进会"] * 2


def test_the_lexicon_knows_what_grammar_can_not():
    lexicon = Lexicon(meetings={"扩大的中央工作会议": Meeting("扩大的中央工作会议", aliases=("七千人大会",))})
    assert canonical(["七千人大会"], lexicon) == ["扩大的中央工作会议"]


def test_a_particle_inside_a_full_name():
    assert canonical(["中国共产党第八届中央委员会的第七次全体会议"], Lexicon()) == [
        "中国共产党第八届中央委员会第七次全体会议"
    ]


def test_long_and_short_names_of_a_local_plenum_are_one():
    long = "中国共产党云河省第九届委员会第四次全体会议"
    assert canonical([long, "省委九届四次全会", "省委九届三次全会"], Lexicon()) == [long, long, "省委九届三次全会"]
    two = ["青川市委九届四次全会", "宁川市委九届四次全会", "市委九届四次全会"]
    assert canonical(two, Lexicon()) == two


def test_this_summit_is_the_one_with_the_place():
    text = "元首们出席亚洲茶业论坛宁川峰会。{}亚洲茶业论坛峰会成果丰硕。"
    this = [m.canonical for m in annotate_text(text.format("本次"), lexicon=Lexicon()).mentions]
    assert this == ["亚洲茶业论坛宁川峰会"] * 2
    past = [m.canonical for m in annotate_text(text.format("三年前的"), lexicon=Lexicon()).mentions]
    assert past == ["亚洲茶业论坛宁川峰会", "亚洲茶业论坛峰会"]


def test_a_plenum_without_its_term_is_none_that_is_to_come():
    plenums = {
        name: Meeting(name, start=start)
        for name, start in (
            ("中国共产党第十八届中央纪律检查委员会第六次全体会议", "2016-01-12"),
            ("中国共产党第十九届中央纪律检查委员会第六次全体会议", "2022-01-18"),
        )
    }
    names = ["中央纪委六次全会", "党的十九大"]
    first, last = plenums
    found = [canonical(names, Lexicon(meetings=plenums), date)[0] for date in ("2021-12-01", "2022", "2022-03", "")]
    assert found == [first, last, last, last]


def test_plenums_in_a_row_are_one_set_whoever_says_whose_they_are():
    names = ["二十届三中、四中全会", "党的二十届三中、四中全会", "中共二十届三中、四中全会"]
    assert canonical(names, Lexicon()) == ["二十届三中、四中全会"] * 3


def test_congresses_of_organisations_have_one_name():
    names = ["妇女十二大", "中国妇女第十二次全国代表大会", "民盟12大", "台盟十一大", "区“两会”"]
    assert canonical(names, Lexicon()) == [
        *["中国妇女第十二次全国代表大会"] * 2,
        "中国民主同盟第十二次全国代表大会",
        "台湾民主自治同盟第十一次全盟代表大会",
        "区两会",
    ]


def test_a_plenum_of_the_centre_takes_the_term_that_the_text_tells():
    third = "中国共产党第{}届中央委员会第三次全体会议"
    plenums = {
        name: Meeting(name, start=start)
        for name, start in ((third.format("十一"), "1978-12-18"), (third.format("二十"), "2024-07-15"))
    }
    lexicon = Lexicon(meetings=plenums)
    told = [["十一届三中全会"], ["党的二十大"], ["二十届二中、三中全会"], []]
    found = [canonical(["三中全会", *names], lexicon)[0] for names in told]
    assert found == [third.format("十一"), third.format("二十"), third.format("二十"), "三中全会"]
    assert canonical(["三中全会"], lexicon, "1983-06") == [third.format("十一")]


def test_a_year_or_another_party_tells_which_plenum_is_meant():
    third = "中国共产党第{}届中央委员会第三次全体会议"
    terms = {"十一": "1978-12-18", "十四": "1993-11-11", "十九": "2018-02-26"}
    lexicon = Lexicon(meetings={name: Meeting(name, start=terms[t]) for t in terms for name in [third.format(t)]})
    assert canonical(["三中全会"] * 3, lexicon, "2018-12-18", years=[1993, 1995, 0]) == [
        third.format("十四"),
        "三中全会",
        third.format("十四"),
    ]
    assert canonical(["三中全会"], lexicon, "2018-12-18") == [third.format("十九")]
    assert canonical(["三中全会", "越共三中全会"], lexicon, "2018-12-18") == ["三中全会", "越共三中全会"]
    assert canonical(["三中全会", "党的十九大", "党的二十大"], lexicon)[0] == "三中全会"


@pytest.mark.parametrize(
    ("before", "year"),
    [
        ("茶农还记得一九七八年十二月召开的", 1978),
        ("1984年10月20日，宁川代表回忆党的", 1984),
        ("2019年宁川茶厂认真学习", 0),
        ("1978年以来，宁川茶业发展，特别是", 0),
        ("1990年代的", 0),
    ],
)
def test_the_year_of_a_plenum_stands_in_its_clause(before, year):
    span = Span(len(before), len(before) + 4, "MEETING", "event", "")
    assert years([("三中全会", span)], f"{before}三中全会") == [year]


def test_what_is_added_to_a_plenum_is_no_other_one():
    names = [
        "党的七届六中全会（扩大）",
        "扩大的六届六中全会",
        "茶厂第九届三次职代会",
        "茶厂第九届职工代表大会第三次会议",
    ]
    assert canonical(names, Lexicon()) == [
        "中国共产党第七届中央委员会第六次全体会议",
        "中国共产党第六届中央委员会第六次全体会议",
        *["茶厂第九届职工代表大会第三次会议"] * 2,
    ]


def test_a_session_that_a_county_holds_is_none_of_the_country():
    text = "六月，茶川县召开第五届人民代表大会第一次会议。四届人大一次会议重申。"
    assert [m.canonical for m in annotate_text(text, lexicon=Lexicon()).mentions] == [
        "第五届人民代表大会第一次会议",
        "第四届全国人民代表大会第一次会议",
    ]


def test_a_year_before_a_single_meeting_makes_no_other_of_it():
    lexicon = Lexicon(meetings={"茶国宁川峰会": Meeting("茶国宁川峰会", start="2016-09-04")})
    assert canonical(["2016年茶国宁川峰会", "茶国宁川峰会"], lexicon) == ["茶国宁川峰会"] * 2


def test_a_meeting_of_the_party_is_found_under_its_name_alone():
    lexicon = Lexicon(meetings={"理论茶话会": Meeting("理论茶话会")})
    assert canonical(["党的理论茶话会"], lexicon) == ["理论茶话会"]
