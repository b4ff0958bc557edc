from pathlib import Path

from tests.lexicon.table import table


def test_the_readme_carries_the_table():
    assert table() in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
