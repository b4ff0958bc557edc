import pytest

from kg.link.places import home, told_apart
from kg.records import Document


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("宁川市政府工作报告", "宁川市"),
        ("2026年望溪县人大常委会工作报告", "望溪县"),
        ("云南省政府工作报告", "云南省"),
        ("在全市经济工作会议上的讲话", ""),
        ("关于城市工作的意见", ""),
        ("国务院关于加强社区建设的通知", ""),
        ("市委书记在县区座谈会上的讲话", ""),
    ],
)
def test_the_place_of_a_title(title, place):
    assert home(Document("doc:0", "", "", title=title)) == place


def test_only_relative_names_are_told_apart():
    assert told_apart("省委经济工作会议", "云南省") == "省委经济工作会议（云南省）"
    assert told_apart("中央经济工作会议", "云南省") == "中央经济工作会议"


def test_local_plenums_have_one_name_in_all_documents():
    names = ("省委九届四次全会", "云南省委九届四次全会", "中国共产党云南省第九届委员会第四次全体会议")
    assert {told_apart(name, "云南省") for name in names} == {names[-1]}
    assert told_apart("省委九届四次全会", "临江市") == "省委九届四次全会（临江市）"
