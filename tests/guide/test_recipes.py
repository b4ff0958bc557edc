"""The commands of the guide run on the sample, in the order of their page, and print what is said."""

from __future__ import annotations

import io
import re
import sys
from contextlib import chdir, redirect_stdout
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pages import ROOT, Block, blocks, commands, page, run

PAGES = ("quickstart", "cookbook", "matching", "citing")
RECIPES = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the sample in it, which the pages share as a reader's would."""
    root = tmp_path_factory.mktemp("guide")
    (root / "data").symlink_to(ROOT / "data", target_is_directory=True)
    return root


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_page_runs_and_prints_what_is_said(name, folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    said, names = "", {"__name__": "recipes"}
    with chdir(folder):
        for block in blocks(page(name)):
            if block.file:
                Path(block.file).write_text(block.text, encoding="utf-8")
            elif block.language in ("sh", "python"):
                said = _done(block, names)
            elif block.language == "text" and said:
                assert _plain(said) == _plain(block.text)
                said = ""


def _plain(text: str) -> list[str]:
    """The lines without the width of their columns."""
    return [re.sub("─+", "─", " ".join(line.split())) for line in text.strip().splitlines()]


def _done(block: Block, names: dict[str, object]) -> str:
    """What a block prints, its last command if there are several."""
    if block.language == "python":
        out = io.StringIO()
        with redirect_stdout(out):
            exec(block.text, names)
        return out.getvalue()
    said = ""
    for words in commands(block.text):
        done = run(words)
        assert done.code == 0, (words, done.err)
        said = done.out
    return said


def test_there_are_recipes_enough():
    text = page("cookbook")
    assert sum(line.startswith("## ") for line in text.splitlines()) >= RECIPES
    assert sum(block.language in ("sh", "python") for block in blocks(text)) >= RECIPES
