"""Hostile inputs by the hundred; the figures of the README come from more of them (`python -m tests.robustness`)."""

import pytest
from fuzzed import annotated, files, lexicons, outcome, queries, samples, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError, LexiconError, UsageError
from kg.lexicon import check, parse

pytest.importorskip("trafilatura")


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


def test_texts_of_hostile_pieces_have_sound_offsets():
    for text in texts(300, seed=1):
        annotated(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_sound_offsets(text):
    annotated(text)


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
    return build(folder / "a.txt", folder / "build", load_serial(), exports=())


def load_serial():
    from kg.config import load as settings_of

    return settings_of(engine={"name": "serial"})


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
