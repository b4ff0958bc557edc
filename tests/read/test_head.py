import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.clean import clean
from kg.read.head import foot, front_matter, head


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在全市春耕会议上的讲话\n（2020年1月8日）\n同志们：", {"title": "在全市春耕会议上的讲话", "date": "2020-01-08", "occasion": "全市春耕会议"}),
        ("关心春耕生产\n（一九五四年一月二十七日）\n春天来了。", {"date": "1954-01-27"}),
        ("某县政府工作报告\n——2026年1月27日在某县第十四届人民代表大会第四次会议上\n县长　李 明\n各位代表：",
         {"title": "某县政府工作报告", "date": "2026-01-27", "speaker": "李明", "occasion": "某县第十四届人民代表大会第四次会议"}),
        ("关于春耕的决定\n2018年9月29日 某省第十三届人民代表大会常务委员会第六次会议通过\n为了春耕。",
         {"title": "关于春耕的决定", "date": "2018-09-29", "occasion": "某省第十三届人民代表大会常务委员会第六次会议"}),
        ("在动员大会上的讲话\n县委书记 王建国\n（2021年10月13日）\n同志们：", {"speaker": "王建国", "date": "2021-10-13"}),
        ("在动员大会上的讲话\n县长 王刚首页\n同志们：", {"title": "在动员大会上的讲话", "speaker": None}),
        ("在动员大会上的讲话\n县长 欧阳建国\n同志们：", {"speaker": "欧阳建国"}),
        ("春耕会议召开\n发布时间：2021-10-13 09:00 来源：某报\n全县开会。", {"date": "2021-10-13"}),
        ("春耕讲话提纲\n目录\n安全\n2021年，全县开会。", {}),
        ("同志们：\n2021年10月13日，我们开会。", {}),
        ("今天开会，我讲三点。\n（2021年10月13日）", {}),
        ("2021年工作总结\n全县工作很好。", {"title": "2021年工作总结"}),
    ],
)  # fmt: skip
def test_what_the_head_says(text, expected):
    found = dict(head(text))
    assert {name: found.get(name) for name in expected} == expected
    assert set(found) <= {"title", "date", "speaker", "occasion"}
    if not expected:
        assert "date" not in found
        assert "speaker" not in found


def test_the_date_under_a_notice():
    text = "各村：\n请抓好春耕。\n\n某县人民政府办公室\n2021年10月13日\n"
    assert foot(text) == (("date", "2021-10-13"),)
    assert foot("请于2021年10月13日前完成。") == ()
    assert foot("2021年10月13日") == ()


def test_front_matter_is_metadata_and_masked():
    text = "---\ntitle: 春耕\ndate: 2021年3月5日\n讲话人：王某\n---\n抓好春耕。"
    assert front_matter(text) == (("title", "春耕"), ("date", "2021年3月5日"), ("讲话人", "王某"))
    (mask,) = clean(text).masks
    assert (mask.reason, text[mask.end :]) == ("front matter", "抓好春耕。")
    assert front_matter("---\n抓好春耕。\n") == ()
    assert clean("甲\n---\n乙：丙\n---\n丁").masks[0].reason == "furniture"


@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from(["---\n", "a: b\n", "2021年", "在", "会议上的讲话", "\n", "王某", "（", "通过", "时间："])
        ).map("".join),
    )
)
def test_any_text_is_safe(text):
    assert all(name and value for name, value in (*head(text), *foot(text)))
    front_matter(text)
