import re

import pytest

from kg.lexicon import load
from kg.link.terms import year


@pytest.mark.parametrize(
    "form",
    [
        "第.+届全国人民代表大会第.+次会议",
        "中国人民政治协商会议第.+届全国委员会第.+次会议",
        "中国共产党第.+次全国代表大会",
    ],
)
def test_the_arithmetic_agrees_with_the_lexicon(form):
    """Every meeting of a regular term that the lexicon dates was held in the year that its number gives."""
    known = [meeting for meeting in load().meetings.values() if re.fullmatch(form, meeting.name) and year(meeting.name)]
    assert len(known) >= 5
    assert [m.name for m in known if year(m.name) != m.start[:4]] == []


def test_what_is_no_central_meeting_has_no_year():
    assert year("省委十届六次全会") == ""
    assert year("第十五届全国人民代表大会第九十九次会议") == ""
    assert year("第十四届全国人民代表大会第三次会议") == "2025"
