import pytest

from kg.extraction.predicates import verbs
from kg.extraction.spans import Span


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
        ("运用好“互联网+”", ("互联网+",), ["运用"]),
        ("通过“一网通办”平台办理", ("一网通办",), [""]),
        ("会议审议通过八项规定", ("八项规定",), ["通过"]),
        ("强化双轮驱动等“三农”任务", ("三农",), ["强化"]),
        ("\n10.优化环境“五个专项治理”：去年", ("五个专项治理",), [""]),
    ],
)
def test_governing_verbs(text, names, expected):
    assert governed(text, *names) == expected


def test_other_types_have_no_verb():
    assert verbs("召开大会", [Span(2, 4, "MEETING", "event", "")]) == [""]


def test_a_verb_does_not_reach_over_a_full_stop():
    assert governed("增强本领。“四个意识”要牢", "四个意识") == [""]
