"""The year of a central meeting from its term and session, where the lexicon does not list it (届/次 arithmetic)."""

from __future__ import annotations

import re
from typing import Final

from kg._numbers import value

_FORMS: Final = (
    (re.compile("中国共产党第(?P<t>.+?)次全国代表大会"), 1982, 12, 12),
    (re.compile("第(?P<t>.+?)届全国人民代表大会第(?P<s>.+?)次会议"), 1978, 5, 5),
    (re.compile("中国人民政治协商会议第(?P<t>.+?)届全国委员会第(?P<s>.+?)次会议"), 1978, 5, 5),
)
"""A full name, the year of one of its terms, the number of that term, and the first term that keeps to the rule."""


SESSIONS: Final = 5
"""Sessions of a term."""


def year(name: str) -> str:
    """The year in which a central meeting is held, by the five years of a term and one session a year, or "".

    >>> year("第十五届全国人民代表大会第二次会议"), year("中国共产党第二十一次全国代表大会"), year("第三届全国人民代表大会第一次会议")
    ('2029', '2027', '')
    """
    for form, start, base, first in _FORMS:
        if match := form.fullmatch(name):
            term, session = value(match["t"]), value(match.groupdict().get("s") or "一")
            return str(start + 5 * (term - base) + session - 1) if term >= first and 1 <= session <= SESSIONS else ""
    return ""
