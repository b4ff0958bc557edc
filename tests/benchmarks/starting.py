"""What a person waits for: a cold start, a warm call, the lexicon, the scanner."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import texts
from tests.benchmarks.measure import Row, most, python, run

SPEECH = 5000
"""Characters of a speech."""

LOAD = """
import time; import kg.lexicon
start = time.process_time(); kg.lexicon.load(); print(time.process_time() - start)
"""
SCANNER = """
import time; from kg.lexicon import load; from kg.extraction.scan import Scanner; import ahocorasick_rs
lexicon = load(); start = time.process_time(); Scanner(lexicon); print(time.process_time() - start)
"""


def starts(times: int) -> Iterator[Row]:
    """`kg extract` of one speech against the start of jieba; the best of some, taken in turns."""
    import sys

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "speech.txt"
        file.write_text(_speech(), encoding="utf-8")
        ours, theirs = [], []
        for _ in range(times):
            ours.append(run(sys.executable, "-m", "kg", "extract", "--quiet", str(file)))
            theirs.append(python("import jieba; jieba.initialize()"))
    one, other = (min(each.cpu for each in runs) for runs in (ours, theirs))
    yield Row(
        "kg extract, one speech, cold", f"{one:.2f} CPU s", f"jieba.initialize {other:.2f} s", **most(one / other, 1)
    )
    for what, code, bar in (("lexicon, from the cache", LOAD, 60), ("scanner", SCANNER, 40)):
        best = min(float(python(code).out) for _ in range(times)) * 1000
        yield Row(f"{what}, in a fresh process", f"{best:.0f} ms", f"{bar} ms", **most(best / bar, 1))
    yield _warm(times)


def _warm(times: int) -> Row:
    """The median of many calls, in processor time: whatever else runs only adds."""
    import kg

    text, taken = _speech(), []
    kg.extract(text)
    for _ in range(10 * times):
        start = time.process_time()
        kg.extract(text)
        taken.append(time.process_time() - start)
    middle = sorted(taken)[len(taken) // 2] * 1000
    return Row(f"kg.extract, warm, {SPEECH} characters", f"{middle:.1f} ms", "3 ms", **most(middle / 3, 1))


def _speech() -> str:
    """The start of a real speech that is as long where there is one, else of news."""
    seeds = texts.SHARED / "corpus" / "seeds"
    found = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))] if seeds.is_dir() else []
    whole = next((text for text in found if len(text) >= SPEECH), "")
    return (whole or "".join(document.text for document in texts.documents(6 * SPEECH)))[:SPEECH]
