import csv
import json

import pytest
import rdflib
from rdflib.namespace import DCTERMS, SKOS

from kg.export.lexicon import LEXICON_EXPORTERS, skos
from kg.lexicon import FORMAT, Lexicon, Meeting, Slogan, load

HOSTILE = Lexicon(slogans={n: Slogan(n, "quoted") for n in ('甲"乙\\', "<script>", "=1+1", "a b\n c", "甲{}|^`乙")})


def test_json_holds_every_entry(tmp_path):
    LEXICON_EXPORTERS["json"](load(), tmp_path / "l.json")
    document = json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))
    assert document["format"] == FORMAT
    assert len(document["slogan"]) == len(load().slogans)
    found = next(entry for entry in document["slogan"] if entry["name"] == "四个意识")
    assert found["parts"] == ["政治意识", "大局意识", "核心意识", "看齐意识"]
    assert "superseded_by" not in found


def test_csv_has_a_table_a_kind_of_entry(tmp_path):
    LEXICON_EXPORTERS["csv"](load(), tmp_path / "l")
    with (tmp_path / "l" / "meeting.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(load().meetings)
    [congress] = [row for row in rows if row["name"] == "中国共产党第十八次全国代表大会"]
    assert (congress["start"], congress["end"]) == ("2012-11-08", "2012-11-14")


def test_a_spreadsheet_runs_no_name(tmp_path):
    LEXICON_EXPORTERS["csv"](HOSTILE, tmp_path)
    assert "'=1+1" in (tmp_path / "slogan.csv").read_text(encoding="utf-8-sig")


def test_skos_is_read_back_by_rdflib(tmp_path):
    small = Lexicon(
        slogans={
            "两个维护": Slogan("两个维护", "numeric", aliases=("两维护",), parts=("维护核心", "四个意识"), english="the Two Upholds",
                           since="2018-08", raised_at="甲会议", superseded_by=("四个意识",)),
            "四个意识": Slogan("四个意识", "numeric", pinyin="sì gè yì shí"),
        },
        meetings={"甲会议": Meeting("甲会议", start="2018-08-01", end="2018-08-02")},
    )  # fmt: skip
    skos.write(small, tmp_path / "l.ttl")
    graph = rdflib.Graph().parse(tmp_path / "l.ttl", format="turtle")
    concept, other = (rdflib.URIRef(f"urn:tifa-kg:slogan:{name}") for name in ("两个维护", "四个意识"))
    assert set(graph.objects(concept, SKOS.prefLabel)) == {
        rdflib.Literal("两个维护", lang="zh"),
        rdflib.Literal("the Two Upholds", lang="en"),
    }
    assert graph.value(concept, SKOS.narrower) == other == graph.value(concept, DCTERMS.isReplacedBy)
    found = graph.query(
        "select ?s ?day { ?s prov:wasGeneratedBy ?m . ?m kg:start ?day }", initNs=dict(graph.namespaces())
    )
    assert [(row.s, str(row.day)) for row in found] == [(concept, "2018-08-01")]


@pytest.mark.parametrize("lexicon", [HOSTILE, load()], ids=["hostile", "built-in"])
def test_every_concept_survives_turtle(lexicon, tmp_path):
    skos.write(lexicon, tmp_path / "l.ttl")
    graph = rdflib.Graph().parse(tmp_path / "l.ttl", format="turtle")
    labels = {str(label) for concept in graph.subjects(rdflib.RDF.type, SKOS.Concept)
              for label in graph.objects(concept, SKOS.prefLabel) if label.language == "zh"}  # fmt: skip
    assert labels == set(lexicon.slogans)
    resources = ("creator", "source", "subject", "spatial", "hasPart", "isReferencedBy", "isReplacedBy", "isPartOf")
    objects = [thing for name in resources for thing in graph.objects(None, DCTERMS[name])]
    assert all(isinstance(thing, rdflib.URIRef) for thing in objects), "Dublin Core's terms take no literals here"
