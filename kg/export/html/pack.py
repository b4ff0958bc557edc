"""Whole numbers as short strings: what the page holds most of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

ALPHABET: Final = "".join(chr(code) for code in range(35, 127) if chr(code) not in "&<>\\")
"""Characters that JSON and HTML leave as they are; data.js has the same."""

HALF: Final = len(ALPHABET) // 2


def pack(numbers: Iterable[int]) -> str:
    """Numbers of 0 or more, each in digits of base 44, the least first; a digit of the upper half says that more follow.

    >>> pack([0, 1, 43, 44])
    '#$QR$'
    """
    text = ""
    for number in numbers:
        while number >= HALF:
            text += ALPHABET[HALF + number % HALF]
            number //= HALF
        text += ALPHABET[number]
    return text


def counts(of: Mapping[int, int]) -> str:
    """Counts by period (-1: undated) as the steps from each period to the next, and the counts.

    >>> counts({-1: 2, 3: 1}) == pack([0, 2, 4, 1])
    True
    """
    numbers: list[int] = []
    last = -1
    for period, count in sorted(of.items()):
        numbers += [period - last, count]
        last = period
    return pack(numbers)
