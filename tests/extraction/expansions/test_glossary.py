import pytest

from kg.extraction import expansions
from kg.extraction.spans import Span
from tests.extraction.expansions.unfolding import unfolded


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("\n5.“三包一挂”工作法：包户、包田、包渠，挂点服务。\n", "三包一挂", "包户 包田 包渠 挂点服务"),
        ("\n7.“六个一”全覆盖：一图、一表、一册、一卡、一站、一员。", "六个一", "一图 一表 一册 一卡 一站 一员"),
        (
            "\n［3］四个一批：\n谋划一批、开工一批、在建一批、竣工一批。\n",
            "四个一批",
            "谋划一批 开工一批 在建一批 竣工一批",
        ),
        ("\n4.“四新”产业：\n《方案》明确发展新产业，包括：制药、茶业、会展、金融。\n", "四新", "制药 茶业 会展 金融"),
    ],
)
def test_entries(text, name, members):
    assert unfolded(text, name) == [tuple(members.split())]


def test_names_that_share_an_entry_share_its_list_in_order():
    text = "\n3.“两重”“两新”：重大战略和重点能力，设备更新和以旧换新。\n"
    spans = [Span(text.index(n), text.index(n) + 2, "SLOGAN", "numeric", "") for n in ("两重", "两新")]
    found = expansions.find(text, text, spans, [])
    assert [item.members for item in found] == [("重大战略", "重点能力"), ("设备更新", "以旧换新")]


def test_a_piece_of_a_name_is_not_unfolded_twice():
    text = "\n1.“两横两纵”水网：“两横”指清江、望江，“两纵”指东渠、西渠。\n"
    spans = [Span(text.index(n), text.index(n) + len(n), "SLOGAN", "numeric", "") for n in ("两横两纵", "“两横”指")]
    spans[1] = Span(spans[1].start + 1, spans[1].end - 2, "SLOGAN", "numeric", "")
    found = expansions.find(text, text, spans, [])
    assert [item.members for item in found] == [("清江", "望江", "东渠", "西渠")]


def test_a_definition_in_clauses_is_no_list():
    assert unfolded("\n9.“数上兴农”行动：通过数字手段兴农，推动电商下乡。\n", "数上兴农", "quoted") == []


def test_a_code_is_told_piece_by_piece():
    text = "构建“1+N”体系。“1”是支部引领，“N”是网格延伸。村民叫好。"
    assert unfolded(text, "1+N") == [("支部引领", "网格延伸")]
    assert unfolded("构建“1+3+N”体系。“1”是支部引领，“N”是网格延伸。", "1+3+N") == []
