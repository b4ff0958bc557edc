import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import MASKED, clean
from kg.segment import segment

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))
BODY = "全县上下要把春耕生产抓紧抓实，确保各项任务如期完成，确保农民稳定增收。"


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in segment("doc:1", text)]


def roles(text: str) -> list[tuple[str, int, str]]:
    return [(s.role, s.level, text[s.start : s.end]) for s in segment("doc:1", text) if s.role != "body"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要学。要用！好吗？好；再好。", ["要学。", "要用！", "好吗？", "好；再好。"]),
        ("他说：“很好。”大家鼓掌。", ["他说：“很好。”", "大家鼓掌。"]),
        ("他问：“怎么办？”没人答。", ["他问：“怎么办？”", "没人答。"]),
        ("解决“怎么看？怎么办？”的问题。", ["解决“怎么看？怎么办？”的问题。"]),
        ("唱响“奋斗吧！青年！”主题歌。", ["唱响“奋斗吧！青年！”主题歌。"]),
        ("“先学。再干。”这是要求。", ["“先学。再干。”", "这是要求。"]),
        ("学《怎么办？怎么干！》一书。读完。", ["学《怎么办？怎么干！》一书。", "读完。"]),
        ("会议（含预备会。会期一天）结束。散会。", ["会议（含预备会。会期一天）结束。", "散会。"]),
        ("讲完了。（全场鼓掌。）再讲。", ["讲完了。", "（全场鼓掌。）", "再讲。"]),
        ("还有很多……大家都懂。", ["还有很多……", "大家都懂。"]),
        ("好！！真好？！是的。", ["好！！", "真好？！", "是的。"]),
        ("缺一半的“引号。照样断句。", ["缺一半的“引号。", "照样断句。"]),
        (
            "“" + "长句子，" * 15 + "。" + "又一句，" * 16 + "。”完。",
            [f"“{'长句子，' * 15}。", f"{'又一句，' * 16}。”", "完。"],
        ),
        (" \u3000前后有空白。\u3000 下一句。 \n", ["前后有空白。", "下一句。"]),
        (
            f"{MASKED * 4}头上有掩码。{MASKED}尾上{MASKED}中间也有。{MASKED}",
            ["头上有掩码。", f"尾上{MASKED}中间也有。"],
        ),
        ("", []),
        (f" \n{MASKED}\n", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_title_subtitle_salutation_and_the_four_levels() -> None:
    text = "\n".join(
        [
            "在全县春耕会议上的讲话",
            "（2020年3月5日）",
            "甲某某",
            "同志们：",
            "今天开会。",
            "一、抓学习",
            f"（一）学理论。{BODY}",
            "（二）学政策",
            "1.学文件",
            BODY,
            "二、抓落实。",
            BODY,
            "一是抓人头",
            BODY,
            "第三章 附则",
            BODY,
        ]
    )
    assert roles(text) == [
        ("title", 0, "在全县春耕会议上的讲话"),
        ("title", 0, "（2020年3月5日）"),
        ("title", 0, "甲某某"),
        ("salutation", 0, "同志们："),
        ("heading", 1, "一、抓学习"),
        ("heading", 2, "（二）学政策"),
        ("heading", 3, "1.学文件"),
        ("heading", 1, "二、抓落实。"),
        ("heading", 4, "一是抓人头"),
        ("heading", 1, "第三章 附则"),
    ]
    sections = {text[s.start : s.end]: s.section for s in segment("doc:1", text)}
    assert sections["今天开会。"] == ""
    assert sections["（一）学理论。"] == "一、抓学习"
    assert sections["1.学文件"] == "一、抓学习 › （二）学政策"
    assert sections["一是抓人头"] == "二、抓落实。"
    assert sections[BODY] == "第三章 附则"


@pytest.mark.parametrize(
    "text",
    [
        f"一、要抓好学习。\n二、要抓好落实。\n三、要抓好督查。\n{BODY}",
        f"一是{BODY}\n二是{BODY}",
        "只有一行，没有标题",
        f"{BODY}\n此致\n敬礼",
        f"1.5万人参加。\n{BODY}",
        f"甲村\t20\t30\n{BODY}",
    ],
)
def test_no_heading_where_there_is_none(text: str) -> None:
    assert roles(text) == []


def test_an_unnumbered_headline_before_a_paragraph() -> None:
    text = f"{BODY}\n我县春播面积创新高\n{BODY}"
    assert roles(text) == [("heading", 0, "我县春播面积创新高")]
    assert segment("doc:1", text)[-1].section == "我县春播面积创新高"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    flowing = "各级干部要深入田间地头了解实情，帮助农户解决种子化肥资金等方面的困难，把党的政策送到千家万户" * 9 + "。"
    wrapped = "\n".join(flowing[at : at + 30] for at in range(0, len(flowing), 30))
    assert len({s.paragraph for s in segment("doc:1", wrapped)}) == 1
    indented = wrapped + "\n　　" + wrapped
    assert len({s.paragraph for s in segment("doc:1", indented)}) == 2


def test_a_paragraph_cut_at_the_end_of_a_page_goes_on() -> None:
    text = f"{BODY}{BODY}要进一步加强农\n{MASKED * 3}\n田水利建设。\n{BODY}"
    assert [s.paragraph for s in segment("doc:1", text)] == [0, 0, 0, 1]


def test_a_text_without_stops_is_cut_in_pieces() -> None:
    found = parts("小麦，" * 2000)
    assert max(map(len, found)) <= 1000
    assert "".join(found) == "小麦，" * 2000


PIECES = st.sampled_from(
    [
        *list("。！？…“”‘’（）《》【】：；，、\n\r \u3000\t甲乙丙1."),
        "一、",
        "（二）",
        "同志们：",
        "……",
        MASKED,
        "\r\n",
        "\n\n",
        BODY,
        "长" * 70,
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_sentences_hold_all_that_is_not_white_in_order(text: str) -> None:
    found = segment("doc:1", text)
    covered = [False] * len(text)
    end = paragraph = 0
    for index, sentence in enumerate(found):
        assert sentence.index == index
        assert end <= sentence.start < sentence.end <= len(text)
        assert paragraph <= sentence.paragraph <= paragraph + 1
        piece = text[sentence.start : sentence.end]
        assert piece == piece.strip().strip(MASKED)
        end, paragraph = sentence.end, sentence.paragraph
        covered[sentence.start : sentence.end] = [True] * len(piece)
    assert all(covered[at] or character.isspace() or character == MASKED for at, character in enumerate(text))


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "（",
        "”",
        "。",
        "“（《",
        "“。",
        "（。”",
        "一、\n",
        "，",
        "\n",
        "1.",
        "。”",
        "“甲",
        "《甲。",
        MASKED,
        " ",
        "甲\n",
        "甲" * 30 + "\n",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    segment("doc:1", piece * 100_000)
    assert time.process_time() - started < 8


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not here")
def test_no_gold_mention_crosses_a_sentence() -> None:
    for path in sorted((SHARED / "gold").glob("*.gold.json")):
        text = clean(path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode()).text
        spans = [(s.start, s.end) for s in segment("doc:1", text)]
        for mention in json.loads(path.read_text(encoding="utf-8"))["mentions"]:
            assert any(start <= mention["start"] and mention["end"] <= end for start, end in spans), (
                path.name,
                mention,
            )
