"""Meetings: central ones by their name in full, local ones by the longest form that the document has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.extraction import Span
from kg.lexicon import Lexicon
from kg.link import plenums
from kg.link.full import REMEMBERED, full
from kg.link.local import local
from kg.link.plenums import NUMERAL as _N

_ASSEMBLY = re.compile("(?:人民代表大会|人大).*次(?:会议|大会)$|次人代会$")

_LOCAL = "人代会"
_OF = re.compile("(?<=会)的(?=第)|^扩大的(?=.*届)|(?<=全会)(?:\\(扩大\\)|（扩大）)$")
_MARKED = re.compile("[“‘](两会)[”’]?")
_ALL = re.compile("^全(?=[省市区县州镇乡])")
_NOUN = re.compile("(?:会议|大会)$")
_NUMBER = f"(?:{_N}|[Xx×*]+)"
_NUMBERED = re.compile(
    f"(.*?)(?:人民代表大会|人大)?第?({_NUMBER}届)(?:人民代表大会|人大|职工代表大会|职代会|教职工代表大会|教代会)?第?({_NUMBER}次)(?:[人职教]代会|会)"
)
_SUMMITS = ("峰会", "年会")
_SUMMIT = re.compile(f"(.+(?:论坛|组织|国家|机制|联盟))([\u4e00-\u9fff]{{2,6}})({'|'.join(_SUMMITS)})")
"""A summit of a body with the place of its holding, which the same text also names without (本次甲论坛峰会)."""
_SESSION = re.compile(f"第?{_N}届(?:人民代表大会|人大)")
_BY_PLACE = re.compile("[省市区县州旗乡镇](?:委|人大|政府|人民政府)?(?:召开|举行)了?$")
_NEAR = 12
_DATED = re.compile("^(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})年")
"""A year before the name of a single meeting, which tells nothing more of it."""
_PARTYS = "党的"
_THIS = ("本次", "此次", "这次", "本届", "这届")
"""What stands before the name of the meeting that a document is about."""


def own(mentions: Iterable[tuple[str, Span]], text: str) -> frozenset[str]:
    """The names that a document gives to the meeting it is about.

    >>> own([("甲论坛峰会", Span(2, 7, "MEETING", "event", ""))], "本次甲论坛峰会闭幕")
    frozenset({'甲论坛峰会'})
    """
    return frozenset(name for name, span in mentions if name.endswith(_SUMMITS) and text.endswith(_THIS, 0, span.start))


def unplaced(mentions: Iterable[tuple[str, Span]], text: str) -> frozenset[str]:
    """The sessions that a document says a place held (县召开第五届人民代表大会第一次会议), whose names leave it out.

    >>> name = "第五届人民代表大会第一次会议"
    >>> unplaced([(name, Span(3, 17, "MEETING", "event", ""))], f"县召开{name}")
    frozenset({'第五届人民代表大会第一次会议'})
    """
    return frozenset(
        name
        for name, span in mentions
        if "全国" not in name
        and _SESSION.match(name)
        and _BY_PLACE.search(text, max(0, span.start - _NEAR), span.start)
    )


def canonical(
    names: list[str],
    lexicon: Lexicon,
    date: str = "",
    *,
    this: frozenset[str] = frozenset(),
    local_ones: frozenset[str] = frozenset(),
    years: Sequence[int] = (),
) -> list[str]:
    """The canonical name of each meeting that one document of this date names, in the given order.

    `this` are its `own` names of the meeting that it is about (本次甲组织峰会): such a one stands for the name
    with the place (甲组织宁川峰会), if there is one. `local_ones` are its `unplaced` names, which are none of the country;
    `years` what year the text says of each, or 0, as `plenums.years` finds them.

    >>> canonical(["党的二十大", "市“两会”", "全国两会", "两会", "省委十届六次全会"], Lexicon())
    ['中国共产党第二十次全国代表大会', '市两会', '全国两会', '全国两会', '省委十届六次全会']
    """
    tidy = [_OF.sub("", _MARKED.sub(r"\1", "".join(name.split()))) for name in names]
    keys = _keys(tidy, this)
    longest: dict[str, str] = {}
    for name, key in keys.items():
        if len(name) > len(longest.get(key, "")):
            longest[key] = name
    sessions = _sessions([name for name in tidy if name.endswith(_LOCAL)], longest.values())
    known = {
        name: "" if name in local_ones else _known(name, lexicon) or full(name) or sessions.get(name, "")
        for name in dict.fromkeys(tidy)
    }
    dated = plenums.of_years(tidy, years, lexicon)
    known.update(plenums.without_term([*tidy, *dated.values()], known, lexicon, date))
    result = {name: found or longest[keys[name]] for name, found in known.items()}
    return [dated.get(at, result[name]) for at, name in enumerate(tidy)]


def _keys(names: list[str], this: frozenset[str]) -> dict[str, str]:
    """What each of the names of one document shares with the other writings of its meeting."""
    keys = {name: _key(name) for name in dict.fromkeys(names)}
    longer: dict[str, set[str]] = {}
    for name, key in keys.items():
        if "届" in name and (found := local(name)) and found.place:
            longer.setdefault(found.named(found.level), set()).add(key)
    for summit in map(_SUMMIT.fullmatch, keys) if this else ():
        if summit and (short := summit[1] + summit[3]) in this:
            longer.setdefault(short, set()).add(keys[summit[0]])
    if not longer:
        return keys
    return {name: min(more) if len(more := longer.get(key, ())) == 1 else key for name, key in keys.items()}


def _sessions(local: list[str], names: Iterable[str]) -> dict[str, str]:
    """The session among the names that each local assembly without a number can be."""
    numbered = sorted(name for name in names if _ASSEMBLY.search(name)) if local else []
    return {name: _session_of(name, numbered) for name in local}


def _session_of(name: str, numbered: list[str]) -> str:
    """The one numbered session of the document that a local assembly without a number (X市人代会) can be."""
    place = name.removesuffix(_LOCAL)
    at = bisect_left(numbered, place)
    found = [session for session in numbered[at : at + 2] if session.startswith(place)]
    return found[0] if len(found) == 1 else ""


def _known(name: str, lexicon: Lexicon) -> str:
    if found := lexicon.meeting_names.get(name):
        return found
    if found := lexicon.meeting_names.get(name.removeprefix(_PARTYS)):
        return found
    single = lexicon.meeting_names.get(_DATED.sub("", name), "")
    return single if single in lexicon.meetings else ""


@lru_cache(maxsize=REMEMBERED)
def _key(name: str) -> str:
    """What two writings of one local meeting share: no 全 before the level, one word for the noun."""
    if "届" in name and (found := local(name)):
        return found.named(found.place + found.level)
    name = _NOUN.sub("会", _ALL.sub("", name))
    if match := _NUMBERED.fullmatch(name):
        return "".join(match.groups())
    return name
