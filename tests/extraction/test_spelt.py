from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.spelt import find, groups


def spelt(text, name):
    at = text.index(name)
    return [text[a:b] for a, b in find(text, at, at + len(name))]


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("做到“四到村”：干部下到村、项目落到村、资金拨到村、技术送到村。", "四到村", "干部下到村 项目落到村 资金拨到村 技术送到村"),
        ("要保吃、保穿、保烧、保教、保葬。“五保”不能少。", "五保", "保吃 保穿 保烧 保教 保葬"),
        ("“一优两高”农业即优质、高产、高效农业迈出了步子", "一优两高", "优质 高产 高效"),
        ("开展“三比三看”活动，比学习看本领、比服务看口碑、比实干看成效，每季张榜。", "三比三看", "比学习看本领 比服务看口碑 比实干看成效"),
        ("围绕“两区两高地”，也就是先行区、示范区，智造高地、开放高地，干起来。", "两区两高地", "先行区 示范区 智造高地 开放高地"),
        ("大家都说“两个务必”，就是同志们务必谦虚、谨慎，务必继续艰苦奋斗。", "两个务必", "务必谦虚、谨慎 务必继续艰苦奋斗"),
        ("落实“破三唯”要求，破除唯文凭、唯论文、唯帽子，用好人才。", "破三唯", "唯文凭 唯论文 唯帽子"),
        ("深化“三减一优”，减环节、减材料、减时限和优流程，方便群众。", "三减一优", "减环节 减材料 减时限 优流程"),
        ("建设“三型班子”，打造学习型、服务型和创新型班子。", "三型班子", "学习型 服务型 创新型"),
    ],
)  # fmt: skip
def test_members_hold_what_the_name_counts(text, name, members):
    assert spelt(text, name) == members.split()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("做到“四到村”：干部下到村、项目落到村、资金拨到村。", "四到村"),
        ("推动高质量发展，发展经济、发展文化。", "高质量发展"),
        ("“六个一”很好，一张网、一条路。", "六个一"),
        ("反对“两个中国”。世界上只有一个中国，大陆和台湾同属一个中国。", "两个中国"),
        ("“三农”工作。农业要强，天气不错，农村要美，大家高兴，农民要富。", "三农"),
    ],
)
def test_what_does_not_add_up_is_no_list(text, name):
    assert spelt(text, name) == []


@given(st.text("一二三四农村业民机关、，。：“”和0\n", max_size=60), st.integers(0, 60), st.integers(1, 6))
def test_members_lie_in_the_text_in_order(text, start, size):
    start = min(start, len(text))
    pairs = find(text, start, min(len(text), start + size))
    assert all(0 <= a < b <= len(text) for a, b in pairs)
    assert all(left[1] <= right[0] for left, right in pairwise(pairs))


@given(st.text(max_size=12))
def test_any_name_has_groups_or_none(name):
    assert all(group.count > 0 and group.content for group in groups(name))
