import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg._spelling import letters, pinyin


@pytest.mark.parametrize("typed", ["sigeyishi", "Si Ge Yi Shi", "sì gè yìshi"])
def test_what_is_typed_is_what_is_spelt(typed):
    assert letters(typed) == letters(*pinyin(["四个意识"]))


@pytest.mark.parametrize("typed", ["lvsefazhan", "lusefazhan", "lüsefazhan", "lǜ sè fā zhǎn", "LV SE FA ZHAN"])
def test_the_letter_that_keyboards_lack_is_typed_in_any_way(typed):
    assert letters(typed) == letters(*pinyin(["绿色发展"]))


@given(st.text(max_size=12))
def test_letters_of_letters_are_the_same(text):
    once = letters(text)
    assert letters(once) == once
    assert " " not in once
