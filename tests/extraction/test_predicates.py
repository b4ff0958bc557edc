import jieba
import pytest

from kg.extraction.predicates import verbs
from kg.extraction.spans import Span
from kg.extraction.verbs import TRANSITIVE


def governed(text, *names):
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append(Span(at, at + len(name), "SLOGAN", "numeric", ""))
        at += len(name)
    return verbs(text, spans)


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "增强“四个意识”、坚定“四个自信”、做到“两个维护”",
            ("四个意识", "四个自信", "两个维护"),
            ["增强", "坚定", "做到"],
        ),
        ("深刻领会“六个必须”“八个能否”", ("六个必须", "八个能否"), ["领会", "领会"]),
        ("着力打造忠诚干净的“四个机关”", ("四个机关",), ["打造"]),
        ("坚持以人民至上为指导", ("人民至上",), ["坚持"]),
        ("把“四下基层”作为重要抓手", ("四下基层",), ["作为"]),
        ("对“一把手”的监督", ("一把手",), [""]),
        ("“六稳”工作成效明显", ("六稳",), [""]),
        ("发挥“关键少数”的作用", ("关键少数",), ["发挥"]),
        ("学习他首次提出的“四个机关”", ("四个机关",), ["学习"]),
        ("落实了八项规定", ("八项规定",), ["落实"]),
        ("坚定不移全面从严治党", ("全面从严治党",), [""]),
        ("坚持不懈纠“四风”", ("四风",), ["纠"]),
        ("首先抓“四风”，集中学“四个机关”", ("四风", "四个机关"), ["抓", "学"]),
        ("支持江城大学“双一流”建设", ("双一流",), ["支持"]),
        ("运用好“互联网+”", ("互联网+",), ["运用"]),
        ("通过“一网通办”平台办理", ("一网通办",), [""]),
        ("会议审议通过八项规定", ("八项规定",), ["通过"]),
        ("强化双轮驱动等“三农”任务", ("三农",), ["强化"]),
        ("\n10.优化环境“五个专项治理”：去年", ("五个专项治理",), [""]),
        ("自治县成立特别是改革开放以来", ("改革开放",), [""]),
        ("加强村镇工作特别是“三农”工作", ("三农",), ["加强"]),
        ("坚持走共同富裕的路", ("共同富裕",), ["走"]),
        ("各村围绕建设“四好农村路”出力", ("四好农村路",), ["建设"]),
        ("大会严厉打击“三股势力”", ("三股势力",), ["打击"]),
        (
            "市里开展八项规定专题教育、学习贯彻四个全面主题教育、党纪教育",
            ("八项规定", "四个全面", "党纪教育"),
            ["开展", "贯彻", "开展"],
        ),
        (
            "开展学史教育、学习贯彻四个全面主题教育、党纪教育",
            ("学史教育", "四个全面", "党纪教育"),
            ["开展", "贯彻", "开展"],
        ),
        ("扎实开展学习贯彻四个全面主题教育和党纪教育", ("四个全面", "党纪教育"), ["贯彻", "开展"]),
        ("贯彻四个全面、八项规定", ("四个全面", "八项规定"), ["贯彻", "贯彻"]),
        ("建设平安县是县域现代化的内容", ("平安县", "县域现代化"), ["建设", ""]),
        ("落实八项规定特别是四个全面", ("八项规定", "四个全面"), ["落实", "落实"]),
        ("他指出建设体育强县很要紧", ("体育强县",), ["建设"]),
        ("各地解除“五停”措施", ("五停",), ["解除"]),
        ("发挥社会组织和“两员一代表”等作用", ("两员一代表",), ["发挥"]),
        ("健全与高质量发展相适应的机制", ("高质量发展",), [""]),
    ],
)
def test_governing_verbs(text, names, expected):
    assert governed(text, *names) == expected


def test_other_types_have_no_verb():
    assert verbs("召开大会", [Span(2, 4, "MEETING", "event", "")]) == [""]


def test_a_verb_does_not_reach_over_a_full_stop():
    assert governed("增强本领。“四个意识”要牢", "四个意识") == [""]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("代表们冲破“两个凡是”的束缚", ("两个凡是",), ["冲破"]),
        ("那一年全县忽视了“三农”", ("三农",), ["忽视"]),
        ("两校入选省里第三期“双高计划”", ("双高计划",), ["入选"]),
        ("学院成立初期“一穷二白”", ("一穷二白",), [""]),
        ("展览展示了山区各村的“一村一品”", ("一村一品",), ["展示"]),
        ("走进充满活力的“一区四城”", ("一区四城",), [""]),
        ("自医院成立以来“三会一课”从未中断", ("三会一课",), [""]),
        ("从学校成立到“两学一做”", ("两学一做",), [""]),
        ("他讲清了我们怎样才能自我革命", ("自我革命",), [""]),
        ("切实担负起“两个维护”的责任", ("两个维护",), ["担负"]),
    ],
)
def test_verbs_that_are_no_nouns_govern_what_follows_and_with_an_aspect_what_has_modifiers(text, names, expected):
    assert governed(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("后来人们称为“五讲四美”", ("五讲四美",), ["称为"]),
        ("会上把它概括为“四个自信”", ("四个自信",), ["概括"]),
        ("着眼于“六稳”谋事", ("六稳",), ["着眼"]),
        ("为“三农”筹款", ("三农",), [""]),
        ("学校廉洁建设为“三会一课”添彩", ("三会一课",), [""]),
    ],
)
def test_what_something_is_called_or_made_into(text, names, expected):
    assert governed(text, *names) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("县里把“四下基层”确立为制度", ("四下基层",), ["确立"]),
        ("把“四下基层”运用于调研", ("四下基层",), ["运用"]),
        ("把“四下基层”一步步转变为习惯", ("四下基层",), ["转变"]),
        ("把“三农”成果转化为动力", ("三农",), ["转化"]),
        ("我们把老一辈的法宝——“四下基层”，确立为制度", ("四下基层",), ["确立"]),
        ("要把党的群众路线贯彻到日常工作中", ("群众路线",), ["贯彻"]),
        ("把干部调到“三农”一线", ("三农",), [""]),
        ("一把手是“四下基层”的榜样，写进文件", ("四下基层",), [""]),
    ],
)
def test_an_object_put_before_its_verb(text, names, expected):
    assert governed(text, *names) == expected


def test_the_end_of_a_noun_is_no_verb():
    assert governed("建设贸易、科技创新“五个中心”", "五个中心") == ["建设"]
    assert governed("要创新“一网通办”", "一网通办") == ["创新"]


def test_every_word_of_the_lists_is_two_characters_that_are_known():
    known = jieba.Tokenizer()
    known.initialize()
    assert {word for word in TRANSITIVE if len(word) != 2 or word not in known.FREQ} == set()


def test_a_body_is_no_verb():
    assert governed("推进党组织“对标争先”建设计划", "对标争先") == ["推进"]
    assert governed("组织“对标争先”活动", "对标争先") == ["组织"]


def test_what_says_whose_a_thought_is_hides_no_verb():
    name = "党的建设的重要思想"
    for whose in ("习近平总书记", "习近平同志", "习近平主席", "习近平", "总书记", "党"):
        text = f"深入贯彻{whose}关于{name}"
        assert verbs(text, [Span(len(text) - 9, len(text), "SLOGAN", "doctrine", "", f"习近平关于{name}")]) == ["贯彻"]
    text = f"讨论国民党关于{name}"
    assert verbs(text, [Span(len(text) - 9, len(text), "SLOGAN", "doctrine", "", f"习近平关于{name}")]) == [""]
    assert governed("贯彻习近平总书记关于全面深化改革的新思想", "全面深化改革") == [""]
