import pytest

from kg import annotate_text
from kg.lexicon import Lexicon, Meeting, Series, load
from kg.link.holdings import holding

YEARLY = Lexicon(
    series={"甲会议": Series("甲会议")},
    meetings={
        f"{year}年甲会议": Meeting(f"{year}年甲会议", series="甲会议", year=year, start=f"{year}-12-08")
        for year in range(2018, 2024)
    },
)


@pytest.mark.parametrize(
    ("before", "date", "expected"),
    [
        ("", "2021-03-05", "2020年甲会议"),
        ("", "2021-12-08", "2021年甲会议"),
        ("", "2021-11-25", "2021年甲会议"),  # days before it begins
        ("", "2021-11-01", "2020年甲会议"),
        ("贯彻落实", "2021-11-25", "2020年甲会议"),  # what is carried out has been held
        ("", "2021-05", "2020年甲会议"),
        ("", "2021", "甲会议"),  # before or after December: open
        ("", "", "甲会议"),
        ("", "no date", "甲会议"),
        ("", "2026-03-01", "甲会议"),  # two years after the last one known: another has been held since
        ("", "2010-03-01", "甲会议"),
        ("2019年召开的", "2023-03-01", "2019年甲会议"),
        ("2010年召开的", "2023-03-01", "甲会议"),
        ("2019年以来，", "2023-03-01", "2022年甲会议"),
        ("2019年是难忘的一年。", "2023-03-01", "2022年甲会议"),
    ],
)
def test_the_holding_meant(before, date, expected):
    assert holding("甲会议", before, date, YEARLY) == expected


def test_a_series_held_twice_in_a_year_stays_open():
    held = [Meeting(f"乙会议{day}", series="乙会议", year=2020, start=f"2020-0{day}-01") for day in (1, 6)]
    assert holding("乙会议", "", "2020-09-01", Lexicon(meetings={m.name: m for m in held})) == "乙会议"


def test_the_entity_is_the_holding_and_the_canonical_name_what_is_said():
    [mention] = annotate_text("认真学习全国两会精神。", date="2021-03-20", lexicon=load()).mentions
    assert (mention.canonical, mention.entity) == ("全国两会", "meeting:2021年全国两会")


@pytest.mark.parametrize(
    ("before", "date", "expected"),
    [
        ("2019年之后，2021年召开的", "2022-03-01", "2021年甲会议"),
        ("部署2022年工作的", "2021-12-20", "2021年甲会议"),
        ("2022年召开的", "2021-12-20", "甲会议"),  # not yet held
    ],
)
def test_which_year_counts(before, date, expected):
    assert holding("甲会议", before, date, YEARLY) == expected


def test_a_gap_in_the_list_stays_open():
    held = {
        f"{y}年丙会议": Meeting(f"{y}年丙会议", series="丙会议", year=y, start=f"{y}-01-05")
        for y in (1993, 2002, 2003, 2004)
    }
    assert holding("丙会议", "", "1999-03-01", Lexicon(meetings=held)) == "丙会议"
    assert holding("丙会议", "", "2003-03-01", Lexicon(meetings=held)) == "2003年丙会议"
