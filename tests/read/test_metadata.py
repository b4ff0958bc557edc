import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import iso_date
from kg.read._metadata import arranged
from kg.read._source import Told


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2021", "2021"),
        ("2021年", "2021"),
        ("2021-10", "2021-10"),
        ("2021年3月", "2021-03"),
        ("202110", "2021-10"),
        ("2021-10-13", "2021-10-13"),
        ("2021/1/3", "2021-01-03"),
        ("2021.10.13", "2021-10-13"),
        ("20211013", "2021-10-13"),
        ("2021年10月13日", "2021-10-13"),
        ("２０２１年１０月１３日", "2021-10-13"),
        ("2021-10-13T08:30:00+08:00", "2021-10-13"),
        ("2021-10-13 08:30", "2021-10-13"),
        ("一九五四年九月二十三日", "1954-09-23"),
        ("二○○八年", "2008"),
    ],
)
def test_dates_become_iso(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written", ["", "去年", "2021-13-01", "2021-02-30", "13/10/2021", "0099", "2021年十三月", "9999"]
)
def test_what_is_no_date_is_not_made_one(written: str) -> None:
    assert iso_date(written) == ""


@given(st.text(max_size=40))
def test_any_string_is_safe(value: str) -> None:
    assert len(iso_date(value)) in (0, 4, 7, 10)


def test_unknown_names_bad_dates_and_levels_are_kept_apart() -> None:
    said = Told("表", (("title", "甲"), ("date", "某日"), ("level", "省级"), ("page", "3"), ("organ", " ")))
    known, extra, origins = arranged(said)
    assert known == {"title": "甲", "level": "province"}
    assert extra == (("date", "某日"), ("page", "3"))
    assert origins == (("date as written", "表"), ("level", "表"), ("page", "表"), ("title", "表"))


def test_the_earlier_is_believed_and_named() -> None:
    known, extra, origins = arranged(
        Told("a", (("title", "甲"), ("date", "去年"))),
        Told("b", (("title", "乙"), ("speaker", "丙"), ("date", "2021年10月"))),
    )
    assert known == {"title": "甲", "speaker": "丙", "date": "2021-10"}
    assert extra == (("date", "去年"),)
    assert origins == (("date", "b"), ("date as written", "a"), ("speaker", "b"), ("title", "a"))
