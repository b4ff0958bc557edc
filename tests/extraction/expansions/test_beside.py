import pytest

from kg.extraction import expansions
from kg.extraction.spans import Span
from tests.extraction.expansions.unfolding import unfolded


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("实现“三通”（通路、通水、通电）", "三通", "通路 通水 通电"),
        ("“两高”即占比高、成本高；", "两高", "占比高 成本高"),
        ("“三全帮带”（全员帮带、全程帮带、全方位帮带）", "三全帮带", "全员帮带 全程帮带 全方位帮带"),
        ("坚持“两要两不要”：要团结，不要分裂；要实干，不要空谈。", "两要两不要", "要团结 不要分裂 要实干 不要空谈"),
        ("推行“双招双引”，就是招商引资、招才引智。", "双招双引", "招商引资 招才引智"),
        ("鼓吹“两和一少”（指对甲国、乙国要和，对各国人民的支援要少）", "两和一少", "对甲国、乙国要和 对各国人民的支援要少"),
        ("坚持“一主多辅”的原则，以粮站为主，以供销社、农场为辅，搞活流通", "一主多辅", "以粮站为主 以供销社、农场为辅"),
        ("“双千”计划是指面向全县实施千项小工程、开展千名青年下乡。", "双千", "实施千项小工程 开展千名青年下乡"),
        (
            "“两个维护”，就是坚决维护党的核心、全党的核心地位，坚决维护党中央权威",
            "两个维护",
            "坚决维护党的核心、全党的核心地位 坚决维护党中央权威",
        ),
    ],
)  # fmt: skip
def test_lists_behind_the_name(text, name, members):
    assert unfolded(text, name) == [tuple(members.split())]


def test_names_in_one_pair_of_marks_share_the_list_behind_them():
    text = "提出“三项政策、一项改革”，即敞开收购、顺价销售、封闭运行，加快企业改革。"
    spans = [Span(text.index(n), text.index(n) + 4, "SLOGAN", "numeric", "") for n in ("三项政策", "一项改革")]
    found = [item.members for item in expansions.find(text, text, spans, [])]
    assert found == [("敞开收购", "顺价销售", "封闭运行"), ("加快企业改革",)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“三通”（见附件）", "三通"),
        ("落实“六稳”任务，就业、金融都要抓", "六稳"),
        ("“四个意识”：", "四个意识"),
        ("凭“一张保单”即可享受优惠", "一张保单"),
        ("每天供应“一杯奶”（牵头单位：教育局）", "一杯奶"),
        ("支部在“三会一课”上动起了脑筋：大会按季开，小会按月开，党课轮流讲，活动天天有。", "三会一课"),
    ],
)
def test_a_list_of_another_length_is_no_expansion(text, name):
    assert unfolded(text, name) == []


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("望溪精神是勤劳、朴素、开朗的精神。", "望溪精神", "勤劳 朴素 开朗"),
        ("全过程民主是优势所在，是最广泛、最真实、最管用的民主。", "全过程民主", "最广泛 最真实 最管用"),
        ("发展观，要义是发展，核心是人民，方法是统筹。", "发展观", "要义是发展 核心是人民 方法是统筹"),
        ("现代化，科技是关键，人才是基础，教育是根本。", "现代化", ""),
    ],
)
def test_a_doctrine_as_the_subject_of_its_sentence(text, name, members):
    assert unfolded(text, name, "doctrine") == ([tuple(members.split())] if members else [])


def test_names_that_share_items_take_each_the_clause_with_its_own_word():
    text = "做到“两个坚持”和“两个共同”，即坚持自主，共同防灾；坚持互利，共同修路。"
    spans = [Span(text.index(n), text.index(n) + 4, "SLOGAN", "numeric", "") for n in ("两个坚持", "两个共同")]
    found = [item.members for item in expansions.find(text, text, spans, [])]
    assert found == [("坚持自主", "坚持互利"), ("共同防灾", "共同修路")]


def test_a_list_in_brackets_is_that_of_the_name_before_it():
    text = "落实“三个如”“三个立”要求（以学立身、以新立业、以信立人）。"
    spans = [Span(text.index(n), text.index(n) + 3, "SLOGAN", "numeric", "") for n in ("三个如", "三个立")]
    found = [(item.name, item.members) for item in expansions.find(text, text, spans, [])]
    assert found == [("三个立", ("以学立身", "以新立业", "以信立人"))]


def test_a_list_ends_where_the_next_clause_begins():
    text = "提出“三大特质”：思政力、人才力、科技力；处理好各种关系。"
    assert unfolded(text, "三大特质") == [("思政力", "人才力", "科技力")]


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("做好“三保”工作，即保增长、保民生、保稳定，开展帮扶，推进互助。", "三保", "保增长 保民生 保稳定"),
        (
            "清理“三种人”，即造谣的人，帮派思想严重的人，打砸抢分子，都要清除。",
            "三种人",
            "造谣的人 帮派思想严重的人 打砸抢分子",
        ),
        (
            "坚持四项原则，这就是：坚持自主，坚持互利，即坚持共赢，坚持和平、发展。",
            "四项原则",
            "坚持自主 坚持互利 坚持共赢 坚持和平、发展",
        ),
        (
            "作出“三不让”承诺，即不让一人生活过不去、不让一人看不起病、不让一人上不起学校。",
            "三不让",
            "不让一人生活过不去 不让一人看不起病 不让一人上不起学校",
        ),
        (
            "做到“两个维护”，即坚决维护甲乙的核心、丙的核心地位，坚决维护丁的权威。",
            "两个维护",
            "坚决维护甲乙的核心、丙的核心地位 坚决维护丁的权威",
        ),
    ],
)
def test_clauses_that_are_members_and_clauses_that_go_on(text, name, members):
    assert unfolded(text, name) == [tuple(members.split())]


def test_clauses_that_only_follow_are_no_members():
    for text, name in (
        ("落实“四个一”，即出台一份意见，召开会议，开展督查，强化考核，取得明显成效。", "四个一"),
        ("坚持“三个导向”，即坚持问题导向，深化改革，破解难题，推动发展。", "三个导向"),
    ):
        assert unfolded(text, name) == []
