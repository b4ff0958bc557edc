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
    """A text in small letters, without tone marks and blanks; ü, u and v are one letter, for ü is typed as either.

    >>> letters("Sì gè yìshi"), letters("lǜ sè") == letters("lvse") == letters("LU SE")
    ('sigeyishi', True)
    """
    small = text.casefold()
    if not small.isascii():
        small = "".join(mark for mark in unicodedata.normalize("NFD", small) if not unicodedata.combining(mark))
    return small.replace(" ", "").replace("v", "u")
