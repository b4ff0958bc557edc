import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg._spelling import letters, pinyin


@pytest.mark.parametrize("typed", ["sigeyishi", "Si Ge Yi Shi", "sì gè yìshi"])
def test_what_is_typed_is_what_is_spelt(typed):
    assert letters(typed) == letters(*pinyin(["四个意识"]))


@given(st.text(max_size=12))
def test_letters_of_letters_are_the_same(text):
    once = letters(text)
    assert letters(once) == once
    assert " " not in once
