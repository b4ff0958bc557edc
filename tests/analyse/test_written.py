from __future__ import annotations

from small_tables import Small, small

from kg.analyse.selection import Selection
from kg.analyse.written import Written, after, before, written


def test_names_are_counted_in_documents_before_and_after_a_day(over_time: Small) -> None:
    wanted = [("a", "两条渠", "2006"), ("b", "条渠", "2006"), ("c", "没有", "2006"), ("d", "两条渠", "2012-09-09")]
    centre = Selection(levels=("central",))
    assert before(over_time, centre, wanted) == {"a": 3, "b": 3, "c": 0, "d": 8}
    assert after(over_time, centre, wanted) == {"a": 4, "b": 4, "c": 0, "d": 0}
    assert after(over_time, Selection(), wanted)["a"] == 5
    assert before(over_time, centre, []) == {}


def test_a_name_without_a_mention_is_told_with_where_its_characters_stand() -> None:
    made = small()
    made.con.execute(
        "update documents set text = text || '国之大者国之大者', date = '2020-05' where source = '四号.txt'"
    )
    made.con.execute(
        "insert into nodes select * replace ('slogan:国之大者' as id, '国之大者' as name, 0 as mentions) "
        "from nodes where id = 'slogan:四盏灯'"
    )
    asked = {"slogan:国之大者": "“国之大者”", "slogan:四盏灯": "slogan:四盏灯"}
    one, other = written(made, asked)
    assert (one.writing, one.mentions, one.times, one.documents) == ("国之大者", 0, 2, 1)
    assert "only in quotation marks" in one.remedy
    assert one.lines() == [f"no mention, but its characters stand 2 times in 1 document; {one.remedy}"]
    assert other.mentions and other.lines() == []
    before_it = Selection(end="2019")
    assert written(made, {"slogan:国之大者": ""}, before_it)[0].lines() == []
    made.con.execute("update documents set date = '' where source = '四号.txt'")
    assert written(made, {"slogan:国之大者": ""}, dated=True)[0].times == 0


def test_mentions_of_longer_names_are_told_unless_they_are_few() -> None:
    made = small()
    made.con.execute(
        "insert into nodes select * replace ('slogan:新四盏灯' as id, '新四盏灯' as name) from nodes where id = 'slogan:四盏灯'"
    )
    made.con.execute(
        "insert into mentions select * replace ('slogan:新四盏灯' as entity, '新四盏灯' as text) from mentions "
        "where entity = 'slogan:四盏灯'"
    )
    (found,) = written(made, {"slogan:四盏灯": ""})
    own = found.mentions
    assert own > 1 and found.longer == (("新四盏灯", own),)
    assert found.lines() == [f"its characters stand in {own} mentions of longer names, not counted: 新四盏灯 {own}"]
    assert Written("slogan:灯", "灯", 100, 0, 0, "", (("新", 4),), ()).lines() == []
    assert Written("slogan:灯", "灯", 1, 0, 0, "", tuple((name, 2) for name in "甲乙丙丁"), ()).lines() == [
        "its characters stand in 8 mentions of longer names, not counted: 甲 2；乙 2；丙 2 and 1 more"
    ]
