"""Plenums without their term (三中全会), and the parties whose plenums they can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extraction.meetings.words import NUMERAL

_COUNTRIES = (
    "越南|古巴|老挝|朝鲜|苏联|俄罗斯|日本|法国|意大利|美国|印度|波兰|罗马尼亚|保加利亚|匈牙利|捷克斯洛伐克|捷克|南斯拉夫|"
    "阿尔巴尼亚|蒙古|民主德国|德国|英国|西班牙|葡萄牙|希腊|尼泊尔|柬埔寨|南非|巴西|智利|以色列|斯里兰卡"
)
ABROAD: Final = (
    f"(?:(?:{_COUNTRIES})(?:共产党|党)|(?:{_COUNTRIES})?(?:人民革命党|人革党|劳动党|统一工人党|社会主义工人党|工人党|社会党|社会民主党)|"
    "[越古苏日俄法意美印罗捷保波朝]共|联共(?:（布）)?|[朝俄]党|(?:中国)?国民党(?!革命委员会))"
)
"""Another party that leads or has led a country, by its name."""
_OTHERS = "(?:农工党|致公党|民[革盟建进]|九三学社|台盟|共青团|团中央|青年团)"
"""The other parties of the country, and the League."""
OTHER: Final = f"(?:{ABROAD}|{_OTHERS})"
"""Each party but the Communist Party of China that can hold a plenum, and the League."""
_CENTRAL = "(?:中央委员会|中央)?"
_ROW = f"(?:(?<![{NUMERAL}届第])[一二三四五六七八九]中、)*(?<![{NUMERAL}届第])[一二三四五六七八九]中全会(?![考场计])"
_PLENUM = re.compile(f"(?P<own>党的|中共中央|中共)?(?P<other>{OTHER}{_CENTRAL})?(?<![高初省市县区镇乡]){_ROW}")
_GOES_ON = "(?:(?!中共|中国共产党|党中央|我党|我们党)[^，。；\n])*"
_HOLDER = re.compile(f"{OTHER}{_GOES_ON}(?:召开|举行|开)[的了过]?$")
_SUBJECT = re.compile(f"{ABROAD}{_GOES_ON}$")
_NOUN = "中全会"
_LEFT, _CLAUSE = 16, 40
"""Characters of a plenum before its noun, and of the clause before it."""


def find(text: str) -> Iterator[re.Match[str]]:
    """The plenums without their term, each looked for before its 中全会; what a party of which no term is told holds
    is none, but where the party is in the name.

    >>> [plenum.group() for plenum in find("党的三中全会后，越共中央八中全会召开；国民党召开三中全会，高三中全会考")]
    ['党的三中全会', '越共中央八中全会']
    """
    at = text.find(_NOUN)
    last = 0
    while at >= 0:
        end = at + len(_NOUN)
        plenum = _PLENUM.search(text, max(last, at - _LEFT), end + 1)
        if plenum and (plenum["own"] or plenum["other"] or not _subject(text, plenum.start())):
            yield plenum
        last = end
        at = text.find(_NOUN, last)


def of_others(text: str, start: int) -> bool:
    """Whether the plenum that begins at `start` is said to be held by another party than the Communist Party of China.

    >>> of_others("越共在河内召开十三届九中全会", 7), of_others("民盟学习三中全会精神", 4)
    (True, False)
    """
    return _HOLDER.search(text, max(0, start - _CLAUSE), start) is not None


def _subject(text: str, start: int) -> bool:
    """Whether the clause before a plenum is about another party, which then may hold it."""
    return of_others(text, start) or _SUBJECT.search(text, max(0, start - _CLAUSE), start) is not None
