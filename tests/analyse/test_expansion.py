from __future__ import annotations

from small_tables import Small, small

from kg.analyse.expansion import expansion
from kg.analyse.selection import Selection

MEMBERS = "路灯、门灯、桌灯和心灯都要擦亮。"
SPLIT = ("擦亮路灯、门灯。", "擦亮桌灯、心灯。")


def test_named_first_and_written_out_later(tables: Small) -> None:
    (row,) = expansion(tables).to_pylist()
    assert (row["name"], row["named"], row["written_out"], row["lag"]) == ("四盏灯", "2019-03-01", "2020", 365)
    assert (row["documents"], row["written"], row["both"]) == (2, 1, 1)
    assert set(row["parts"]) == {"路灯", "门灯", "桌灯", "心灯"}
    assert row["written_text"] == "四盏灯就是路灯、门灯、桌灯、心灯。"
    query = "select text from sentences where document = ? and index = ?"
    found = tables.con.execute(query, [row["written_document"], row["written_sentence"]]).fetchall()
    assert found == [(row["written_text"],)]


def test_written_out_first_in_one_sentence_and_any_order() -> None:
    made = small([
        ("甲.txt", "", "2001", SPLIT),
        ("乙.txt", "", "2003", ("心灯、桌灯、门灯、路灯，一盏不少。",)),
        ("丙.txt", "", "2003", (MEMBERS,)),
        ("丁.txt", "", "2005", ("四盏灯。",)),
        ("戊.txt", "", "", (MEMBERS,)),
    ])  # fmt: skip
    (row,) = expansion(made, ["slogan:四盏灯"]).to_pylist()
    assert (row["lag"], row["written_out"], row["written_source"], row["written"], row["both"]) == (
        -731, "2003", "丙.txt", 2, 0,
    )  # fmt: skip
    assert expansion(made, selection=Selection("2004")).num_rows == 0
    assert expansion(made, selection=Selection("2050")).num_rows == 0
    assert expansion(made, ["slogan:路灯"]).num_rows == 0
