"""What a card shows."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import terminal
from kg.analyse.card import card
from kg.analyse.evidence import Evidence, Mark


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


def test_a_sentence_is_shown_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = "要扩大出口，坚持两头\n　　在外的\n办法。"
    shown = Evidence("1", "", "a.txt", "", "", 0, 0, text, (Mark(8, 15, "slogan:两头在外"),))
    terminal.evidence([shown], 1)
    assert "  要扩大出口，坚持【两头在外】的办法。\n" in capsys.readouterr().out


def test_aliases_that_hold_commas_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("坚持两头在外。\n", encoding="utf-8")
    terminal.card(card(kg.build([tmp_path / "a.txt"], tmp_path / "build", exports=()).tables, "两头在外"))
    assert "  aliases: 两头在外、大进大出；大进大出、两头在外\n" in capsys.readouterr().out
