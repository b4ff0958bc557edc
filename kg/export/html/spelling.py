"""Names in pinyin, for the search box."""

from __future__ import annotations

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
