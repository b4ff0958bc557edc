"""python -m tests.quality [FOLDER]: the table of the README, or the same for another folder of texts and gold files."""

import sys
from pathlib import Path

from tests.quality.scoring import scored, table

folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "data"
print(table(scored(folder)))
