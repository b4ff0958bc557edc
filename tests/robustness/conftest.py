"""The made files and the small builds of other tests, found wherever pytest is started."""

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "read", Path(__file__).parents[1]):
    sys.path.insert(0, str(folder))
