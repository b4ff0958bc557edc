"""The lexicon that comes with the package: sound, and as wide as the README says."""

import pytest

from kg.lexicon import _rules, check, load
from kg.lexicon.entries import Slogan

LEXICON = load()
CHINESE = "零一二三四五六七八九十"


def chinese(number: int) -> str:
    """A numeral below a hundred, as meetings are numbered: 7 → 七, 12 → 十二, 20 → 二十."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else CHINESE[tens]) + ("十" if tens else "") + (CHINESE[ones] if ones or not tens else "")


def test_the_built_in_data_pass_the_check() -> None:
    assert check.builtin() == []


def test_slogans_with_parts_aliases_and_english() -> None:
    slogans = LEXICON.slogans.values()
    assert sum(bool(slogan.parts) for slogan in slogans) >= 200
    assert sum(bool(slogan.aliases) for slogan in slogans) >= 200
    assert sum(bool(slogan.english) for slogan in slogans) >= 200


def test_every_domain_and_level_has_entries() -> None:
    assert {slogan.domain for slogan in LEXICON.slogans.values()} == set(_rules.DOMAINS)
    assert {slogan.level for slogan in LEXICON.slogans.values()} >= {"central", "province", "city", "county"}


PARTS = [
    ("四个意识", ("政治意识", "大局意识", "核心意识", "看齐意识")),
    ("四个自信", ("道路自信", "理论自信", "制度自信", "文化自信")),
    ("三治融合", ("自治", "法治", "德治")),
    ("六稳", ("稳就业", "稳金融", "稳外贸", "稳外资", "稳投资", "稳预期")),
    ("把方向、管大局、促落实", ("把方向", "管大局", "促落实")),
]


@pytest.mark.parametrize(("name", "parts"), PARTS)
def test_parts(name: str, parts: tuple[str, ...]) -> None:
    assert LEXICON.slogans[name].parts == parts


NAMES = [
    ("中央八项规定", "八项规定"),
    ("绿水青山就是金山银山", "两山"),
    ("习近平总书记生态文明思想", "习近平生态文明思想"),
    ("习近平总书记法治思想", "习近平法治思想"),
    ("三治结合", "三治融合"),
    ("延链、补链、强链", "延链、补链、强链"),
    ("中华民族伟大复兴的中国梦", "中国梦"),
]


@pytest.mark.parametrize(("writing", "name"), NAMES)
def test_writings_of_one_formulation(writing: str, name: str) -> None:
    assert LEXICON.canonical[writing] == name


BARE = "全面从严治党 民主集中制 人民至上 高质量发展 科教兴国战略 全过程人民民主 一国两制 脱贫攻坚 乡村振兴 共同富裕 自我革命"
NOT_BARE = "专题询问 政务公开 法治政府 服务型政府 依法行政 备案审查制度 廉洁文化 党的创新理论 双创 国之大者 四个中心"


@pytest.mark.parametrize("name", BARE.split())
def test_established_names_are_recognised_bare(name: str) -> None:
    assert LEXICON.slogans[name].bare


@pytest.mark.parametrize("name", NOT_BARE.split())
def test_administrative_vocabulary_is_not(name: str) -> None:
    assert not LEXICON.slogans[name].bare


def held(name: str) -> bool:
    meeting = LEXICON.meetings.get(name)
    return meeting is not None and len(meeting.start) == 10 and (not meeting.end or meeting.end >= meeting.start)


PLENUMS = {11: 7, 12: 7, 13: 8, 14: 7, 15: 7, 16: 7, 17: 7, 18: 7, 19: 7, 20: 4}
"""Plenary sessions by central committee, from the third of the eleventh on."""
SESSIONS = {5: 5, 6: 5, 7: 5, 8: 5, 9: 5, 10: 5, 11: 5, 12: 5, 13: 5, 14: 4}
"""Sessions by National People's Congress and, the same years, by committee of the CPPCC."""


@pytest.mark.parametrize("term", range(11, 21))
def test_party_congresses_and_plenums_have_dates(term: int) -> None:
    assert held(f"中国共产党第{chinese(term)}次全国代表大会")
    first = 3 if term == 11 else 1
    names = [
        f"中国共产党第{chinese(term)}届中央委员会第{chinese(session)}次全体会议"
        for session in range(first, PLENUMS[term] + 1)
    ]
    assert [name for name in names if not held(name)] == []


@pytest.mark.parametrize("term", range(5, 15))
def test_sessions_of_congress_and_consultative_conference_have_dates(term: int) -> None:
    names = []
    for session in range(1, SESSIONS[term] + 1):
        names.append(f"第{chinese(term)}届全国人民代表大会第{chinese(session)}次会议")
        names.append(f"中国人民政治协商会议第{chinese(term)}届全国委员会第{chinese(session)}次会议")
    assert [name for name in names if not held(name)] == []


def test_no_bare_writing_is_claimed_twice() -> None:
    def claims(slogan: Slogan) -> set[str]:
        return {_rules.plain(writing) for writing in (slogan.name, *slogan.aliases)}

    owners: dict[str, str] = {}
    for slogan in LEXICON.slogans.values():
        for writing in claims(slogan):
            assert owners.setdefault(writing, slogan.name) == slogan.name
