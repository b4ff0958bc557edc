"""The corpus and gold that come with the project are sound: complete, decodable, every offset true."""

from __future__ import annotations

import csv
import json
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.read import documents, iso_date, sources
from kg.records import LEVELS, TYPES, Document

DATA = Path(__file__).parents[1] / "data"
CORPUS = DATA / "corpus"
GOLD = DATA / "gold"
FILES = sorted(path.name for path in CORPUS.iterdir() if path.name != "metadata.tsv")
TEXTS = [name for name in FILES if name.endswith(".txt")]
ENCODINGS = {"1996_nanjiang_report.txt": "gb18030"}
KINDS: dict[str, set[str | None]] = {
    "SLOGAN": {"numeric", "quoted", "doctrine"},
    "MEETING": {"event", "set", "type"},
    "ORG": {"numeric"},
    "WORK": {None},
    "PERSON": {None},
}


def text_of(name: str) -> str:
    return (CORPUS / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((GOLD / f"{Path(name).stem}.gold.json").read_text(encoding="utf-8"))
    return gold


def unwrapped(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def metadata() -> list[dict[str, str]]:
    with (CORPUS / "metadata.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_file_has_one_row_of_metadata() -> None:
    rows = metadata()
    assert sorted(row["path"] for row in rows) == FILES
    assert all(row["title"] and row["organ"] and row["genre"] and row["level"] in LEVELS for row in rows)
    dated = [row for row in rows if not row["path"].endswith(".jsonl")]
    assert all(row["date"] and iso_date(row["date"]) == row["date"] for row in dated)


def test_every_text_has_gold_and_no_gold_is_stray() -> None:
    assert sorted(path.name for path in GOLD.iterdir()) == [f"{Path(name).stem}.gold.json" for name in TEXTS]


def test_the_reader_reads_every_file_as_it_is() -> None:
    read = [found for source in sources([CORPUS]) for found in documents(source)]
    by_source = {found.source: found for found in read if isinstance(found, Document)}
    assert len(by_source) == len(read) == 23
    assert {name: by_source[name].text for name in TEXTS} == {name: text_of(name) for name in TEXTS}
    assert all(found.title and found.date and found.level in LEVELS for found in by_source.values())


def test_the_odd_forms_are_what_the_readme_says() -> None:
    with pytest.raises(UnicodeDecodeError):
        (CORPUS / "1996_nanjiang_report.txt").read_bytes().decode("utf-8")
    assert "\r\n" in text_of("2023_redacted_speech.txt")
    with zipfile.ZipFile(CORPUS / "2024_shihe_plan.docx") as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
    lines = (CORPUS / "news_items.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    assert len({item["id"] for item in items}) == len({item["date"] for item in items}) == 6


@pytest.mark.parametrize("name", TEXTS)
def test_mentions_stand_where_they_say(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    assert (gold["doc"], gold["chars"]) == (name, len(text))
    assert 600 <= len(text) <= 2500
    spans = [(mention["start"], -mention["end"], mention["type"]) for mention in gold["mentions"]]
    assert spans == sorted(spans)
    assert len(set(spans)) == len(spans)
    for mention in gold["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"] != ""
        assert mention["type"] in TYPES
        assert mention["kind"] in KINDS[mention["type"]]
        assert mention["status"] in ("gold", "neutral")
        assert mention["canonical"].strip() == unwrapped(mention["canonical"]) != ""


@pytest.mark.parametrize("name", TEXTS)
def test_gold_slogans_of_one_type_do_not_overlap(name: str) -> None:
    spans = [
        (m["start"], m["end"]) for m in gold_of(name)["mentions"] if (m["type"], m["status"]) == ("SLOGAN", "gold")
    ]
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("name", TEXTS)
def test_expansions_and_predicates_are_of_slogans_in_the_text(name: str) -> None:
    text, gold = text_of(name), gold_of(name)
    slogans = {(m["canonical"], m["start"]) for m in gold["mentions"] if m["type"] == "SLOGAN"}
    for expansion in gold["expansions"]:
        start, end = expansion["evidence"]
        evidence = unwrapped(text[start:end])
        assert expansion["slogan"] in {canonical for canonical, _ in slogans}
        assert len(expansion["members"]) > 1
        assert all(member in evidence for member in expansion["members"])
    for predicate in gold["predicates"]:
        assert (predicate["slogan"], predicate["at"]) in slogans
        assert predicate["verb"] in unwrapped(text)


def test_one_name_has_one_spelling_over_the_corpus() -> None:
    names: dict[tuple[str, str], set[str]] = {}
    for mention in (mention for name in TEXTS for mention in gold_of(name)["mentions"]):
        names.setdefault((mention["type"], mention["text"]), set()).add(mention["canonical"])
    assert {key: sorted(found) for key, found in names.items() if len(found) > 1} == {}


def test_formulations_come_back_over_the_years() -> None:
    years: dict[str, set[str]] = {}
    for name in TEXTS:
        for mention in gold_of(name)["mentions"]:
            years.setdefault(mention["canonical"], set()).add(name[:4])
    for slogan in ("三个代表", "科学发展观", "四个意识", "四个自信", "两个维护", "八项规定", "一岗双责", "三会一课"):
        assert len(years[slogan]) >= 2, slogan


def test_the_readme_lists_every_file() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert all(f"| {name} |" in readme for name in FILES)
