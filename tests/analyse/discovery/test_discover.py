"""Discovery over real builds of texts written for these tests."""

from __future__ import annotations

import json

import pytest

import kg
from kg.analyse.discovery import discover, entries, toml
from kg.lexicon import Lexicon, check, load

PLACES = "东河 西河 南河 北河 上河 下河 新河 老河".split()
TEXT = """{place}乡工作报告
要坚持清水绕村战略，{place}乡各村都行动起来。大家认真落实“四灯同亮”工作机制，把“四灯同亮”做实。
{extra}
{several}。{place}的面貌变了样。今天天气很好，群众生产生活有序。
持续纠治“四风”，增强“四个意识”。会后，干部到田头同群众谈心，商量{place}的水渠怎样修。
"""
EXTRA = (
    "实施清水绕村战略以来，河水清了。",
    "贯彻清水绕村战略不放松。",
    "“灯下夜话”谈得热闹。",
    "“灯下夜话”机制推广到{place}。",
)


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    root = tmp_path_factory.mktemp("discovery")
    (root / "texts").mkdir()
    lines = ["path\ttitle\tdate\tlevel"]
    for at, place in enumerate(PLACES):
        several = ("践行勤耕、善读、明礼", "乡风写作勤耕，善读，明礼")[at % 3 == 0]
        text = TEXT.format(place=place, extra=EXTRA[at % 4].format(place=place), several=several)
        (root / "texts" / f"{at}.txt").write_text(text, encoding="utf-8")
        lines.append(f"{at}.txt\t{place}乡的“报告”\\一\t20{10 + at}-03-0{at + 1}\ttownship")
    (root / "texts" / "metadata.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return kg.build([root / "texts"], root / "build", exports=())


@pytest.fixture(scope="module")
def found(build):
    return {row.name: row for row in discover(build.tables, load())}


def test_quoted_counting_and_recurring_names_are_found(found):
    assert {"四灯同亮", "清水绕村战略", "勤耕、善读、明礼"} <= set(found)
    assert found["四灯同亮"].kind == "numeric"
    assert found["清水绕村战略"].kind == "doctrine"


def test_names_of_the_lexicon_and_pieces_are_not(found):
    assert not {"四风", "四个意识", "清水绕村", "绕村战略", "落实四灯同亮"} & set(found)


def test_a_row_tells_counts_dates_and_why(found):
    row = found["清水绕村战略"]
    assert (row.count, row.documents, row.first, row.last, row.level) == (12, 8, "2010-03-01", "2017-03-08", "township")
    assert "ends in 战略" in row.reasons
    assert any(reason.startswith("governed") for reason in row.reasons)


def test_every_sentence_shows_the_name_where_it_says(found):
    for row in found.values():
        assert row.evidence
        for shown in row.evidence:
            assert shown.marks
            for mark in shown.marks:
                assert shown.text[mark.start : mark.end].replace("，", "、") == row.name
    dates = [shown.date for shown in found["清水绕村战略"].evidence]
    assert dates == ["2010-03-01", "2011-03-02", "2012-03-03"]


def test_writings_that_differ_in_separators_are_one_name(found):
    row = found["勤耕、善读、明礼"]
    assert row.writings == ("勤耕、善读、明礼", "勤耕，善读，明礼")
    assert (row.count, row.parts) == (8, ("勤耕", "善读", "明礼"))


def test_bounds_and_thresholds(build):
    late = {row.name: row for row in discover(build.tables, load(), since="2013", until="2015-03")}
    assert late["四灯同亮"].documents == 3
    assert (late["四灯同亮"].first, late["四灯同亮"].last) == ("2013-03-04", "2015-03-06")
    assert len(discover(build.tables, load(), top=2)) == 2
    often = discover(build.tables, load(), min_documents=8)
    assert often and all(row.documents >= 8 for row in often)
    assert discover(build.tables, load(), since="2030") == []


def test_the_same_build_gives_the_same_rows(build):
    assert discover(build.tables, load()) == discover(build.tables, load())


def test_a_name_added_to_the_lexicon_is_found_no_more(build, found):
    more = kg.Lexicon(slogans={entry.name: entry for entry in entries(list(found.values()), load())})
    names = {row.name for row in discover(build.tables, more)}
    assert not names & set(more.slogans)


def test_stanzas_pass_the_check_and_parse(found, tmp_path):
    file = tmp_path / "own.toml"
    file.write_text("\n".join(toml(list(found.values()), load())), encoding="utf-8")
    assert check.file(file) == []
    assert set(load([file]).slogans) - set(load().slogans) == set(found)


def test_what_the_check_refuses_is_told(found):
    from dataclasses import replace

    item = next(iter(found.values()))
    odd = replace(item, name="四条新规", kind="numeric", parts=("一条", "两条"), domain="政治")
    bad = replace(item, name="五条新规", kind="numeric", parts=(), domain="nowhere")
    lines = list(toml([odd, bad], load()))
    (changed,) = [line for line in lines if line.startswith("# parts left out (一条、两条): ")]
    assert "2 parts, which is not what the name counts" in changed
    assert not any(line.startswith("parts") for line in lines)
    (refused,) = [line for line in lines if line.startswith("# left out: 五条新规: ")]
    assert "nowhere" in refused and sum(line.startswith("[[") for line in lines) == 1


def test_hostile_titles_stay_comments(tmp_path):
    rows = [
        json.dumps(
            {"text": f"落实“五线{c}同织”机制，“五线同织”真好。", "title": "x\u2028[[slogan]]\nname='y'", "date": "2020"}
        )
        for c in ("", "\u202e")
    ]
    (tmp_path / "t.jsonl").write_text("\n".join(rows), encoding="utf-8")
    build = kg.build([tmp_path / "t.jsonl"], tmp_path / "build", exports=())
    lines = list(toml(discover(build.tables, load()), load()))
    assert "五线同织" in "".join(lines)
    assert all(line.isprintable() for line in lines)
    assert sum(line.startswith("[[") for line in lines) == sum(line.startswith("name") for line in lines)


def test_a_build_without_text_has_no_names(tmp_path):
    (tmp_path / "a.txt").write_text("Nothing here.\n", encoding="utf-8")
    build = kg.build([tmp_path / "a.txt"], tmp_path / "build", exports=())
    assert discover(build.tables, Lexicon()) == []
