import pytest

from tests.extraction.expansions.unfolding import unfolded


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        (
            "落实“三个到位”：一是人员到岗，不得空缺。二是经费到账，不得挪用。三是责任到人。",
            "三个到位",
            "人员到岗 经费到账 责任到人",
        ),
        (
            "健全“三项机制”。一是会商、调度机制；二是督查机制；三是容错机制。",
            "三项机制",
            "会商、调度机制 督查机制 容错机制",
        ),
        ("“两重保障”救助：\n一重保障—基本医保\n报销九成。\n二重保障—大病保险\n再报一半。\n", "两重保障", "基本医保 大病保险"),
        (
            "做到“三个聚焦”：\n聚焦山区，修路架桥。\n全面规划。\n聚焦茶业，做强品牌。\n聚焦学校。\n",
            "三个聚焦",
            "聚焦山区，修路架桥 聚焦茶业，做强品牌 聚焦学校",
        ),
    ],
)  # fmt: skip
def test_members_taken_up_in_turn(text, name, members):
    assert unfolded(text, name) == [tuple(members.split())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("落实“两个到位”：一是人员，二是经费，三是责任。", "两个到位"),
        ("健全“三项机制”。一是会商；二是督查；三是容错。", "三项机制"),
        ("抓好“三农”工作。全县上下要动起来。一是修路。二是架桥。三是通水。", "三农"),
        ("用好“四种形态”，第一种形态处理九人，第二种形态处理五人。", "四种形态"),
        ("做到“两个聚焦”：\n聚焦山区。\n聚焦茶业。\n聚焦学校。\n", "两个聚焦"),
    ],
)
def test_other_numbers_are_no_members(text, name):
    assert unfolded(text, name) == []
