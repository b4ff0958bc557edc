"""What the build of a string says of it: a formulation, or a phrase that is none."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from kg.analyse.discovery.words import DICTIONARY_ONLY, ENDS, LEADING, MORE_EVERYDAY, NAMING, NO_END, NO_NAME, NO_START
from kg.extraction import numerals
from kg.extraction.slogans import words

_COUNTED: Final = re.compile(
    "[二三四五六七八九十两百千万][个大项条种纵横级](?!国|小时|月)|[二两三四五六七八九十双][^、]{1,3}[一二两三四五六七八九十]"
)
_COUNTING: Final = re.compile("[一二两三四五六七八九十双百千万0-9+＋]")


_NO_START: Final = frozenset("c p u uj ul y k q".split())
_NO_END: Final = frozenset("c p u uj ul r q f".split())
"""Tags of words with which no name begins or ends: conjunctions, prepositions, particles, measures …"""


def members(name: str) -> list[str]:
    """What stands between the separators of a name.

    >>> members("更快、更高，更强")
    ['更快', '更高', '更强']
    """
    return re.split("[、，]", name)


def parallel(name: str) -> bool:
    """Whether a name has members, all of one length: two of four characters or more, or at least three of two.

    >>> parallel("更快、更高、更强"), parallel("政策、项目"), parallel("同心同德、埋头苦干")
    (True, False, True)
    """
    parts = members(name)
    size = len(parts[0])
    return len(parts) > 1 and all(len(part) == size for part in parts) and size >= (4 if len(parts) == 2 else 2)


def numeric(name: str, quoted: bool) -> bool:
    """Whether the name counts its parts; outside quotation marks a numeral alone does not make a name.

    >>> numeric("四个共同", False), numeric("两国元首", False), numeric("三新", True)
    (True, False, True)
    """
    plain = name.replace("，", "、")
    return bool(plain) and numerals.is_numeric(plain) and (quoted or bool(_COUNTED.match(plain)))


def named(name: str) -> str:
    """The noun at the end that says of what kind the formulation is (总体国家安全观 → 观), or nothing.

    >>> named("八八战略"), named("一网通办")
    ('战略', '')
    """
    found = NAMING.search(name)
    return found.group() if found else ""


def refused(name: str, quoted: bool) -> str:
    """Why a string is no name of a formulation, or nothing; what stands in quotation marks is judged more mildly.

    >>> refused("两国元首重要共识", False), refused("七一勋章", True), refused("科教兴国战略", False)
    ('ordinary', 'title', '')
    """
    if ENDS.search(name):
        return "title"
    if NO_NAME.search(name) and not (quoted and parallel(name)):
        return "ordinary"
    if name in words.EVERYDAY or name in MORE_EVERYDAY:
        return "everyday"
    if numerals.is_plan(name) or numerals.is_date(name) or numerals.is_idiom(name):
        return "date or idiom"
    if quoted:
        return ""
    if not parallel(name) and (NO_START.match(name) or name[-1] in NO_END):
        return "edge"
    if len(members(name)) > 1 and not (parallel(name) or _COUNTING.match(name)):
        return "uneven"
    leading = LEADING.match(name)
    if leading and len(name) - leading.end() >= 3 and len(members(name)) == 1:
        return "verb"
    return ""


def worded(name: str) -> str:
    """Why the words of an unquoted string speak against a name, or nothing: an ordinary word, a person, a loose end.

    The words are those of jieba's dictionary.
    """
    tags = _tagger()
    if len(members(name)) == 1 and _dictionary().get(name, 0) >= DICTIONARY_ONLY:
        return "word"
    found = [(pair.word, pair.flag) for pair in tags.cut(name, HMM=False)]
    flags = [flag for _, flag in found]
    if any(flag in ("nr", "nrt", "nrfg", "nt", "t") for flag in flags):
        return "person, body or time"
    if all(flag in ("ns", "x", "q", "m") for flag in flags):
        return "place"
    return "edge" if flags[0] in _NO_START or flags[-1] in _NO_END else ""


@cache
def _tagger() -> Any:
    import jieba.posseg

    jieba.setLogLevel(60)
    return jieba.posseg


@cache
def _dictionary() -> dict[str, int]:
    import jieba

    _tagger()
    jieba.initialize()
    found: dict[str, int] = jieba.dt.FREQ
    return found
