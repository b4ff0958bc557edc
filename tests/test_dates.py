import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import find, iso_date

DIGITS = "〇一二三四五六七八九"
DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))


def chinese(number: int) -> str:
    """1 to 99 as Chinese write months and days."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def spelt(number: int, zero: str = "〇") -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number)).replace("〇", zero)


def wide(text: str) -> str:
    return text.translate(str.maketrans("0123456789-/.", "０１２３４５６７８９－／．"))


WRITERS = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: wide(f"{d.year}年{d.month}月{d.day}日"),
    lambda d: f"{spelt(d.year)}年{chinese(d.month)}月{chinese(d.day)}日",
    lambda d: f"{spelt(d.year, '○')}年{chinese(d.month)}月{chinese(d.day)}日",
    lambda d: f"{spelt(d.year, '零')}年{chinese(d.month)}月{chinese(d.day)}号",
    lambda d: f"{d.year}年{chinese(d.month)}月{chinese(d.day)}日",
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: wide(f"{d.year}-{d.month:02}-{d.day:02}"),
    lambda d: f"{d.year}{d.month:02}{d.day:02}",
]


@given(
    DAYS,
    st.sampled_from(WRITERS),
    st.sampled_from(["", "会议于", "（", "一带一路，"]),
    st.sampled_from(["", "在京", "）"]),
)
def test_a_day_in_any_writing_is_that_day(day, write, before, after):
    written = write(day)
    assert find(before + written + after) == [(len(before), len(before + written), day.isoformat(), "day")]
    assert iso_date(written) == day.isoformat()
    assert iso_date(f" {written} ") == day.isoformat()


@given(DAYS, st.integers(0, 2))
def test_a_month_or_a_year_is_no_more_than_that(day, which):
    month = (f"{day.year}年{day.month}月", f"{spelt(day.year)}年{chinese(day.month)}月", f"{day.year}/{day.month}")[
        which
    ]
    assert [(d.iso, d.precision) for d in find(f"在{month}，")] == [(day.isoformat()[:7], "month")]
    year = (f"{day.year}年", f"{spelt(day.year)}年", f"{wide(str(day.year))} 年")[which]
    assert [(d.iso, d.precision) for d in find(f"在{year}，")] == [(day.isoformat()[:4], "year")]


@pytest.mark.parametrize(
    ("text", "isos"),
    [
        ("（2020年1月8日）", ["2020-01-08"]),
        ("于2023年2月26日至28日举行", ["2023-02-26", "2023-02-28"]),
        ("2023年2月26日—3月1日", ["2023-02-26", "2023-03-01"]),
        ("2022年12月30日至2023年1月2日", ["2022-12-30", "2023-01-02"]),
        ("2021年3月5日、6日和9日", ["2021-03-05", "2021-03-06"]),
        ("2021年10月至12月", ["2021-10", "2021-12"]),
        ("2016—2020年", ["2016", "2020"]),
        ("一九三四年一月廿七日", ["1934-01-27"]),
        ("民国二十三年一月", ["1934-01"]),
        ("民国元年", ["1912"]),
        ("一九五四年元月", ["1954-01"]),
        ("2021年10月份", ["2021-10"]),
        ("二〇二一年至二〇二三年", ["2021", "2023"]),
    ],
)
def test_ranges_lists_and_rarer_writings(text, isos):
    assert [found.iso for found in find(text)] == isos


@pytest.mark.parametrize(
    "text",
    ["一带一路", "三年行动", "十四五", "5000年文明", "二千年", "今年3月5日", "2021年2月30日", "2021年13月", "2021年十三月",
     "13800138000", "GDP增长2021.5亿元", "3.2021.05.06", "A20211013", "2020-13-01", "10000年", "一二三四五年", "192.168.2021.1.1"],
)  # fmt: skip
def test_what_is_no_date_is_not_made_one(text):
    assert find(text) == []


PIECES = st.sampled_from(
    [*"年月日至到-/.、0129〇一二十廿　 民国", "2021", "二〇二一", "2021年", "10月", "13日", "20211013", "元"]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
def test_spans_are_in_order_and_say_what_they_cover(text):
    found = find(text)
    assert all(0 <= d.start < d.end <= len(text) for d in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for d in found:
        assert date.fromisoformat((d.iso + "-01-01")[:10])
        assert len(d.iso) == {"year": 4, "month": 7, "day": 10}[d.precision]
        alone = [other.iso for other in find(text[d.start : d.end])]
        assert alone in ([d.iso], [])  # the end of a range is no date alone
    assert len(iso_date(text)) in (0, 4, 7, 10)


@pytest.mark.parametrize(
    "piece", ["2", "2021年", "年", "2021年1月2日至", "、3日", "二", "2021-", " ", "民国", "2021-1-"]
)
def test_hostile_text_takes_linear_time(piece):
    started = time.process_time()
    find("2021年1月2日" + piece * (200_000 // len(piece)))
    assert time.process_time() - started < 3
