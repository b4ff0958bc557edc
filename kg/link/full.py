"""The names of central meetings in full, by grammar: 十九届六中全会 → 中国共产党第十九届中央委员会第六次全体会议."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from kg._numbers import chinese
from kg.link.plenums import NUMERAL as _N
from kg.link.plenums import PARTY as _PARTY

REMEMBERED: Final = 1 << 14
"""Names whose forms are kept: most are those of every text."""
_NATIONAL = "(?:中华人民共和国)?"
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
_COMMISSION = re.compile("(?<=中央)(深改委|深改组|财经委|国安委|依法治国委)(?=第.+次会议$)")
_COMMISSIONS = {
    "深改委": "全面深化改革委员会",
    "深改组": "全面深化改革领导小组",
    "财经委": "财经委员会",
    "国安委": "国家安全委员会",
    "依法治国委": "全面依法治国委员会",
}
_SITTING = "预备会议"
"""The sitting before a session."""

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


@lru_cache(maxsize=REMEMBERED)
def full(name: str) -> str:
    """The name in full where it is a central one of the grammar, or an empty string.

    >>> full("十三届全国人大三次会议"), full("X市第X届人大一次会议")
    ('第十三届全国人民代表大会第三次会议', '')
    """
    if name == "两会":
        return "全国两会"
    if name.endswith(_SITTING):
        session = full(name.removesuffix(_SITTING))
        return session and session + _SITTING
    if commission := _COMMISSION.search(name):
        return _COMMISSION.sub(_COMMISSIONS[commission[1]], name)
    for pattern, expand in _RULES:
        if match := pattern.fullmatch(name):
            return expand(match)
    return ""
