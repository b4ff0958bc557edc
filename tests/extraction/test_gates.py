"""Patterns that are tried only where they can match find what they find without that."""

from __future__ import annotations

import re

import pytest

from kg.extraction.gates import headed

WORDS = "大山|大[河江](?!边)|[一二]海(?:边|岸|a|b)|同(?!志)|年(?<=[0-9]年)"


def test_words_tried_at_their_heads_are_those_found_anywhere():
    text = "二海岸的大山，大河边，2020年同志同心，今年大江一海b"
    found = [match.span() for match in re.finditer(headed(WORDS), text)]
    assert found == [match.span() for match in re.finditer(WORDS, text)]
    assert len(found) == 6


@pytest.mark.parametrize("word", ["(?:甲|乙)丙", "甲?乙", "[甲乙]*丙", "(?<=甲)乙", ""])
def test_a_word_without_a_head_is_refused(word):
    with pytest.raises(ValueError, match="must begin with"):
        headed(f"山|{word}|河")


@pytest.mark.parametrize("word", ["大[(]", "大\\(", "大[)]"])
def test_brackets_that_are_characters_are_refused(word):
    with pytest.raises(ValueError, match="do not close"):
        headed(f"山|{word}|河")
