import pytest

from kg.analyse.wordings import Difference, difference

KNOWN = ("政治意识", "大局意识", "核心意识", "看齐意识")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (KNOWN, Difference()),
        (("“政治意识”", "大局意识", "核心意识", "看 齐意识"), Difference()),
        (KNOWN[:3], Difference(missing=("看齐意识",))),
        ((*KNOWN, "担当意识"), Difference(added=("担当意识",))),
        (("大局意识", "政治意识", "核心意识", "看齐意识"), Difference(moved=True)),
        (("讲政治意识", *KNOWN[1:]), Difference(reworded=(("政治意识", "讲政治意识"),))),
    ],
)
def test_differences(members, expected):
    assert difference(KNOWN, members) == expected


def test_without_known_parts_nothing_differs():
    assert not difference((), ("甲乙", "丙丁"))
