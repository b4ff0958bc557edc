"""Turtle and JSON-LD, read back by rdflib."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import Small, small

from kg.config import Config
from kg.export import jsonld, turtle
from kg.export._linked import PREFIXES, Literal, Resource, iri
from kg.export.turtle import statement
from kg.graph import load

rdflib = pytest.importorskip("rdflib")
HOSTILE = '甲"""\\ <b>\n\r\t\x00'


@pytest.fixture(scope="module")
def graph(tables: Small) -> nx.MultiDiGraph:
    made = load(tables)
    made.add_node(
        f"slogan:{HOSTILE}", **{**made.nodes["slogan:清水进村"], "name": HOSTILE, "aliases": [HOSTILE + "乙"]}
    )
    return made


@pytest.fixture(scope="module")
def triples(tables: Small, graph: nx.MultiDiGraph, tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    path = tmp_path_factory.mktemp("rdf") / "g.ttl"
    turtle.write(tables, graph, path, Config())
    return rdflib.Graph().parse(path, format="turtle")


def ask(triples: rdflib.Graph, query: str) -> list[tuple[str, ...]]:
    return [tuple(str(value) for value in row) for row in triples.query(query, initNs=PREFIXES)]


def test_json_ld_says_the_same(tables: Small, graph: nx.MultiDiGraph, triples: rdflib.Graph, tmp_path: Path) -> None:
    jsonld.write(tables, graph, tmp_path / "g.jsonld", Config())
    assert set(rdflib.Graph().parse(tmp_path / "g.jsonld", format="json-ld")) == set(triples)


def test_slogans_are_concepts(triples: rdflib.Graph) -> None:
    lamps = "<urn:kg:slogan:四盏灯>"
    assert ask(triples, f"select ?l {{ {lamps} skos:prefLabel ?l filter(lang(?l) = 'en') }}") == [("the Four Lamps",)]
    assert set(ask(triples, f"select ?l {{ {lamps} skos:altLabel ?l }}")) == {("四灯",), ("四盏明灯",)}
    parts = {"urn:kg:part:心灯", "urn:kg:part:门灯", "urn:kg:part:桌灯", "urn:kg:slogan:路灯"}
    assert {row[0] for row in ask(triples, f"select ?p {{ ?p skos:broader {lamps} }}")} == parts
    assert ask(triples, f"select ?m {{ {lamps} kg:raisedAt/schema:superEvent ?m }}") == [
        ("urn:kg:series:灯下议事会会议",)
    ]


def test_dublin_core_has_literals_only_where_it_takes_them(triples: rdflib.Graph) -> None:
    terms = {p for p in triples.predicates() if p in rdflib.DCTERMS}
    assert terms == {rdflib.DCTERMS.title, rdflib.DCTERMS.date}
    assert ask(triples, "select ?d { ?d dc:source '一号.txt' ; dct:date ?date }") == [(f"urn:kg:doc:{0:016x}",)]


def test_the_rules_of_skos_hold(triples: rdflib.Graph) -> None:
    """S13, S14: labels are disjoint, and one preferred label a language."""
    assert not ask(triples, "select ?c { ?c skos:prefLabel ?l ; skos:altLabel ?l }")
    assert not ask(triples, "select ?c { ?c skos:prefLabel ?a, ?b filter(?a != ?b && lang(?a) = lang(?b)) }")
    assert not ask(
        triples, "select ?c { ?c a skos:Concept filter not exists { ?c skos:prefLabel ?l ; skos:inScheme ?s } }"
    )


def test_every_mention_leads_to_its_sentence_and_document(triples: rdflib.Graph, tables: Small) -> None:
    query = """select ?entity ?start ?end ?text ?said ?date {
      ?m a kg:Mention ; kg:names ?entity ; kg:start ?start ; kg:end ?end ; prov:value ?text ; prov:wasQuotedFrom ?s .
      ?s a kg:Sentence ; prov:value ?said ; prov:wasQuotedFrom ?d . optional { ?d dct:date ?date } }"""
    found = ask(triples, query)
    assert len(found) == tables.con.sql("select count(*) from mentions").fetchall()[0][0] == 16
    assert all(text in said for _, _, _, text, said, _ in found)
    assert ("urn:kg:slogan:四盏灯", "2", "5", "四盏灯", "擦亮四盏灯，修好两条渠。", "2019-03-01") in found


def test_values_keep_their_types(triples: rdflib.Graph, graph: nx.MultiDiGraph) -> None:
    data = graph.edges["slogan:两条渠", "slogan:四盏灯", "co_occurs:sentence"]
    tie = rdflib.URIRef("urn:kg:co_occurs:sentence:slogan:两条渠:slogan:四盏灯")
    space = rdflib.Namespace(PREFIXES["kg"])
    assert [triples.value(tie, space[name]).toPython() for name in ("count", "npmi", "llr", "q")] == [
        data[name] for name in ("count", "npmi", "llr", "q")
    ]
    dates = {literal.datatype.fragment for literal in triples.objects(None, rdflib.DCTERMS.date)}
    assert dates == {"date", "gYear"}
    assert triples.value(rdflib.URIRef("urn:kg:slogan:四盏灯"), space.known).toPython() is True


def test_hostile_names_stay_names(triples: rdflib.Graph) -> None:
    found = rdflib.URIRef(iri(f"slogan:{HOSTILE}"))
    assert str(triples.value(found, rdflib.SKOS.prefLabel)) == HOSTILE
    assert str(triples.value(found, rdflib.SKOS.altLabel)) == HOSTILE + "乙"


def test_a_sentence_that_is_one_name_is_not_its_mention(tmp_path: Path) -> None:
    tables = small((("a.txt", "", "", ("四盏灯",)),))
    turtle.write(tables, load(tables), tmp_path / "g.ttl", Config())
    found = rdflib.Graph().parse(tmp_path / "g.ttl")
    assert not ask(found, "select ?m { ?m prov:wasQuotedFrom ?m }")
    assert len(ask(found, "select ?m { ?m a kg:Mention }")) == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_read_back(text: str) -> None:
    prefixes = "".join(f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    turtle = statement(
        Resource(iri(f"slogan:{text}"), ("skos:Concept",), {"skos:prefLabel": [Literal(text, language="zh")]})
    )
    found = rdflib.Graph().parse(data=prefixes + turtle, format="turtle")
    assert [str(value) for value in found.objects(None, rdflib.SKOS.prefLabel)] == [text]
