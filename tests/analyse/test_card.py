from __future__ import annotations

from pathlib import Path

import pytest
from small_tables import Small, small

import kg
from kg.analyse._unknown import close
from kg.analyse.card import card, resolve
from kg.analyse.evidence import of_edge, of_nodes
from kg.errors import UsageError
from kg.export.html import names

MEETING = "meeting:第一届灯下议事会第二次会议"


def test_a_card_holds_all_about_a_slogan(tables: Small) -> None:
    found = card(tables, "四盏灯", evidence=2, neighbours=2)
    assert (found.entity.id, found.entity.mentions, found.entity.english) == ("slogan:四盏灯", 5, "the Four Lamps")
    assert [(verb.verb, verb.count) for verb in found.verbs] == [("擦亮", 3), ("讲", 1)]
    assert [(link.relation, link.outward, link.name) for link in found.links if link.relation == "raised_at"] == [
        ("raised_at", True, "第一届灯下议事会第二次会议")
    ]
    assert [wording.members for wording in found.wordings] == [("路灯", "门灯", "桌灯", "心灯")]
    assert found.wordings[0].text == "四盏灯就是路灯、门灯、桌灯、心灯。"
    assert [tie.window for tie in found.neighbours] == ["sentence"] * 2 + ["paragraph"] * 2 + ["document"] * 2
    assert [(item.source, item.count) for item in found.documents] == [
        ("一号.txt", 2),
        ("二号.txt", 2),
        ("四号.txt", 1),
    ]


def test_verbs_in_both_scripts_count_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("實現高質量發展，十分重要。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("实现高质量发展。推动高质量发展。全力实现高质量发展。", encoding="utf-8")
    built = kg.build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", exports=[])
    said = built.query("select distinct verb from mentions where verb <> '' order by 1").fetchall()
    assert said == [("实现",), ("實現",), ("推动",)]
    assert [(verb.verb, verb.count) for verb in card(built.tables, "高质量发展").verbs] == [("实现", 3), ("推动", 1)]
    assert names.columns(built.tables.con, None, 9)["verbs"][0] == ["实现", 3, "推动", 1]


def test_neighbours_above_chance_come_first(tables: Small) -> None:
    ties = [tie for tie in card(tables, "四盏灯").neighbours if tie.window == "sentence"]
    assert [tie.npmi > 0 for tie in ties] == [True] * 5 + [False]
    assert ties[-1].name == "三本账"


@pytest.mark.parametrize("name", ["the Four Lamps", "four lamps", "sizhandeng", "Sì zhǎn dēng"])
def test_a_name_may_be_in_english_or_in_pinyin(tables: Small, name: str) -> None:
    assert resolve(tables, name) == "slogan:四盏灯"


@pytest.mark.parametrize("name", ["", "the", "sizhan"])
def test_half_a_name_in_pinyin_is_none(tables: Small, name: str) -> None:
    with pytest.raises(UsageError):
        resolve(tables, name)


def test_cards_of_other_types(tables: Small) -> None:
    meeting = card(tables, "灯下议事会")
    assert [(link.relation, link.outward) for link in meeting.links] == [("held_under", True), ("raised_at", False)]
    part = card(tables, "part:心灯")
    assert (part.evidence, part.neighbours, part.entity.type) == ((), (), "PART")
    assert [link.id for link in part.links] == ["slogan:四盏灯"]


def test_a_meeting_that_is_named_in_a_set(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "贯彻党的二十届二中、三中全会精神。\n学习党的二十届三中全会精神。", encoding="utf-8"
    )
    built = kg.build([tmp_path / "a.txt"], tmp_path / "build", exports=())
    for name, mentions in (("二十届三中全会", 1), ("二十届二中全会", 0)):
        found = card(built.tables, name)
        assert found.entity.mentions == len(found.evidence) == mentions
        (several,) = found.sets
        assert (several.name, several.mentions, several.documents) == ("二十届二中、三中全会", 1, 1)
        assert [item.text for item in several.evidence] == ["贯彻党的二十届二中、三中全会精神。"]
    assert card(built.tables, "二十届二中、三中全会").sets == ()


@pytest.mark.parametrize("name", ["slogan:四盏灯", "四盏灯", "四灯", "四盏明灯", " “四盏灯” "])
def test_names_aliases_and_ids_resolve(tables: Small, name: str) -> None:
    assert resolve(tables, name) == "slogan:四盏灯"


def test_a_name_of_another_type_is_refused(tables: Small) -> None:
    assert resolve(tables, "四盏灯", ["MEETING", "SLOGAN"]) == "slogan:四盏灯"
    with pytest.raises(UsageError, match="'四盏灯' is of type SLOGAN, not MEETING or WORK"):
        resolve(tables, "四盏灯", ["MEETING", "WORK"])


def test_of_several_the_most_mentioned(tables: Small) -> None:
    other = small()
    other.con.execute(
        "insert into nodes select * replace ('work:四盏灯' as id, 'WORK' as type, 9 as mentions) from nodes where id = 'slogan:四盏灯'"
    )
    assert resolve(other, "四盏灯") == "work:四盏灯"
    assert resolve(other, "slogan:四盏灯") == "slogan:四盏灯"


def test_an_unknown_name_gets_close_ones(tables: Small) -> None:
    with pytest.raises(UsageError, match=r"^unknown entity '四盏': did you mean 四盏灯"):
        card(tables, "四盏")
    with pytest.raises(
        UsageError, match=r"^unknown entity 'x\\ny': no name is like it, and its characters stand in no text$"
    ):
        card(tables, "x\ny")
    with pytest.raises(UsageError, match=r"^name '\\udcff四': is no UTF-8$"):
        card(tables, "\udcff四")
    with pytest.raises(UsageError):
        card(tables, "")
    with pytest.raises(UsageError):
        card(tables, "' or 1=1; --")
    assert close("四个意", ["四个意识和别的", "四个意识"]) == ["四个意识", "四个意识和别的"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "今天天气",
            "the texts have no such name; its characters stand 1 time in 1 document; to count it, put it into",
        ),
        ("擦亮", "the texts have no such name; its characters stand 3 times in 3 documents; to count it, put it into"),
        (
            "四盏灯就是",
            "did you mean 四盏灯? The texts have no such name; its characters stand 1 time in 1 document; to",
        ),
    ],
)
def test_how_often_the_characters_of_an_unknown_name_stand(tables: Small, name: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        resolve(tables, f"“{name}”")
    assert told in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("国之大者", "finds it only in quotation marks; to count all, put it as a doctrine into a lexicon of your own"),
        ("积极防御", "only in quotation marks or before a word for what it is (方针, 原则); to count all"),
        ("六稳", "has it, so they may be part of longer names"),
    ],
)
def test_why_a_name_of_the_lexicon_is_not_counted(name: str, why: str) -> None:
    other = small()
    other.con.execute(f"update documents set text = text || '{name}{name}' where source = '四号.txt'")
    with pytest.raises(UsageError, match="its characters stand 2 times in 1 document") as error:
        resolve(other, name)
    assert why in str(error.value)


def test_evidence_is_the_earliest_of_each_document_first(tables: Small) -> None:
    found = of_nodes(tables, ["slogan:四盏灯", "part:心灯"], limit=4)
    assert [item.source for item in found["slogan:四盏灯"]] == ["一号.txt", "二号.txt", "四号.txt", "一号.txt"]
    assert found["part:心灯"] == ()


def test_marks_are_offsets_in_the_sentence(tables: Small) -> None:
    found = of_nodes(tables, ["slogan:四盏灯"], limit=9)["slogan:四盏灯"]
    assert [item.text[mark.start : mark.end] for item in found for mark in item.marks] == [
        "四盏灯", "四灯", "四盏灯", "四盏灯", "四盏灯",
    ]  # fmt: skip
    text = tables.con.execute("select text from documents where id = ?", [found[0].document]).fetchall()[0][0]
    assert text[found[0].start :].startswith(found[0].text)
    assert found[0].section == "一、灯"


def test_evidence_of_an_edge_in_a_sentence(tables: Small) -> None:
    ((first,), (second,)) = of_edge(tables, "slogan:两条渠", "slogan:四盏灯")
    assert (first.source, second.source) == ("一号.txt", "二号.txt")
    assert [first.text[mark.start : mark.end] for mark in first.marks] == ["四盏灯", "两条渠"]
    assert {mark.entity for mark in first.marks} == {"slogan:四盏灯", "slogan:两条渠"}


def test_evidence_of_an_edge_in_wider_windows(tables: Small) -> None:
    (shown,) = of_edge(tables, MEETING, "slogan:三本账", window="document")
    assert [item.sentence for item in shown] == [1, 2]
    assert of_edge(tables, MEETING, "slogan:三本账", window="paragraph") == ()
    (paragraph,) = of_edge(tables, MEETING, "slogan:两条渠", window="paragraph")
    assert [item.sentence for item in paragraph] == [0, 1]
    with pytest.raises(UsageError, match="choose from document, paragraph, sentence"):
        of_edge(tables, MEETING, "slogan:三本账", window="page")
