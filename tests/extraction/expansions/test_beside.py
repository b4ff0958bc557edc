import pytest

from kg.extraction import expansions
from kg.extraction.spans import Span
from tests.extraction.expansions.unfolding import unfolded


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("实现“三通”（通路、通水、通电）", "三通", ("通路", "通水", "通电")),
        ("“两高”即占比高、成本高；", "两高", ("占比高", "成本高")),
        ("坚持就业、教育、医疗“三保障”", "三保障", ("就业", "教育", "医疗")),
        ("加快推进道路改造、管网更新、公园建设等“三大工程”", "三大工程", ("道路改造", "管网更新", "公园建设")),
        ("\n5.“三包一挂”工作法：包户、包田、包渠，挂点服务。\n", "三包一挂", ("包户", "包田", "包渠", "挂点服务")),
        (
            "\n7.“六个一”全覆盖：一图、一表、一册、一卡、一站、一员。",
            "六个一",
            ("一图", "一表", "一册", "一卡", "一站", "一员"),
        ),
        ("推行“双招双引”，就是招商引资、招才引智。", "双招双引", ("招商引资", "招才引智")),
    ],
)
def test_lists_beside_the_name(text, name, members):
    assert unfolded(text, name) == [members]


def test_names_that_share_a_glossary_entry_share_its_list_in_order():
    text = "\n3.“两重”“两新”：重大战略和重点能力，设备更新和以旧换新。\n"
    spans = [Span(text.index(n), text.index(n) + 2, "SLOGAN", "numeric", "") for n in ("两重", "两新")]
    found = expansions.find(text, text, spans, [])
    assert [item.members for item in found] == [("重大战略", "重点能力"), ("设备更新", "以旧换新")]


@pytest.mark.parametrize(
    "text", ["“三通”（见附件）", "落实“六稳”任务，就业、金融都要抓", "“四个意识”：", "甲、乙“四风”"]
)
def test_a_list_of_another_length_is_no_expansion(text):
    name = text[text.index("“") + 1 : text.index("”")]
    assert unfolded(text, name) == []
