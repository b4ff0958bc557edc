"""Print the figures of the README: formats read, inputs fuzzed, hostile sizes, faults survived.

`python -m tests.robustness [--count 60]`. The formats need LibreOffice and the folder of real texts (`KG_SHARED`); the
sizes some 5 GB of disk for a while.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "read", Path(__file__).parents[1]):
    sys.path.insert(0, str(folder))

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared"))


def main() -> int:
    """Print all tables; 0 if nothing came out wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--count", type=int, default=60, help="hostile files of each format, and ten times so many texts"
    )
    parser.add_argument("--only", choices=("formats", "fuzz", "scale", "tests"))
    given = parser.parse_args()
    wrong = 0
    if given.only in (None, "formats"):
        wrong += formats()
    if given.only in (None, "fuzz"):
        wrong += fuzz(given.count)
    if given.only in (None, "scale"):
        wrong += scale()
    if given.only in (None, "tests"):
        wrong += tests()
    return min(wrong, 1)


def formats() -> int:
    """Real texts in every format, and whether the same mentions are found in them."""
    import real

    texts = [*sorted((SHARED / "corpus" / "seeds").glob("*.txt")), *sorted((SHARED / "corpus" / "dev").glob("*.txt"))]
    if not texts or not real.OFFICE:
        print("formats: not tried (they need LibreOffice and the folder of real texts)\n")
        return 0
    print("| format | files tried | read | refused | wrong | mentions alike |\n|---|--:|--:|--:|--:|--:|", flush=True)
    wrong = 0
    for row in real.figures(texts):
        print(
            f"| {row.format} | {row.tried} | {row.read} | {row.refused} | {row.wrong} | {row.share:.4f} |", flush=True
        )
        wrong += row.wrong
    print()
    return wrong


def fuzz(count: int) -> int:
    """Hostile files, texts, lexicons and queries, and what became of them."""
    import fuzzed

    print("| fuzzed | tried | read | refused | wrong |\n|---|--:|--:|--:|--:|", flush=True)
    total: dict[str, Counter[str]] = {}
    wrongs: list[str] = []
    with tempfile.TemporaryDirectory() as name:

        def tried(what: str, function, *arguments) -> None:
            _count(total.setdefault(what, Counter()), wrongs, function, *arguments)

        for suffix, data in fuzzed.files(count, seed=2026):
            tried(suffix, fuzzed.outcome, Path(name), suffix, data)
        for text in fuzzed.texts(10 * count, seed=2026):
            tried("texts", _text, text)
        for text in fuzzed.lexicons(5 * count, seed=2026):
            tried("lexicons", _lexicon, text)
        built = _built(Path(name))
        for sql in fuzzed.queries(20 * count, 2026, str(Path(name, "secret.csv"))):
            tried("SQL", _query, built, sql)
    for target in ("files", "texts", "lexicons", "SQL"):
        total[f"{target}, led by coverage (atheris)"] = _guided(target, 100 * count, wrongs)
    for what, counts in sorted(total.items()):
        either = (counts["read"], counts["refused"]) if "read or refused" not in counts else ("–", "–")
        print(f"| {what} | {counts.total()} | {either[0]} | {either[1]} | {counts['wrong']} |")
    every = sum(total.values(), Counter())
    print(f"| all | {every.total()} | {every['read']} | {every['refused']} | {every['wrong']} |\n")
    for line in wrongs[:20]:
        print(line)
    return every["wrong"]


def _guided(target: str, count: int, wrongs: list[str]) -> Counter[str]:
    """What became of inputs that atheris made: it tells only whether one went wrong, and then it stops."""
    import fuzzed

    try:
        import atheris  # noqa: F401
    except ImportError:
        print("not tried with atheris: it has no wheel for this Python or system", file=sys.stderr)
        return Counter()
    ended = fuzzed.guided(target, count)
    if ended.returncode:
        wrongs.append(f"{target}: {ended.stderr[-2000:]}")
        return Counter(wrong=1)
    return Counter({"read or refused": count})


def _count(counts: Counter[str], wrongs: list[str], function, *arguments) -> None:
    started = time.monotonic()
    try:
        counts[function(*arguments)] += 1
    except Exception as error:
        counts["wrong"] += 1
        wrongs.append(f"{arguments[-1][:80]!r}: {type(error).__name__}: {error}")
    if (took := time.monotonic() - started) > 30:
        wrongs.append(f"{arguments[-1][:80]!r}: took {took:.0f} s")


def _text(text: str) -> str:
    import fuzzed

    fuzzed.annotated(text)
    return "read"


def _lexicon(text: str) -> str:
    from kg.errors import LexiconError
    from kg.lexicon import parse

    try:
        parse(text.encode(), "a.toml")
    except LexiconError:
        return "refused"
    return "read"


def _built(folder: Path):
    from kg.config import load
    from kg.pipeline import build

    (folder / "secret.csv").write_text("word\nhidden\n")
    (folder / "b.txt").write_text("要增强“四个意识”、做到“两个维护”。", encoding="utf-8")
    return build(folder / "b.txt", folder / "build", load(engine={"name": "serial"}), exports=())


def _query(built, sql: str) -> str:
    from kg.errors import UsageError

    try:
        rows = str(built.query(sql).fetchall())
    except UsageError:
        return "refused"
    except Exception as error:
        assert "duckdb" in type(error).__module__
        return "refused"
    assert "hidden" not in rows
    return "read"


def scale() -> int:
    """What is hostile by its size, at full size, and what it takes."""
    code = subprocess.call([sys.executable, str(Path(__file__).with_name("scale.py"))])
    print()
    return code


class Passed:
    """A plugin of pytest that counts tests by file."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {}

    def pytest_runtest_logreport(self, report) -> None:
        if report.when == "call" or (report.when == "setup" and report.outcome != "passed"):
            name = Path(report.nodeid.split("::")[0]).stem.removeprefix("test_")
            self.counts.setdefault(name, Counter())[report.outcome] += 1


def tests() -> int:
    """The tests of faults and of hostile inputs, counted."""
    import pytest

    passed = Passed()
    files = [str(Path(__file__).with_name(f"test_{name}.py")) for name in ("faults", "hostile", "supply")]
    code = pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", *files], [passed])
    print("\n| cases | tried | survived or refused | not possible here | wrong |\n|---|--:|--:|--:|--:|")
    for name, counts in sorted(passed.counts.items()):
        print(f"| {name} | {counts.total()} | {counts['passed']} | {counts['skipped']} | {counts['failed']} |")
    return int(code != 0)


if __name__ == "__main__":
    raise SystemExit(main())
