"""What a card shows."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import terminal
from kg.analyse.card import card


def test_sentences_that_name_a_meeting_in_a_set_are_shown_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("贯彻党的二十届二中、三中全会精神。\n", encoding="utf-8")
    terminal.card(card(kg.build([tmp_path / "a.txt"], tmp_path / "build", exports=()).tables, "二十届三中全会"))
    shown = capsys.readouterr().out
    assert "in this corpus: 0 mentions" in shown and "evidence: " not in shown
    assert shown.endswith(
        "also named in a set, not counted above: 二十届二中、三中全会, 1 mention\n"
        "  贯彻【党的二十届二中、三中全会】精神。\n    — a.txt\n"
    )
