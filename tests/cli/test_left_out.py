"""What the figures of a name leave out, as it is told beside every analysis that takes names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import built, kg

SAID = {
    "2015": ("central", "要坚持依法治国、依法执政、依法行政共同推进，贯彻党的十八届三中、四中全会精神。"),
    "2017": ("central", "要坚持依法治国，严格依法行政，落实三农政策。"),
    "2019": ("province", "要坚持全面依法治国，落实三农政策，推进依法行政。"),
    "2021": ("province", "要坚持全面依法治国，推进依法行政，点亮“五盏灯”，修好“六口井”。"),
}
SILENT = "kg: 依法行政: no mention, but its characters stand 4 times in 4 documents, 1 time in longer names"
SETS = "kg: 十八届四中全会: named only in sets, not counted: 十八届三中、四中全会 1\n"
LONGER = "kg: 依法治国: its characters stand in 3 mentions of longer names, not counted: 全面依法治国 2；"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("left_out"), SAID)


@pytest.mark.parametrize("command", ["frequency", "trend", "first", "silence", "diffusion", "supersession"])
def test_every_analysis_says_what_it_does_not_count(folder: Path, command: str) -> None:
    assert SILENT in kg(command, "依法行政", cwd=folder).stderr
    assert LONGER in kg(command, "依法治国", cwd=folder).stderr
    assert "kg: 三农" not in kg(command, "三农", cwd=folder).stderr
    if command != "supersession":
        assert SETS in kg(command, "十八届四中全会", cwd=folder).stderr


@pytest.mark.parametrize("command", ["ties", "chains"])
def test_so_do_those_of_one_name(folder: Path, command: str) -> None:
    assert SILENT in kg(command, "依法行政", cwd=folder).stderr


def test_only_the_documents_looked_at_count(folder: Path) -> None:
    later = kg("frequency", "依法行政", "十八届四中全会", "--from", "2019", cwd=folder).stderr
    assert "stand 2 times in 2 documents; the built-in lexicon finds it only in quotation marks" in later
    assert "sets" not in later


def test_the_card_has_it_too(folder: Path) -> None:
    shown = kg("show", "依法行政", cwd=folder).stdout
    assert "  no mention, but its characters stand 4 times in 4 documents, 1 time in longer names" in shown
    assert "  its characters stand in 3 mentions of longer names" in kg("show", "依法治国", cwd=folder).stdout
    assert kg("show", "十八届四中全会", cwd=folder).stdout.count("not counted") == 1


def test_diffusion_says_which_names_it_leaves_out(folder: Path) -> None:
    shown = kg("diffusion", "三农", "依法治国", "依法行政", cwd=folder).stdout
    assert shown.count("\n三农") == 2
    assert "\n依法治国 stands at one level only: central, 1 document\n" in shown
    assert "\nin no dated document of a known level: 依法行政\n" in shown
    assert "at one level only" in kg("diffusion", cwd=folder).stdout
    assert "left out" not in kg("diffusion", "三农", cwd=folder).stdout


@pytest.mark.parametrize(
    ("command", "name", "why"),
    [("supersession", "三农", "the lexicon knows nothing"), ("chains", "依法行政", "in no chain")],
)
def test_why_there_is_nothing_is_said_once(folder: Path, command: str, name: str, why: str) -> None:
    done = kg(command, name, cwd=folder)
    assert why in done.stderr and "nothing found" not in done.stderr


def test_names_that_hold_a_word_come_before_those_that_look_alike(folder: Path) -> None:
    for command in ("show", "lexicon show"):
        assert "政治巡视, 巡视全覆盖" in kg(*command.split(), "巡视", cwd=folder).stderr


@pytest.mark.parametrize("command", ["discover", "similarity --shared 1"])
def test_top_0_is_all(folder: Path, command: str) -> None:
    every, one = (kg(*command.split(), "--top", top, "--format", "csv", cwd=folder) for top in "01")
    assert (every.returncode, len(one.stdout.splitlines())) == (0, 2)
    assert len(every.stdout.splitlines()) > 2
