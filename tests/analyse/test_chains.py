import pytest

from kg import pipeline
from kg.analyse import chains
from kg.analyse.chains import Chain, Formula, Link
from kg.analyse.selection import Selection

USUAL = "我们要增强“四个意识”、坚定“四个自信”、做到“两个维护”，把工作做好。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    texts = {
        "a": USUAL,
        "b": USUAL + "另外再说一句。",
        "c": "大家要树立“四个意识”、做到“两个维护”。",
        "d": "大家要做到“两个维护”、增强“四个意识”、坚定“四个自信”。",
        "e": "要增强“四个意识”。同时做到“两个维护”。",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return pipeline.build([folder], tmp_path_factory.mktemp("out") / "b")


def test_a_chain_ends_with_its_sentence(built):
    found = {chain.source: chain for chain in chains.chains(built.tables)}
    assert set(found) == {"a.txt", "b.txt", "c.txt", "d.txt"}
    assert found["a.txt"].links == (Link("增强", "四个意识"), Link("坚定", "四个自信"), Link("做到", "两个维护"))
    assert found["a.txt"].text == USUAL[3 : USUAL.index("”，") + 1]


def test_a_chain_in_traditional_script_is_the_same_formula(tmp_path):
    (tmp_path / "a.txt").write_text("我們要增強「四個意識」、做到「兩個維護」。", encoding="utf-8")
    [chain] = chains.chains(pipeline.build([tmp_path / "a.txt"], tmp_path / "b").tables)
    assert chain.links == (Link("增强", "四个意识"), Link("做到", "两个维护"))
    assert chain.text.startswith("增強「四個意識」")


def test_the_offsets_are_those_of_the_document(built):
    for chain in chains.chains(built.tables):
        [(text,)] = built.query("select text from documents where id = ?", (chain.document,)).fetchall()
        assert text[chain.start : chain.end] == chain.text


def test_what_most_say_is_the_formula_and_the_others_deviate(built):
    [family] = chains.families(built.tables)
    assert str(family.formula) == "增强四个意识、坚定四个自信、做到两个维护"
    assert (family.formula.chains, family.formula.documents, family.formula.exact) == (4, 4, 0.5)
    told = {chain.source: str(deviation) for chain, deviation in family.chains}
    assert told == {
        "a.txt": "",
        "b.txt": "",
        "c.txt": "− 四个自信；四个意识: 树立 for 增强",
        "d.txt": "moved: 两个维护",
    }


def test_a_formula_needs_documents(built):
    assert chains.families(built.tables, documents=3) == []


def test_rows(built):
    found = chains.families(built.tables)
    [row] = chains.summaries(found).to_pylist()
    assert row["deviations"].count("(1)") == 2
    every = chains.chains(built.tables)
    assert len(chains.variants(found, every, "四个自信")) == 4
    assert len(chains.variants([], every, "四个自信")) == 3
    assert len(chains.variants(found, every, "六稳")) == 0


def test_added_members():
    formula = Formula((Link("增强", "甲"), Link("坚定", "乙")), 2, 2, 1.0, "", "")
    said = Chain("doc:0", "", "", 0, 0, 0, (Link("领悟", "丙"), Link("增强", "甲"), Link("坚定", "乙")), "")
    assert chains.deviation(said, formula) == chains.Deviation(added=("丙",))


def test_a_selection_of_documents(built):
    assert chains.chains(built.tables, Selection(start="2020")) == []
    assert len(chains.chains(built.tables, Selection())) == 4


def test_other_marks_between_the_members_of_a_name_make_no_other_slogan(tmp_path):
    (tmp_path / "in").mkdir()
    for number, name in enumerate(("灯火通明，渠水长流", "灯火通明、渠水长流", "灯火通明、渠水长流")):
        text = f"各村第{number}次大会要弘扬“{name}”精神、增强“四个意识”。"
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    tables = pipeline.build([tmp_path / "in"], tmp_path / "out", exports=()).tables
    [family] = chains.families(tables)
    assert family.formula.names == ("灯火通明、渠水长流", "四个意识")
    assert family.formula.exact == 1
    assert len(chains.variants([family], [], "灯火通明、渠水长流")) == 3


def test_rows_lead_to_their_places(built):
    found = chains.families(built.tables)
    [row] = chains.summaries(found).to_pylist()
    assert (row["source"], row["sentence"]) == ("a.txt", 0) and row["text"].startswith("增强“四个意识”、坚定")
    for row in chains.variants(found, chains.chains(built.tables), "四个自信").to_pylist():
        [(text,)] = built.query("select text from documents where id = ?", (row["document"],)).fetchall()
        assert text[row["start"] : row["end"]] == row["text"]
