import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg._traditional import PAIRS
from kg.clean import MASKED, clean, normalise

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))
BODY = "全县上下要把“五个走进”落到实处，一级带着一级干，把工作做到群众家门口。"


def masked(text: str) -> list[tuple[str, str]]:
    return [(mask.reason, text[mask.start : mask.end]) for mask in clean(text).masks]


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("６＋１工程，２０２０年", "6+1工程，2020年"),
        ("領導幹部要講「兩個責任」", "领导干部要讲“两个责任”"),
        ("『甲』與﹁乙﹂", "‘甲’与“乙”"),
        ('要抓"六个到位",落实"三张清单"', "要抓“六个到位”，落实“三张清单”"),
        ('单独一个" 不成对', '单独一个" 不成对'),
        ("党委(党组)要负责:一是抓,二是管;好!对?", "党委（党组）要负责：一是抓，二是管；好！对？"),
        ("增长1,000元, 时间10:30", "增长1,000元， 时间10:30"),
        ("don't say 'no', O'Neil", "don't say 'no', O'Neil"),
        ("他说'好'字", "他说‘好’字"),
        ("(2)加强领导", "（2）加强领导"),
        ("规定(试行(二稿))", "规定（试行（二稿））"),
        ("二○二○年", "二〇二〇年"),
        ("乾坤 著名 慰藉 毕昇 瞭望 勠力", "乾坤 著名 慰藉 毕昇 瞭望 勠力"),
        ("計劃開戰，願線餘於後", "计划开战，愿线余于后"),
    ],
)
def test_one_writing_for_each_character(written: str, normal: str) -> None:
    assert normalise(written) == normal


def test_the_table_is_one_to_one_and_settled() -> None:
    traditional, simplified = PAIRS[::2], PAIRS[1::2]
    assert len(set(traditional)) == len(traditional) == len(simplified)
    assert not set(traditional) & set(simplified)


@pytest.mark.parametrize(
    ("text", "reason", "span"),
    [
        (f"某某网消息（早间快报）：{BODY}", "lead", "某某网消息（早间快报）："),
        (f"新华社某市5月6日电（记者甲某、乙某）{BODY}", "lead", "新华社某市5月6日电（记者甲某、乙某）"),
        (f"本报讯（记者 甲某）{BODY}", "lead", "本报讯（记者 甲某）"),
        (f"\ud800\n本报讯（记者 甲某）{BODY}", "lead", "本报讯（记者 甲某）"),
        (f"{BODY}\n（新华社某市5月6日电）", "lead", "（新华社某市5月6日电）"),
        (f"{BODY}\n《 某市日报 》（ 2020年05月06日 03 版）", "furniture", "《 某市日报 》（ 2020年05月06日 03 版）"),
        (f"{BODY}（责任编辑：甲某）", "furniture", "（责任编辑：甲某）"),
        (f"来源：某市政府网　作者：甲某\n{BODY}", "furniture", "来源：某市政府网　作者：甲某"),
        (f"{BODY}\n- 12 -\n{BODY}", "furniture", "- 12 -"),
        (f"{BODY}\n第 3 页 共 9 页", "furniture", "第 3 页 共 9 页"),
        (f"{BODY}\n【打印本页】\n", "furniture", "【打印本页】"),
        ("详见https://example.org/a?b=1。下文", "url", "https://example.org/a?b=1"),
        ("“五个走进”［12］活动", "reference", "［12］"),
        (f"更多材料请加微信：abc123\n{BODY}", "advertisement", "更多材料请加微信：abc123"),
        ("认真抓好公文之家落实工作", "watermark", "公文之家"),
    ],
)
def test_boilerplate_is_masked_with_its_reason(text: str, reason: str, span: str) -> None:
    assert masked(text) == [(reason, span)]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"据新华社某市5月6日电，{BODY}",
        "要办好微信公众号，引导群众扫码反映问题，" + BODY,
        "某府发〔2021〕21号文件，中发〔98〕12号文件",
        "多地免费赠送景区门票\n" + BODY,
        "X市第X届人大会议，***同志，清廉**建设",
        "小计\n17\n合计\n18\n总计\n19\n",
        "编写参考材料，发放学习材料参考资料",
    ],
)
def test_body_text_is_left(text: str) -> None:
    assert masked(text) == []


def test_an_advertisement_hides_the_lines_within_it_and_the_name_it_gives() -> None:
    text = f"仅供学习 禁止外传\n青松文苑\n海量文稿、天天更新\n\n交流QQ群：12345\n\n在全市春耕会议上的讲话\n{BODY}抓好青松文苑落实。"
    found = masked(text)
    assert ("advertisement", "青松文苑") in found
    assert ("advertisement", "海量文稿、天天更新") in found
    assert ("watermark", "青松文苑") in found
    assert "在全市春耕会议上的讲话" in clean(text).text


def test_page_numbers_that_count_up_are_masked() -> None:
    text = "\n".join(f"{BODY * 8}\n{number}" for number in range(1, 5))
    assert masked(text) == [("furniture", str(number)) for number in range(1, 5)]


PIECES = st.sampled_from(
    [
        BODY,
        "\n",
        "\r\n",
        "仅供学习",
        "QQ群：1",
        "- 3 -",
        "www.a.b/c",
        "[3]",
        '"',
        "'",
        "(",
        ")",
        "○二",
        "新华社",
        "5月6日电",
        "（记者",
        "）",
        "\x00",
        "國",
        " ",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_nothing_moves_and_all_that_is_hidden_has_a_reason(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.text) == len(text)
    assert all(mask.start < mask.end <= len(text) and mask.reason for mask in cleaned.masks)
    assert all(first.end <= second.start for first, second in zip(cleaned.masks, cleaned.masks[1:], strict=False))
    hidden = {at for mask in cleaned.masks for at in range(mask.start, mask.end)}
    assert {at for at, character in enumerate(cleaned.text) if character == MASKED} - hidden <= {
        at for at, character in enumerate(text) if character == MASKED
    }


@pytest.mark.parametrize(
    "piece", ["(", "[1", "“", '"', "www.", "- ", "仅供学习\n", "新华社", "QQ群：", "来源：\n", "http://a", "1\n", "\n"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    clean(piece * 50_000)
    assert time.process_time() - started < 5


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared texts are not here")
def test_no_gold_mention_is_masked() -> None:
    for path in sorted((SHARED / "gold").glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode()
        cleaned = clean(text)
        for mention in json.loads(path.read_text(encoding="utf-8"))["mentions"]:
            assert MASKED not in cleaned.text[mention["start"] : mention["end"]], (path.name, mention)
