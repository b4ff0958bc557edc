from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse.discovery.suffixes import LONGEST, suffixes

BOUNDARY = "\0"
TEXTS = st.text(alphabet=BOUNDARY + "甲乙丙", min_size=1, max_size=80)


def arranged(text: str):
    return suffixes(np.array([ord(c) for c in text], np.uint16))


def strings(text: str, length: int) -> Counter[str]:
    cut = (text[at : at + length] for at in range(len(text) - length + 1))
    return Counter(string for string in cut if BOUNDARY not in string)


@settings(deadline=None)
@given(TEXTS, st.integers(1, LONGEST))
def test_groups_are_the_strings_of_a_length_in_order(text, length):
    found = arranged(text)
    starts, sizes = found.groups(length)
    names = [text[found.order[at] : found.order[at] + length] for at in starts]
    assert dict(zip(names, sizes.tolist(), strict=True)) == strings(text, length)
    assert names == sorted(names)


@settings(deadline=None)
@given(TEXTS, st.integers(1, LONGEST))
def test_frequencies_and_places_are_those_of_a_plain_search(text, length):
    found = arranged(text)
    for string, count in strings(text, length).items():
        places = [at for at in range(len(text)) if text.startswith(string, at)]
        assert found.occurrences(places[-1], length).tolist() == places
        assert found.frequency(np.array(places, np.int32), length).tolist() == [count] * len(places)


@pytest.mark.parametrize("text", ["甲", "甲甲甲", "一二三四五六七八九十" * 5])
def test_strings_longer_than_the_longest_are_one(text):
    starts, sizes = arranged(text).groups(LONGEST)
    assert sizes.sum() == max(len(text) - LONGEST + 1, 0)
    assert len(starts) == len(strings(text, LONGEST))
