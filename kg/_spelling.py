"""Names in pinyin and in plain letters, for those who type them so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 24
"""Characters of a name that are spelt; whoever searches types no more."""


def pinyin(names: Iterable[str]) -> list[str]:
    """Each name in pinyin without tones, a blank between syllables; what is no character stays in small letters.

    >>> pinyin(["四个意识", "X市"])
    ['si ge yi shi', 'x shi']
    """
    from pypinyin import lazy_pinyin

    return [" ".join(lazy_pinyin(name[:LONGEST].lower(), v_to_u=False)) for name in names]


def letters(text: str) -> str:
    """A text in small letters, without tone marks and blanks.

    >>> letters("Sì gè yìshi")
    'sigeyishi'
    """
    if text.isascii():
        return text.casefold().replace(" ", "")
    marked = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in marked if not unicodedata.combining(letter) and letter != " ")
