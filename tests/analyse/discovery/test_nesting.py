from __future__ import annotations

import numpy as np

from kg.analyse.discovery.nesting import own


def kept(places: dict[str, list[int]], free: set[str] = frozenset()) -> list[str]:
    names = list(places)
    found = own(names, [name in free for name in names], lambda i: np.array(places[names[i]], np.int32))
    return [names[i] for i in found]


def test_a_piece_of_longer_names_goes():
    assert kept({"大民生工程": [1, 11, 31], "十大民生工程": [0, 10], "八大民生工程": [30]}) == [
        "十大民生工程",
        "八大民生工程",
    ]


def test_a_name_that_mostly_stands_alone_stays_and_its_contexts_go():
    assert kept({"清水进村": [3, 10, 20, 30, 40], "力推清水进村": [1]}) == ["清水进村"]


def test_a_rare_longer_string_is_no_reason_to_drop_a_name():
    assert kept({"清水进村": list(range(0, 400, 20)), "清水进村户": [0]}) == ["清水进村"]


def test_what_is_quoted_for_itself_stays():
    places = {"清水进村": [3, 10, 20, 30, 40], "力推清水进村": [1]}
    assert kept(places, {"力推清水进村"}) == list(places)
