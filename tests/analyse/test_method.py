from __future__ import annotations

import pyarrow as pa

from kg.analyse import method
from kg.analyse.method import Method


def test_a_method_goes_with_its_table() -> None:
    table = Method("甲", "乙", "丙", ("丁",)).on(pa.table({"n": [1]}), "", "戊")
    told = method.of(table.slice(0, 1).select(["n"]))
    assert told == Method("甲", "乙", "丙", ("丁", "戊"))
    assert told.lines() == ["statistic: 甲", "assumes: 乙", "source: 丙", "丁", "戊"]
    assert method.of(pa.table({"n": [1]})) is None
