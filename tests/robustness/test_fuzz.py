"""Hostile inputs by the hundred; the figures of the README come from more of them (`python -m tests.robustness`)."""

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fuzzed import annotated, files, guided, lexicons, names, outcome, queries, samples, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import load as settings_of
from kg.errors import KgError, LexiconError, UsageError
from kg.lexicon import check, parse

pytest.importorskip("trafilatura")

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))


def test_every_format_is_fuzzed():
    from kg.read import READERS

    like = {".htm": ".html", ".mht": ".mhtml", ".wps": ".doc", ".odt": ".docx"}
    assert {like.get(suffix, suffix) for suffix in READERS} <= set(samples())


def test_files_with_faults_are_read_or_refused(tmp_path):
    outcomes = [outcome(tmp_path, suffix, data) for suffix, data in files(8, seed=1)]
    assert outcomes.count("read") > 30
    assert outcomes.count("refused") > 30


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(samples())), st.binary(max_size=300))
def test_any_bytes_of_any_suffix(tmp_path_factory, suffix, data):
    outcome(tmp_path_factory.mktemp("any"), suffix, data)


@pytest.mark.slow
@pytest.mark.parametrize("target", ["files", "texts", "lexicons", "SQL"])
def test_inputs_led_by_the_code_that_they_reach(target):
    pytest.importorskip("atheris", reason="atheris has no wheel for this Python or system")
    ended = guided(target, 400)
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert "Done 400 runs" in ended.stderr


def test_texts_of_hostile_pieces_have_sound_offsets():
    for text in texts(300, seed=1):
        annotated(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_sound_offsets(text):
    annotated(text)


class Tags(HTMLParser):
    """The tags of a page with the names of their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *(name for name, _ in attrs)))


def test_names_and_titles_of_hostile_pieces_change_no_page():
    """The page of a graph of such names has the tags of any other, and they come out of its data as they went in."""
    from html_made import tables

    from kg import graph
    from kg.export import html

    def page(names):
        line = "".join(f"“[S:{name}]”，" for name in names)
        made = tables({(names[0], "2020-01-01"): line, (names[1], "2021"): line})
        return html.page(made, graph.load(made), settings_of())

    hostile = [f"甲{name}" for name in names(100, seed=1)]
    found = page(hostile)
    assert Tags(found).found == Tags(page([f"甲{number}" for number in range(len(hostile))])).found
    data = re.findall(r'<script type="application/json" id="kg-\w+">(.*?)</script>', found, re.S)
    held = "".join(json.dumps(json.loads(block), ensure_ascii=False) for block in data)
    assert not any(sign in block for sign in ("<script", "</", "<!--", "\u2028") for block in data)
    assert all(json.dumps(name, ensure_ascii=False)[1:-1] in held for name in hostile)


def test_lexicons_with_faults_are_refused_in_words(tmp_path):
    for number, text in enumerate(lexicons(100, seed=1)):
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        faults = check.file(path)
        assert all("\n" not in fault for fault in faults)
        try:
            parse(text.encode(), str(path))
        except LexiconError as error:
            assert "\n" not in str(error)
            assert faults


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    from kg.pipeline import build

    folder = tmp_path_factory.mktemp("sql")
    (folder / "a.txt").write_text("要增强“四个意识”、做到“两个维护”。", encoding="utf-8")
    return build(folder / "a.txt", folder / "build", settings_of(engine={"name": "serial"}), exports=())


def test_queries_reach_nothing_but_the_build(built, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("word\nhidden\n")
    for sql in queries(600, seed=1, secret=str(secret)):
        try:
            rows = str(built.query(sql).fetchall())
        except UsageError as error:
            assert "\n" not in str(error)
            continue
        except Exception as error:
            assert "duckdb" in type(error).__module__
            continue
        assert "hidden" not in rows
    assert secret.read_text() == "word\nhidden\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.csv"]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_query_is_rows_or_one_line(built, sql):
    try:
        built.query(sql)
    except KgError as error:
        assert "\n" not in str(error)
