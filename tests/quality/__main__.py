"""python -m tests.quality: the table of the README."""

from pathlib import Path

from tests.quality.scoring import scored, table

print(table(scored(Path(__file__).parents[2] / "data")))
