"""That the benchmarks run: nothing here is timed."""

import pytest

from tests.benchmarks import __main__ as command
from tests.benchmarks import builds, extraction, graphs, made_up, starting, texts
from tests.benchmarks.measure import Row, least, most, python, shown


@pytest.fixture(autouse=True)
def little(monkeypatch):
    """The project's own texts, so that the tests need no others; some of the hostile pieces."""
    monkeypatch.setattr(texts, "SHARED", texts.ROOT / "nothing")
    monkeypatch.setattr(extraction, "HOSTILE", extraction.HOSTILE[:4])


def test_texts_are_of_the_size_asked_for_and_none_twice():
    found = texts.documents(400_000)
    assert 400_000 <= sum(map(texts.weight, found)) < 450_000
    assert len({document.text for document in found}) == len(found)
    assert len({document.id for document in found}) == len(found)


def test_bars_on_extraction_and_the_profile():
    rows = [*extraction.extraction_bars(4000), *extraction.profile(4000), *extraction.hostile(40)]
    assert [row.bar for row in rows[:3]] == ["≥ 15", "≥ 8", "≥ 0.167"]
    assert all(row.ratio > 0 for row in rows[:3])
    shares = [row.ratio for row in rows if row.what.startswith("profile")]
    assert len(shares) >= len(extraction.STAGES)
    assert sum(shares) == pytest.approx(1)
    assert not {"records to Arrow", "meetings"} - {row.what.split(": ")[1] for row in rows[3:]}


def test_the_peers_look_for_the_same_names():
    from kg.lexicon import load

    text = texts.documents(1)[0].text
    names = extraction._names(load())
    found = [text[start:end] for _, start, end in extraction.scan.matches(list(names), text)]
    assert found
    assert {*found} <= {*names}


def test_starts():
    rows = list(starting.starts(1))
    assert [row.bar for row in rows] == ["≤ 1"] * 4
    assert rows[2].what.startswith("scanner")


def test_builds_and_memory(tmp_path):
    texts.write(texts.documents(3000), tmp_path / "one" / "a.jsonl")
    one = builds.tables(tmp_path, "one", jobs=1)
    assert (tmp_path / "one-built" / "build.json").exists()
    assert one.cpu > 0
    rows = list(builds._many(one, one, 1))
    assert [row.ratio for row in rows[:2]] == [1, 1]
    assert all(row.holds for row in rows[:2])


@pytest.mark.slow
def test_all_builds():
    rows = list(builds.builds(3000, 2))
    assert len({row.what for row in rows}) == len(rows) > 9


def test_every_step_on_a_graph_made_up(tmp_path):
    found = {step: made_up.DO[step](tmp_path, 400) for step in ("texts", *graphs.STEPS)}
    assert found["edges"]["nodes"] == 50
    assert found["edges"]["rows"] > 400
    assert (tmp_path / "graph.graphml").stat().st_size


def test_a_process_that_fails_says_why():
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        python("1 / 0")


def test_the_table_says_what_holds():
    rows = [Row("a", "1", "2", **least(3.0, 2)), Row("b", "1", "2", **most(3.0, 2)), Row("c", "1")]
    lines = shown(rows).splitlines()
    assert [line.split()[-1] for line in lines[2:4]] == ["yes", "NO"]
    assert lines[4].split() == ["c", "1"]


def test_the_command_names_its_parts(capsys):
    with pytest.raises(SystemExit):
        command.main(["speed"])
    assert "choose from extraction, profile" in capsys.readouterr().err
    command.main(["hostile", "--quick"])
    assert "twice as long" in capsys.readouterr().out
