import dataclasses
from importlib import import_module

import pytest

from kg import config, engines
from kg.config import Config, load
from kg.errors import UsageError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[extract]\ntypes = ["SLOGEN"]', "extract.types' 'SLOGEN': choose from MEETING, ORG, PERSON, SLOGAN, WORK"),
        ('[graph]\ntypes = ["SLOGAN", "slogan"]', "graph.types' 'slogan'"),
        ('[graph]\nwindows = ["page"]', "graph.windows' 'page': choose from document, paragraph, sentence"),
        ('[html]\nlanguage = "fr"', "html.language' 'fr': choose from en, zh"),
        ('[engine]\nname = "abacus"', "engine.name' 'abacus': choose from processes, serial"),
        ("[engine]\njobs = -1", "engine.jobs' is 0 or more, not -1"),
        ("[graph]\nmin_count = -2", "graph.min_count' is 0 or more, not -2"),
        ("[read]\nmax_bytes = -5", "read.max_bytes' is 0 or more, not -5"),
        ("[html]\nnodes = true", "html.nodes' is of type int, not True"),
        ("seed = -1", "seed' is 0 or more, not -1"),
        ('[graph]\nwindows = "sentence"', "graph.windows' is a list of strings"),
        ("graph = 1", "graph' is a table of settings"),
        ("[graph\n", "settings.toml"),
    ],
)
def test_a_bad_value_is_named_with_what_it_may_be(tmp_path, text, words):
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load(path)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_goes_over_the_base_and_the_overrides_over_both(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('[html]\nnodes = 7\n[engine]\nname = "serial"\njobs = 3\n', encoding="utf-8")
    base = load(html={"nodes": 5, "evidence": 9})
    found = load(path, base=base, engine={"jobs": 1})
    assert (found.html.nodes, found.html.evidence, found.engine.name, found.engine.jobs) == (7, 9, "serial", 1)


def test_the_defaults_are_sound():
    assert load() == Config() == load(None, **dataclasses.asdict(Config()))


def test_the_choices_are_what_there_is():
    assert set(config.ENGINES) == set(engines.ENGINES)
    assert set(config.LANGUAGES) == set(import_module("kg.export.html.page").LANGUAGES)


def test_a_file_nested_too_deeply_is_one_line(tmp_path):
    (tmp_path / "c.toml").write_text("x = " + "[" * 100_000, encoding="utf-8")
    with pytest.raises(UsageError, match="nested too deeply"):
        load(tmp_path / "c.toml")
