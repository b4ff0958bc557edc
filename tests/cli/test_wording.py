"""The commands of wording over time as a user meets them: a real build, right and wrong use."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kg.cli import spreading, wording
from tests.cli.in_process import Done, built, kg

SPEECHES = {
    "2015": ("central", "要坚持“三严三实”，落实八项规定。"),
    "2016": ("central", "要增强“四个意识”，落实八项规定，坚持“三严三实”。"),
    "2017": ("central", "要增强“四个意识”、坚定“四个自信”，落实八项规定。"),
    "2018-03-05": ("province", "要坚持和完善基层工作。"),
    "2019": ("central", "要增强“四个意识”、坚定“四个自信”、做到“两个维护”。"),
    "2020-03-05": ("province", "要增强“四个意识”、做到“两个维护”。"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wording"), SPEECHES)


COMMANDS = {
    "frequency": (),
    "frequency --each": (),
    "trend": ("--unit", "sentence"),
    "trend --bursts": ("--gamma", "0.1", "--ratio", "1.1"),
    "first": (),
    "silence": (),
    "diffusion": (),
    "diffusion --by level": (),
    "supersession": (),
    "expansion": (),
    "similarity": ("--shared", "1"),
    "alluvial": ("--by", "year"),
    "alluvial --flows": ("--by", "year"),
}


def _beside(done: Done) -> list[str]:
    """What stands on stderr, but for the word that a table has no rows."""
    return [line for line in done.stderr.splitlines() if not line.startswith("kg: nothing found: ")]


@pytest.mark.parametrize("command", COMMANDS)
def test_rows_on_stdout_and_what_they_rest_on(folder: Path, command: str) -> None:
    arguments = (*command.split(), *COMMANDS[command])
    shown = kg(*arguments, cwd=folder)
    assert (shown.returncode, _beside(shown)) == (0, [])
    assert "\nstatistic: " in shown.stdout
    assert "\nassumes: " in shown.stdout
    given = kg(*arguments, "--format", "json", cwd=folder)
    rows = [json.loads(line) for line in given.stdout.splitlines()]
    assert given.returncode == 0
    assert given.stderr.startswith("statistic: ")
    assert len(rows) == shown.stdout.partition("\n\n")[0].count("\n") - 1
    assert set(shown.stdout.splitlines()[0].split()) <= {*rows[0]} if rows else True
    assert kg(*arguments, "--format", "json", cwd=folder).stdout == given.stdout


def test_csv_holds_every_column(folder: Path) -> None:
    done = kg("first", "四个意识", "--format", "csv", cwd=folder)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["first"], row["claim"], row["not_yet"]) == ("2016", "earliest in this corpus", "2015")
    assert row["attestation"] == "要增强“四个意识”，落实八项规定，坚持“三严三实”。"
    assert row["entity"] == "slogan:四个意识"


def test_options_choose_documents_and_names(folder: Path) -> None:
    def names(*arguments: str) -> list[str]:
        done = kg(*arguments, "--format", "json", cwd=folder)
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["name"] for line in done.stdout.splitlines()]

    assert "两个维护" not in names("frequency", "--to", "2018")
    assert set(names("frequency", "--level", "province", "--from", "2020")) == {"四个意识", "两个维护"}
    assert len(names("frequency", "--top", "2")) == 2
    assert names("frequency", "四个自信") == ["四个自信"]
    assert names("frequency", "--type", "WORK") == []
    assert set(names("first", "--from", "2017")) == {"四个自信", "两个维护"}


def test_a_table_without_rows_says_what_was_looked_at(folder: Path) -> None:
    done = kg("frequency", "--from", "2050", cwd=folder)
    assert done.returncode == 0
    assert re.search(r"^kg: nothing found: 0 of \d+ documents were looked at$", done.stderr, re.M)


def test_cut_offs_are_settings_and_told(folder: Path) -> None:
    (folder / "own.toml").write_text("[temperature]\nboiling = 0.99\n", encoding="utf-8")
    done = kg("frequency", "四个意识", "--config", "own.toml", cwd=folder)
    assert "沸 ≥ 99%, 烫 ≥ 25%" in done.stdout
    assert "烫" in done.stdout.splitlines()[2]
    (folder / "bad.toml").write_text("[temperature]\nboiling = 0.2\n", encoding="utf-8")
    wrong = kg("frequency", "--config", "bad.toml", cwd=folder)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.count("\n") == 1


def test_evidence_by_date_and_level(folder: Path) -> None:
    shown = kg("show", "四个意识", "--from", "2017", "--level", "central", cwd=folder).stdout
    assert "evidence: 2 sentences" in shown
    assert "“【四个意识】”、坚定“四个自信”，落实八项规定。" in shown
    nothing = kg("show", "四个意识", "--to", "2015", cwd=folder)
    assert nothing.returncode == 0
    assert nothing.stderr == "kg: none of the documents chosen names 四个意识\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("trend", "四个意"), "unknown entity '四个意': did you mean 四个意识"),
        (("trend", "--by", "week"), "unknown period 'week': choose from day, decade, month, session, year"),
        (("trend", "--unit", "word"), "unknown unit 'word'"),
        (("trend", "--ratio", "1"), "ratio above 1"),
        (("trend", "--ratio", "nan"), "ratio above 1"),
        (("trend", "--gamma", "-1"), "gamma is 0 or more"),
        (("trend", "--gamma", "nan"), "gamma is 0 or more"),
        (("trend", "--by", "session", "--series", "某会"), "unknown series of sessions '某会'"),
        (("first", "--from", "soon"), "no date 'soon': write 2021"),
        (("silence", "--level", "state"), "unknown level 'state': choose from central"),
        (("frequency", "--type", "slogan"), "unknown type 'slogan'"),
        (("frequency", "--kind", "bare"), "unknown kind 'bare'"),
        (("first", "四个意识", "--type", "MEETING"), "'四个意识' is of type SLOGAN, not MEETING"),
        (("first", "四个意识", "--kind", "doctrine"), "'四个意识' is of kind numeric, not doctrine"),
        (("diffusion", "--by", "title"), "unknown voice 'title'"),
        (("similarity", "没有"), "no document '没有'"),
        (("alluvial", "--window", "page"), "unknown window 'page'"),
        (("first", "--plot", "a.gif"), "unknown format of a picture '.gif'"),
        (("frequency", "--from", "2050", "--plot", "a.svg"), "nothing to draw"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    done = kg(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_build_is_said(tmp_path: Path) -> None:
    done = kg("trend", "--build", "nowhere", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


def test_a_picture_beside_the_rows(folder: Path) -> None:
    pytest.importorskip("matplotlib")
    done = kg("trend", "四个意识", "--plot", "pictures/trend.svg", cwd=folder)
    if "no font with Chinese characters" in done.stderr:
        pytest.skip("no font with Chinese characters here")
    assert (done.returncode, done.stderr) == (0, "")
    assert "四个意识" in done.stdout
    assert (folder / "pictures" / "trend.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")


def test_what_is_shown_are_columns_in_one_place() -> None:
    from kg.analyse import alluvial, diffusion, expansion, following, ledger, similarity, supersession, trend
    from kg.analyse import silence as silences
    from kg.records import schema

    for shown, record in (
        (wording.TREND, trend.Point),
        (wording.BURSTS, trend.Burst),
        (wording.FIRST, ledger.Entry),
        (wording.SILENCE, silences.Silence),
        (spreading.LAGS, diffusion.Lag),
        (spreading.FOLLOWS, following.Follow),
        (spreading.SUPERSESSION, supersession.Succession),
        (spreading.EXPANSION, expansion.Expansion),
        (wording.SIMILARITY, similarity.Likeness),
        (spreading.MEMBERS, alluvial.Member),
        (spreading.FLOWS, alluvial.Flow),
    ):
        assert set(shown) <= set(schema(record).names)


def test_documents_without_a_date_are_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("讲话\n要增强“四个意识”。\n", encoding="utf-8")
    assert kg("build", "a.txt", "--quiet", "--engine", "serial", cwd=tmp_path).returncode == 0
    for command in ("trend", "first", "silence", "diffusion", "supersession", "expansion", "alluvial"):
        done = kg(command, cwd=tmp_path)
        assert (done.returncode, _beside(done)) == (0, ["kg: 1 of 1 document has no date, and is left out"])
    assert kg("frequency", cwd=tmp_path).stderr == ""


def test_a_name_without_a_succession_is_told(folder: Path) -> None:
    done = kg("supersession", "四个意识", cwd=folder)
    assert done.returncode == 0
    assert "kg: the lexicon knows nothing that 四个意识 took the place of, or gave way to" in done.stderr.splitlines()


def test_several_of_the_first_date_are_shown(folder: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"讲话{name}\n{name}组要增强“四个意识”。\n", encoding="utf-8")
    (tmp_path / "metadata.tsv").write_text("path\tdate\na.txt\t2020\nb.txt\t2020-05-01\n", encoding="utf-8")
    assert kg("build", ".", "--quiet", "--engine", "serial", cwd=tmp_path).returncode == 0
    columns, _, row = kg("first", "四个意识", cwd=tmp_path).stdout.splitlines()[:3]
    assert columns.split()[:3] == ["name", "first", "tied"] and row.split()[:3] == ["四个意识", "2020", "2"]
    assert "among the earliest in this corpus" in row
    assert "tied" not in kg("first", "四个意识", cwd=folder).stdout.splitlines()[0]


def test_a_program_gets_all_rows_and_a_person_some(tmp_path: Path) -> None:
    names = [f"“{number}个{thing}”" for number in "一二三四五六" for thing in ("走进", "提升", "到位", "确保", "聚焦")]
    (tmp_path / "a.txt").write_text("2020年的讲话\n" + "\n".join(f"要落实{name}。" for name in names), encoding="utf-8")
    assert kg("build", "a.txt", "--quiet", "--engine", "serial", cwd=tmp_path).returncode == 0
    lines = kg("frequency", "--format", "csv", cwd=tmp_path).stdout.count("\n") - 1
    assert lines > 20
    assert kg("frequency", cwd=tmp_path).stdout.partition("\n\n")[0].count("\n") == 21
    assert kg("frequency", "--top", "3", "--format", "csv", cwd=tmp_path).stdout.count("\n") == 4
    assert kg("frequency", "--top", "0", cwd=tmp_path).stdout.partition("\n\n")[0].count("\n") == lines + 1
