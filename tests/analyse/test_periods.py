from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.periods import PERIODS, SERIES, axis
from kg.errors import UsageError
from kg.lexicon import Lexicon, Meeting, load

days = st.dates(date(1990, 1, 1), date(1993, 12, 31)).map(date.isoformat)


@given(st.lists(st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4])), min_size=1))
@pytest.mark.parametrize("by", ["day", "month", "year", "decade"])
def test_every_date_that_is_exact_enough_falls_into_the_period_that_holds_it(by: str, dates: list[str]) -> None:
    found = axis(dates, by)
    size = {"day": 10, "month": 7}.get(by, 4)
    assert set(found.place) == {day for day in dates if len(day) >= size}
    for day, number in found.place.items():
        period = found.periods[number]
        assert period.start <= day[:size] <= period.end
    names = [period.name for period in found.periods]
    assert names == sorted(set(names))
    if found.place:
        assert {min(found.place.values()), max(found.place.values())} == {0, len(names) - 1}


def test_periods_without_a_document_are_there() -> None:
    assert [period.name for period in axis(["2020-12-31", "2021-01-02"], "day").periods] == [
        *("2020-12-31", "2021-01-01", "2021-01-02"),
    ]
    assert [period.name for period in axis(["1989", "2011"], "decade").periods] == ["1980s", "1990s", "2000s", "2010s"]


def test_sessions_of_the_lexicon() -> None:
    found = axis(["2022-03-04", "2022-03-05", "2023", "2025-01-01"], "session", load())
    names = [period.name for period in found.periods]
    assert names[0] == "第十三届全国人民代表大会第四次会议"
    assert names[found.place["2022-03-05"]] == "第十三届全国人民代表大会第五次会议"
    assert names[found.place["2023"]] == "第十四届全国人民代表大会第一次会议"
    assert names[found.place["2025-01-01"]] == "第十四届全国人民代表大会第二次会议"
    assert [period.end < later.start for period, later in zip(found.periods, found.periods[1:], strict=False)]
    congress = axis(["2018", "2023"], "session", load(), "中国共产党全国代表大会")
    assert [period.name for period in congress.periods] == [
        *("中国共产党第十九次全国代表大会", "中国共产党第二十次全国代表大会"),
    ]


def test_what_lies_before_the_first_session_has_no_period() -> None:
    own = Lexicon(meetings={"甲": Meeting("甲", series=SERIES, start="2000-03")})
    found = axis(["1999", "2000-02-28", "2000-03-01", "2004"], "session", own)
    assert set(found.place) == {"2000-03-01", "2004"}
    assert found.periods[0].end == ""
    assert axis(["1999"], "session", own).periods == ()


def test_wrong_cuts_are_refused() -> None:
    with pytest.raises(UsageError, match=", ".join(sorted(PERIODS))):
        axis([], "week")
    with pytest.raises(UsageError, match="unknown series of sessions '某会'"):
        axis(["2020"], "session", load(), "某会")
    with pytest.raises(UsageError, match="lexicon"):
        axis(["2020"], "session")


@pytest.mark.parametrize("by", ["day", "month", "year", "decade"])
def test_nothing_gives_no_periods(by: str) -> None:
    assert axis([""], by).periods == ()
    assert axis(["2020"], "day").place == {}
