from __future__ import annotations

from small_tables import Small

from kg.analyse.selection import Selection
from kg.analyse.written import after, before


def test_names_are_counted_in_documents_before_and_after_a_day(over_time: Small) -> None:
    wanted = [("a", "两条渠", "2006"), ("b", "条渠", "2006"), ("c", "没有", "2006"), ("d", "两条渠", "2012-09-09")]
    centre = Selection(levels=("central",))
    assert before(over_time, centre, wanted) == {"a": 3, "b": 3, "c": 0, "d": 8}
    assert after(over_time, centre, wanted) == {"a": 4, "b": 4, "c": 0, "d": 0}
    assert after(over_time, Selection(), wanted)["a"] == 5
    assert before(over_time, centre, []) == {}
