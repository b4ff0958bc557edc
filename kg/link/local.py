"""Local plenums and sessions: one full name for all writings, as for the central ones (省委十届六次全会, 省十四届人大二次会议)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from kg._numbers import chinese

_N: Final = "(?:[一二三四五六七八九十百零〇]+|[0-9]+)"
_LEVEL: Final = "(?P<level>自治区|自治州|自治县|省|市|县|区|州|旗|盟)"
_PLACE: Final = f"(?!团|共青团|民革|民盟|民建|民进|农工|致公党|九三学社|台盟)(?P<place>[\u4e00-\u9fff]{{0,7}}?){_LEVEL}"
_TERM: Final = f"第?(?P<t>{_N})届"
_SESSION: Final = f"第?(?P<s>{_N})次"
_PARTY: Final = re.compile(
    f"(?:中国共产党|中共)?{_PLACE}(?:(?:党?委|(?P<short>纪委)){_TERM}|{_TERM.replace('<t>', '<u>')}(?:委员会|(?P<long>纪律检查委员会|纪委)))"
    f"{_SESSION}(?:全体会议|全会)"
)
_CONGRESS: Final = re.compile(f"{_PLACE}{_TERM}(?:人民代表大会|人大){_SESSION}(?:会议|大会)")
_CONFERENCE: Final = re.compile(
    f"(?:(?:中国人民政治协商会议|人民政协|政协){_PLACE}{_TERM}(?:委员会)?|{_PLACE.replace('<place>', '<at>').replace('<level>', '<of>')}政协{_TERM.replace('<t>', '<u>')})"
    f"{_SESSION}(?:全体)?(?:会议|全会)"
)


class Local(NamedTuple):
    """A plenum or session of a local organ: its place (empty where the name leaves it out), level and full name."""

    place: str
    level: str
    form: str

    def named(self, place: str) -> str:
        """The full name with the place, which ends in the level."""
        return self.form.format(place)


def _party(m: re.Match[str]) -> Local:
    organ = "纪律检查委员会" if m["short"] or (m["long"] or "") else "委员会"
    return Local(m["place"], m["level"], f"中国共产党{{}}第{_term(m)}届{organ}第{chinese(m['s'])}次全体会议")


def _congress(m: re.Match[str]) -> Local:
    return Local(m["place"], m["level"], f"{{}}第{_term(m)}届人民代表大会第{chinese(m['s'])}次会议")


def _conference(m: re.Match[str]) -> Local:
    form = f"中国人民政治协商会议{{}}第{_term(m)}届委员会第{chinese(m['s'])}次会议"
    return Local(m["place"] or m["at"] or "", m["level"] or m["of"], form)


def _term(m: re.Match[str]) -> str:
    return chinese(m["t"] or m.groupdict()["u"])


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Local]], ...]] = (
    (_PARTY, _party),
    (_CONGRESS, _congress),
    (_CONFERENCE, _conference),
)


@lru_cache(maxsize=1 << 14)
def local(name: str) -> Local | None:
    """What the name of a local plenum or session says, or None for another meeting.

    >>> found = local("省委十届六次全会")
    >>> found.place, found.level, found.named("云南省")
    ('', '省', '中国共产党云南省第十届委员会第六次全体会议')
    """
    return next((read(match) for form, read in _FORMS if (match := form.fullmatch(name))), None)


def full(name: str, home: str = "") -> str:
    """The full name of a local plenum or session, whose place is in the name or is `home`; "" where neither tells it.

    >>> full("宁川市委六届三次全会"), full("省十四届人大二次会议", "云南省"), full("省委十届六次全会", "宁川市")
    ('中国共产党宁川市第六届委员会第三次全体会议', '云南省第十四届人民代表大会第二次会议', '')
    """
    found = local(name) if "届" in name else None
    if not found:
        return ""
    if found.place:
        return found.named(found.place + found.level)
    return found.named(home) if home.endswith(found.level) and home != found.level else ""
