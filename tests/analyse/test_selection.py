from __future__ import annotations

import pytest
from small_tables import Small

from kg.analyse._rows import rows
from kg.analyse.selection import Selection, chosen
from kg.errors import UsageError


def sources(tables: Small, selection: Selection) -> list[str]:
    return [row[0] for row in rows(tables, selection.scope() + " select source from texts order by source")]


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("", "", {"一号.txt", "二号.txt", "三号.txt", "四号.txt"}),
        ("2020-06", "", {"二号.txt", "三号.txt"}),
        ("2019-03-01", "2019-03-01", {"一号.txt"}),
        ("2019-03-02", "2020-01-01", {"二号.txt"}),
        ("", "2020", {"一号.txt", "二号.txt"}),
        ("2022", "", set()),
    ],
)
def test_a_year_is_in_where_it_is_not_wholly_outside(tables: Small, start: str, end: str, kept: set[str]) -> None:
    assert set(sources(tables, Selection(start, end))) == kept


def test_levels_types_and_kinds(over_time: Small) -> None:
    found = sources(over_time, Selection(levels=("county", "province")))
    assert len(found) == 8
    assert all(name.startswith(("县", "省")) for name in found)
    query = Selection(types=("SLOGAN",), kinds=("quoted",)).scope() + " select distinct name from uses"
    assert rows(over_time, query) == [("清水进村",)]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"start": "2021-13"}, "no date '2021-13'"),
        ({"end": "20211013"}, "no date"),
        ({"start": "0000"}, "no date"),
        ({"start": "٢٠٢١"}, "no date"),
        ({"end": "2021'; drop table documents; --"}, "no date"),
        ({"levels": ("state",)}, "choose from central"),
        ({"types": ("slogan",)}, "choose from MEETING"),
        ({"kinds": ("bare",)}, "choose from doctrine"),
    ],
)
def test_what_is_no_choice_is_refused(choice: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Selection(**choice)  # type: ignore[arg-type]


def test_ids_are_data(tables: Small) -> None:
    hostile = "slogan:' or true --"
    assert rows(tables, Selection().scope(chosen([hostile])) + " select * from uses") == []


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="no date is from 2010 and to 2000"):
        Selection("2010", "2000")
    assert Selection("2010-05", "2010").end == "2010"
