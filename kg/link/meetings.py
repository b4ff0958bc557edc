"""Meetings: body + term + session in full, by grammar; local names by their longest form in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from kg._numbers import chinese
from kg.extraction import Span
from kg.lexicon import Lexicon
from kg.link import plenums
from kg.link.local import local
from kg.link.plenums import NUMERAL as _N
from kg.link.plenums import PARTY as _PARTY

_NATIONAL = "(?:中华人民共和国)?"

_ASSEMBLY = re.compile("(?:人民代表大会|人大).*次(?:会议|大会)$|次人代会$")

_PEOPLE = {
    "少": "中国少年先锋队",
    "团": "中国共产主义青年团",
    "妇": "中国妇女",
    "工": "中国工会",
    "文": "中国文学艺术界联合会",
    "作": "中国作家协会",
    "科": "中国科学技术协会",
    "残": "中国残疾人联合会",
}
_HOLDERS = {
    "妇女": "中国妇女",
    "工会": "中国工会",
    "科协": "中国科学技术协会",
    "文联": "中国文学艺术界联合会",
    "作协": "中国作家协会",
    "残联": "中国残疾人联合会",
    "工商联": "中国工商业联合会",
    "国民党": "中国国民党",
    "民革": "中国国民党革命委员会",
    "民盟": "中国民主同盟",
    "民建": "中国民主建国会",
    "民进": "中国民主促进会",
    "农工党": "中国农工民主党",
    "致公党": "中国致公党",
    "九三学社": "九三学社",
}
"""Organisations by their short names, with the name under which they hold their national congresses."""
_PARTIES = {
    **{short: name for short, name in _HOLDERS.items() if short[0] in "国民农致九"},
    "台盟": "台湾民主自治同盟",
    "团": "中国共产主义青年团",
    "青年团": "中国共产主义青年团",
    "共青团": "中国共产主义青年团",
}
"""Parties, and the League, by their short names: those that have a central committee of their own."""
_LOCAL = "人代会"
_OF = re.compile("(?<=会)的(?=第)|^扩大的(?=.*届)|(?<=全会)(?:\\(扩大\\)|（扩大）)$")
_COMMISSION = re.compile("(?<=中央)(深改委|深改组|财经委|国安委|依法治国委)(?=第.+次会议$)")
_COMMISSIONS = {
    "深改委": "全面深化改革委员会",
    "深改组": "全面深化改革领导小组",
    "财经委": "财经委员会",
    "国安委": "国家安全委员会",
    "依法治国委": "全面依法治国委员会",
}
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
_FIRST = "预备会议"
"""The sitting before a session."""
_BOTH, _WORKING = "两会", "工作会议"
_THIS = ("本次", "此次", "这次", "本届", "这届")
"""What stands before the name of the meeting that a document is about."""
_REMEMBERED = 1 << 14
"""Names whose forms are kept: most are those of every text."""

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _session(form: str) -> Callable[[re.Match[str]], str]:
    def expand(match: re.Match[str]) -> str:
        return form.format(**{key: chinese(value) for key, value in match.groupdict().items() if value})

    return expand


_RULES: tuple[_Rule, ...] = (
    (
        re.compile(f"{_PARTY}第?(?P<t>{_N})届(?:中央委员会|中央)?第?(?P<s>{_N})中全会"),
        _session("中国共产党第{t}届中央委员会第{s}次全体会议"),
    ),
    (
        re.compile(f"{_PARTY}第?(?P<t>{_N})届(?:中央委员会|中央)第(?P<s>{_N})次(?:全体会议|全会)"),
        _session("中国共产党第{t}届中央委员会第{s}次全体会议"),
    ),
    (
        re.compile(
            f"{_PARTY}(?P<row>第?{_N}届(?:中央委员会|中央)?第?{_N}[次中](?:[、和]第?{_N}[次中])+(?:全体会议|全会))"
        ),
        lambda m: m["row"],
    ),
    (
        re.compile(f"{_PARTY}第?(?P<t>{_N})届(?:中央委员会|中央)?历次(?:全体会议|全会)"),
        _session("中国共产党第{t}届中央委员会历次全体会议"),
    ),
    (
        re.compile(
            f"{_PARTY}(?:第?(?P<t>{_N})届(?:中央纪律检查委员会|中央纪委|中纪委)|(?:中央纪律检查委员会|中央纪委|中纪委)第?(?P<u>{_N})届)"
            f"第?(?P<s>{_N})次(?:全体会议|全会)"
        ),
        lambda m: f"中国共产党第{chinese(m['t'] or m['u'])}届中央纪律检查委员会第{chinese(m['s'])}次全体会议",
    ),
    (
        re.compile(
            f"(?P<who>{'|'.join(_PARTIES)})(?:中央)?第?(?P<t>{_N})届(?:中央委员会|中央)?第?(?P<s>{_N})(?:中全会|次(?:全体会议|全会))"
        ),
        lambda m: f"{_PARTIES[m['who']]}第{chinese(m['t'])}届中央委员会第{chinese(m['s'])}次全体会议",
    ),
    (
        re.compile(f"(?:党的|中共|中国共产党|我党|我们党的)?(?P<s>{_N})大"),
        _session("中国共产党第{s}次全国代表大会"),
    ),
    (
        re.compile(f"(?:共青)?团的?(?P<s>{_N})大"),
        _session("中国共产主义青年团第{s}次全国代表大会"),
    ),
    (
        re.compile(f"(?:中国|全国)?(?P<who>{'|'.join(_HOLDERS)})(?:(?P<s>{_N})大|第(?P<r>{_N})次全国代表大会)"),
        lambda m: f"{_HOLDERS[m['who']]}第{chinese(m['s'] or m['r'])}次全国代表大会",
    ),
    (
        re.compile(f"台盟(?P<s>{_N})大"),
        _session("台湾民主自治同盟第{s}次全盟代表大会"),
    ),
    (
        re.compile(f"(?:中国|全国)侨联(?P<s>{_N})大"),
        _session("第{s}次全国归侨侨眷代表大会"),
    ),
    (
        re.compile(f"第(?P<s>{_N})次全国(?P<who>[{''.join(_PEOPLE)}])代会"),
        lambda m: f"{_PEOPLE[m['who']]}第{chinese(m['s'])}次全国代表大会",
    ),
    (
        re.compile(f"{_NATIONAL}第?(?P<t>{_N})届(?:全国)?(?:人民代表大会|人大)"),
        _session("第{t}届全国人民代表大会"),
    ),
    (
        re.compile(f"{_PARTY}第(?P<s>{_N})次全国代表大会|(?:党的|中共|中国共产党)第(?P<r>{_N})次代表大会"),
        lambda m: f"中国共产党第{chinese(m['s'] or m['r'])}次全国代表大会",
    ),
    (
        re.compile(f"(?:党的|中共|中国共产党)第(?P<s>{_N})[届次]全国代表大会(?:第?(?P<t>{_N})次会议)?"),
        lambda m: f"中国共产党第{chinese(m['s'])}次全国代表大会" + (f"第{chinese(m['t'])}次会议" if m["t"] else ""),
    ),
    (
        re.compile(
            f"{_NATIONAL}(?:第?(?P<t>{_N})届(?:全国)?(?:人民代表大会|人大)|全国(?:人民代表大会|人大)第?(?P<u>{_N})届|全国第?(?P<v>{_N})届(?:人民代表大会|人大))第?(?P<s>{_N})次(?:会议|大会)"
        ),
        lambda m: f"第{chinese(m['t'] or m['u'] or m['v'])}届全国人民代表大会第{chinese(m['s'])}次会议",
    ),
    (
        re.compile(
            f"{_NATIONAL}第?(?P<t>{_N})届(?:全国)?(?:人民代表大会|人大)(?:常务委员会|常委会)第?(?P<s>{_N})次(?:会议|全体会议)"
        ),
        _session("第{t}届全国人民代表大会常务委员会第{s}次会议"),
    ),
    (
        re.compile(
            f"{_NATIONAL}第?(?P<t>{_N})届(?:全国)?(?:人民代表大会|人大)(?:常务委员会|常委会)第?(?P<s>{_N})次委员长会议"
        ),
        _session("第{t}届全国人民代表大会常务委员会第{s}次委员长会议"),
    ),
    (
        re.compile(
            f"(?:(?:中国人民政治协商会议|人民政协|全国政协|政协)第?(?P<t>{_N})届(?:全国委员会)?|第?(?P<u>{_N})届(?:全国)?政协(?:全国委员会)?)"
            f"第?(?P<s>{_N})次(?:全体|(?P<who>主席))?会议"
        ),
        lambda m: (
            f"中国人民政治协商会议第{chinese(m['t'] or m['u'])}届全国委员会第{chinese(m['s'])}次{m['who'] or ''}会议"
        ),
    ),
    (
        re.compile(
            f"(?:(?:中国人民政治协商会议|人民政协|全国政协|政协)第?(?P<t>{_N})届(?:全国委员会)?|第?(?P<u>{_N})届(?:全国)?政协(?:全国委员会)?)"
            f"(?:常务委员会|常委会)第?(?P<s>{_N})次会议"
        ),
        lambda m: f"中国人民政治协商会议第{chinese(m['t'] or m['u'])}届全国委员会常务委员会第{chinese(m['s'])}次会议",
    ),
    (
        re.compile(f"第(?P<t>{_N})届(?:联合国大会|联大)(?P<debate>一般性辩论)?"),
        lambda m: f"第{chinese(m['t'])}届联合国大会{m['debate'] or ''}",
    ),
)


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
    fuller = _fuller(tidy)
    return [dated.get(at, result[fuller.get(name, name)]) for at, name in enumerate(tidy)]


def _fuller(names: list[str]) -> dict[str, str]:
    """The only name with a level of 两会, or with a year of a working conference, for what one document also names without.

    Of other meetings (summits, forums) a text that names one year's often means another's.
    """
    found: dict[str, set[str]] = {}
    for name in dict.fromkeys(names):
        bare = _BOTH if name.endswith(_BOTH) else _DATED.sub("", name)
        if bare != name and bare.endswith((_BOTH, _WORKING)):
            found.setdefault(bare, set()).add(name)
    return {bare: min(fuller) for bare, fuller in found.items() if len(fuller) == 1}


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


@lru_cache(maxsize=_REMEMBERED)
def full(name: str) -> str:
    """The name in full where it is a central one of the grammar, or an empty string.

    >>> full("十三届全国人大三次会议"), full("X市第X届人大一次会议")
    ('第十三届全国人民代表大会第三次会议', '')
    """
    if name == _BOTH:
        return f"全国{_BOTH}"
    if name.endswith(_FIRST):
        session = full(name.removesuffix(_FIRST))
        return session and session + _FIRST
    if commission := _COMMISSION.search(name):
        return _COMMISSION.sub(_COMMISSIONS[commission[1]], name)
    for pattern, expand in _RULES:
        if match := pattern.fullmatch(name):
            return expand(match)
    return ""


def _known(name: str, lexicon: Lexicon) -> str:
    if found := lexicon.meeting_names.get(name):
        return found
    if found := lexicon.meeting_names.get(name.removeprefix(_PARTYS)):
        return found
    single = lexicon.meeting_names.get(_DATED.sub("", name), "")
    return single if single in lexicon.meetings else ""


@lru_cache(maxsize=_REMEMBERED)
def _key(name: str) -> str:
    """What two writings of one local meeting share: no 全 before the level, one word for the noun."""
    if "届" in name and (found := local(name)):
        return found.named(found.place + found.level)
    name = _NOUN.sub("会", _ALL.sub("", name))
    if match := _NUMBERED.fullmatch(name):
        return "".join(match.groups())
    return name
