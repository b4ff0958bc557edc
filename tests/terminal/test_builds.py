"""What is said of a build on stderr."""

from pathlib import Path

import pytest

import kg
from kg.config import load
from kg.terminal import remarked
from kg.terminal.builds import SHOWN, remarks


def test_dates_that_are_not_those_of_the_texts_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = ["path\tdate"]
    for name in ("东江", "南江", "西江", "北江"):
        text = f"{name}市政府工作报告\n——2026年1月27日在{name}市人民代表大会上\n各位代表：\n现在报告工作。"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        table.append(f"{name}.txt\t2026-02-09")
    (tmp_path / "metadata.tsv").write_text("\n".join(table), encoding="utf-8")
    built = kg.build([tmp_path], tmp_path / "out", load(engine={"name": "serial"}), exports=())
    remarked(built)
    assert capsys.readouterr().err == (
        "kg: 东江.txt, 北江.txt, 南江.txt and 1 more: the date in metadata.tsv is not the day that the text itself gives: "
        "the former holds (extra['date in the text'] has the latter)\n"
    )
    assert built.query("select distinct date, extra['date in the text'] from documents").fetchall() == [
        ("2026-02-09", "2026-01-27")
    ]


def test_so_many_remarks_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    remarks([(f"{n}.txt", f"remark {n // 5}") for n in range(5 * SHOWN + 2)])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "kg: 0.txt, 1.txt, 2.txt and 2 more: remark 0"
    assert len(lines) == SHOWN + 1 and lines[-1].startswith("kg: and 2 more such remarks; ")
