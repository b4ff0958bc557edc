"""`kg build` before and after the work: what it refuses, announces and writes beside the tables."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import get_args

import pytest

from kg import cli, pipeline
from kg.builds import Build
from kg.cli._options import Exports

TEXT = "要增强“四个意识”、坚定“四个自信”。\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = cli._code(lambda: cli._command([str(argument) for argument in arguments]))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_files_beside_the_tables_are_chosen(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = text.parent / "b"
    command = ("build", text, "--out", out, "--engine", "serial", "--exports")

    def files() -> set[str]:
        return {path.name for path in out.iterdir() if path.name.startswith(("graph.", "report."))}

    code, shown, err = run(capsys, *command, "none")
    assert (code, err, files()) == (0, "", set())
    assert "graph.html" not in shown and "ask more with kg show NAME" in shown
    assert run(capsys, *command, "graphml, gexf")[2] == "" and files() == {"graph.graphml", "graph.gexf"}
    told = f"kg: graph.gexf, graph.graphml in {out}: of a build before, not written again\n"
    assert run(capsys, *command, "report", "-q") == (0, "", told)
    refused = "kg: --exports none,html: none stands alone, or leave it out\n"
    assert run(capsys, *command, "none,html") == (2, "", refused)
    code, shown, err = run(capsys, *command, "gefx")
    assert (code, shown) == (2, "") and "unknown export 'gefx': choose from brat" in err


def test_copies_are_near_ones_only_where_some_are(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (text.parent / "b.txt").write_text(TEXT, encoding="utf-8")
    shown = run(
        capsys,
        "build",
        text,
        text.parent / "b.txt",
        "--out",
        text.parent / "b",
        "--engine",
        "serial",
        "--exports",
        "none",
    )[1]
    assert "1 text is another one over again: kept once;" in shown


def test_changed_gone_renamed_and_new_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    long = "".join(f"第{number}条，要把第{number * 7}项工作落到实处。\n" for number in range(40))
    written = {f"{name}.txt": f"{name}县要增强“四个意识”。\n" for name in "甲乙丙丁戊己庚"} | {"long.txt": long}
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = ("build", folder, "--out", tmp_path / "b", "--engine", "serial", "--exports", "none")
    run(capsys, *command)
    (folder / "甲.txt").write_text("甲县要坚定“四个自信”。\n", encoding="utf-8")
    (folder / "乙.txt").rename(folder / "renamed.txt")
    (folder / "a near copy.txt").write_text(long + "完。\n", encoding="utf-8")
    code, shown, err = run(capsys, *command)
    assert (code, err) == (0, "")
    assert "\n1 document new in this build; 1 document changed: 甲.txt; 1 document with other metadata\n" in shown
    assert "\n1 text is another one over again (1 nearly)" in shown
    for name in "丙丁戊己":
        (folder / f"{name}.txt").unlink()
    gone = "kg: 4 documents of the build before are not among these texts any more: 丁.txt, 丙.txt, 己.txt and 1 more\n"
    assert run(capsys, *command, "-q") == (0, "", gone)


def test_what_failed_is_not_said_to_be_gone_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "in", tmp_path / "b"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(name + TEXT, encoding="utf-8")
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("x/d.txt", f"丁{TEXT}")
    command = ("build", folder, "--out", out, "--engine", "serial", "--exports", "none", "-q")
    assert run(capsys, *command) == (0, "", "")
    (folder / "a.txt").write_text("", encoding="utf-8")
    (folder / "b.txt").unlink()
    (folder / "d.zip").write_bytes(b"PK\x03\x04 broken")
    gone = "kg: 1 document of the build before is not among these texts any more: b.txt\n"
    failed = "kg: a.txt: is empty\nkg: d.zip: is a damaged archive: File is not a zip file\n"
    assert run(capsys, *command) == (1, "", failed + gone)


def test_where_all_is_passed_over_nothing_failed(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, folder = text.parent / "b", text.parent / "in"
    command = ("build", "--engine", "serial", "--exports", "graphml", "-q")
    assert run(capsys, *command, text, "--out", out) == (0, "", "")
    folder.mkdir()
    shutil.copytree(out, folder / "build")
    shutil.copy(out / "graph.graphml", folder)
    passed = "graph.graphml: is a graph (GraphML), no text: passed over"
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.write(out / "graph.graphml", "graph.graphml")
    first = "build: is a build of kg, no folder of texts: passed over"
    told = f"kg: nothing to read; 3 passed over, the first is {first}; kg read names all\n"
    assert run(capsys, *command, folder, "--out", text.parent / "new") == (3, "", told)
    assert run(capsys, "read", folder) == (3, "", f"kg: {first}\nkg: {passed}\nkg: z.zip#{passed}\n")
    assert run(capsys, *command, folder, text, "--out", text.parent / "new") == (0, "", "")


def test_the_help_tells_what_is_written_by_default() -> None:
    assert f"else {','.join(pipeline.EXPORTS)}. " in get_args(Exports)[1].help


def test_a_number_of_processes_that_nothing_heeds_is_refused(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("build", text, "--out", text.parent / "b", "--jobs", "3", "--engine")
    for more, told in (
        (("serial",), "--jobs 3: the engine serial is one process; leave it out, or give --engine processes"),
        (("spark", "--master", "yarn"), "--jobs 3: the master yarn says how many; leave one of them out"),
    ):
        assert run(capsys, *command, *more) == (2, "", f"kg: {told}\n")
    told = "kg: Invalid value for '--jobs' / '-j': 'x' is no whole number; kg build -h tells more\n"
    assert run(capsys, "build", text, "--jobs", "x") == (2, "", told)
    assert not (text.parent / "b").exists()


def test_spark_is_announced(text: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run(capsys, "build", text, "--out", text.parent / "b", "--engine", "serial", "--exports", "none")
    monkeypatch.setattr(pipeline, "build", lambda paths, out, config, **_: Build(out))
    command = ("build", text, "--out", text.parent / "b", "--engine", "spark", "--exports", "none")
    for more, told in (
        (("--jobs", "2"), "kg: starting Spark on this machine, local[2]; this takes a while\n"),
        (("--master", "spark://there:7077"), "kg: connecting to Spark at spark://there:7077; this takes a while\n"),
        (("--quiet",), ""),
    ):
        assert run(capsys, *command, *more)[2] == told
    monkeypatch.setenv("PYSPARK_GATEWAY_PORT", "1")
    assert run(capsys, *command)[2] == "kg: going to the Spark of spark-submit; this takes a while\n"
