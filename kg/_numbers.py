"""Whole numbers in Chinese numerals, read and written."""

from __future__ import annotations

LONGEST = 7
"""Characters of a numeral; what is longer counts nothing here."""

_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


def value(numeral: str) -> int:
    """The value of a numeral up to 999 in either script, or of a row of digits (一九九七); 0 for what is none.

    >>> value("二十一"), value("一百零五"), value("十"), value("14"), value("一九九七"), value("甲")
    (21, 105, 10, 14, 1997, 0)
    """
    if len(numeral) > LONGEST:
        return 0
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() else 0
    total, digit = 0, 0
    for character in numeral:
        if character in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[character], 0
        elif character in _VALUES:
            digit = digit * 10 + _VALUES[character]
        else:
            return 0
    return total + digit


def chinese(number: str) -> str:
    """A number up to 199 in Chinese numerals, from either script.

    >>> chinese("14"), chinese("二十"), chinese("30")
    ('十四', '二十', '三十')
    """
    if not number.isascii():
        return number
    tens, units = divmod(int(number) % 100, 10)
    hundreds = int(number) // 100
    text = f"{_DIGITS[hundreds]}百" if 0 < hundreds < 10 else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "") or "零"
