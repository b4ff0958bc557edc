import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import meetings
from kg.extraction.spans import Cover


def names(text):
    return [text[span.start : span.end] for span in meetings.find(text, [], Cover([]))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("深入贯彻党的十九届六中全会精神", ["党的十九届六中全会"]),
        ("中国共产党第十八届中央委员会第三次全体会议通过", ["中国共产党第十八届中央委员会第三次全体会议"]),
        ("传达省纪委十一届五次全会和市委六届三次全会精神", ["省纪委十一届五次全会", "市委六届三次全会"]),
        ("学习党的二十大和二十届历次全会精神", ["党的二十大", "二十届历次全会"]),
        ("十四届全国人大二次会议胜利闭幕", ["十四届全国人大二次会议"]),
        ("提请政协第十三届全国委员会第五次会议审议", ["政协第十三届全国委员会第五次会议"]),
        ("在临江县第十六届人民代表大会第二次会议上", ["临江县第十六届人民代表大会第二次会议"]),
        ("X市第X届人大一次会议选举产生", ["X市第X届人大一次会议"]),
        ("全国人大常委会第三十次会议表决", ["全国人大常委会第三十次会议"]),
        ("党的八大以来", ["党的八大"]),
        ("筹备好学校第五届教职工代表大会第三次会议", ["学校第五届教职工代表大会第三次会议"]),
        ("团市委十二届三次全会和县妇联第七次代表大会", ["团市委十二届三次全会", "县妇联第七次代表大会"]),
        ("政协第十三届临江区委员会第一次会议开幕", ["政协第十三届临江区委员会第一次会议"]),
        ("召开十四届全国人大常委会第七十一次委员长会议", ["十四届全国人大常委会第七十一次委员长会议"]),
        ("县政府第二十三次常务会议通过", ["县政府第二十三次常务会议"]),
        ("出席上合组织成员国安全会议秘书第十七次会议", ["上合组织成员国安全会议秘书第十七次会议"]),
        ("在第十四届缔约方大会开幕式上", ["第十四届缔约方大会"]),
        ("在第78届联合国大会一般性辩论上发言", ["第78届联合国大会一般性辩论"]),
        ("出席金砖国家领导人第十五次会晤", ["金砖国家领导人第十五次会晤"]),
        ("举行第二十五次中国—欧盟领导人会晤", ["第二十五次中国—欧盟领导人会晤"]),
        ("全国两会和省两会期间", ["全国两会", "省两会"]),
    ],
)
def test_numbered_meetings(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("认真落实中央农村工作会议部署", ["中央农村工作会议"]),
        ("县委召开全县基层治理现场推进会", ["全县基层治理现场推进会"]),
        ("他在庆祝建校七十周年大会上致辞", ["庆祝建校七十周年大会"]),
        ("在沿江地区防汛救灾座谈会上指出", ["沿江地区防汛救灾座谈会"]),
        ("召开“转作风、提效能”专题研讨会", ["“转作风、提效能”专题研讨会"]),
        ("今天召开全市学习贯彻省两会精神大会", ["全市学习贯彻省两会精神大会"]),
        ("电：14日，阿拉伯国家紧急峰会在多哈举行。", ["阿拉伯国家紧急峰会"]),
        ("参加2024年度全省政法工作会议", ["2024年度全省政法工作会议"]),
        ("在2024年度工作会暨职代会上", ["2024年度工作会暨职代会"]),
        ("出席第三届“一带一路”国际合作高峰论坛", ["第三届“一带一路”国际合作高峰论坛"]),
    ],
)
def test_topical_meetings(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "这次会议开得很好",
        "大会堂里掌声雷动",
        "坚持和完善人民代表大会制度",
        "县人民代表大会常务委员会办公室",
        "出台了八大举措、十大工程",
        "本次全会审议通过",
        "会议室里正在召开视频会议",
        "国会议员到访",
        "第76届联合国大会主席致辞",
        "这是两人第一次会晤",
        "主任会议研究决定",
    ],
)
def test_what_is_no_meeting(text):
    assert names(text) == []


@given(st.text(alphabet="第十一二届次中全会议大在召开党的省委X“”，两、和精神", max_size=80))
def test_any_text_gives_valid_disjoint_spans(text):
    spans = meetings.find(text, [], Cover([]))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "第一届" + "全国委员会" * 400 + "甲",
        "召开" + "多个" * 400 + "甲会议",
        "召开" + "上一" * 20 + "甲会议",
        "召开" + "1" * 400 + "甲会议",
        "第一届" + "中央纪委监委" * 400,
    ],
)
@pytest.mark.timeout(10)
def test_words_made_of_other_words_cost_no_more_than_others(text):
    meetings.find(text, [], Cover([]))
