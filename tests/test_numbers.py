import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg._numbers import chinese, value


@pytest.mark.parametrize(
    ("number", "words"), [("3", "三"), ("10", "十"), ("21", "二十一"), ("105", "一百零五"), ("十七", "十七")]
)
def test_numbers_in_chinese(number, words):
    assert chinese(number) == words


@given(st.integers(1, 199))
def test_what_is_written_is_read(number):
    assert value(chinese(str(number))) == value(str(number)) == number


@given(st.text(max_size=8))
def test_any_text_has_a_value(text):
    assert value(text) >= 0
