"""Fuzzing that is led by what code the inputs reach (atheris): `python guided.py TARGET COUNT`, 0 if nothing went wrong.

Readers that work in a process of their own are called in this one, where the code that they reach is seen.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "read", Path(__file__).parents[1]):
    sys.path.insert(0, str(folder))

import atheris  # noqa: E402

with atheris.instrument_imports(include=["kg"]):
    from kg.config import load
    from kg.errors import LexiconError, UsageError
    from kg.lexicon import parse
    from kg.pipeline import build
    from kg.read import eml, html, mhtml, pdf, rtf
    from kg.tables import query  # noqa: F401

import fuzzed  # noqa: E402

IN_PROCESS = (
    ".txt",
    ".md",
    ".html",
    ".mhtml",
    ".docx",
    ".pdf",
    ".rtf",
    ".epub",
    ".eml",
    ".csv",
    ".tsv",
    ".jsonl",
    ".zip",
    ".gz",
)
"""Formats whose readers are ours or in Python; Parquet and Zstandard are Arrow's, which is fuzzed where it is made."""


def a_file(folder: Path) -> Callable[[bytes], None]:
    """The first byte names the format, the rest is the file."""
    for module in (eml, html, mhtml, pdf, rtf):
        module.apart = lambda function, data, config: function(data, config)

    def one(data: bytes) -> None:
        if data:
            fuzzed.outcome(folder, IN_PROCESS[data[0] % len(IN_PROCESS)], data[1:])

    return one


def a_text(_: Path) -> Callable[[bytes], None]:
    """Pieces that the scanner and the grammars look for, a byte each."""
    return lambda data: fuzzed.annotated("".join(fuzzed.PIECES[byte % len(fuzzed.PIECES)] for byte in data[:400]))


def a_lexicon(_: Path) -> Callable[[bytes], None]:
    """Pieces of lexicons, a byte each."""

    def one(data: bytes) -> None:
        try:
            parse("".join(fuzzed.LEXICON[byte % len(fuzzed.LEXICON)] for byte in data[:40]).encode(), "a.toml")
        except LexiconError as error:
            assert "\n" not in str(error)

    return one


def a_query(folder: Path) -> Callable[[bytes], None]:
    """Words of SQL, a byte each, some of which reach for a file beside the build."""
    secret = folder / "secret.csv"
    secret.write_text("word\nhidden\n")
    (folder / "b.txt").write_text("要增强“四个意识”。", encoding="utf-8")
    built = build(folder / "b.txt", folder / "build", load(engine={"name": "serial"}), exports=())

    def one(data: bytes) -> None:
        sql = " ".join(fuzzed.SQL[byte % len(fuzzed.SQL)] for byte in data[:12]).replace("{secret}", str(secret))
        try:
            rows = str(built.query(sql).fetchall())
        except UsageError:
            return
        except Exception as error:
            assert "duckdb" in type(error).__module__
            return
        assert "hidden" not in rows

    return one


TARGETS = {"files": a_file, "texts": a_text, "lexicons": a_lexicon, "SQL": a_query}


def seeds(target: str, folder: Path) -> None:
    """Good inputs to begin with."""
    folder.mkdir()
    for suffix, data in fuzzed.samples().items() if target == "files" else ():
        if suffix in IN_PROCESS:
            (folder / suffix).write_bytes(bytes([IN_PROCESS.index(suffix)]) + data)
    if target != "files":
        (folder / "all").write_bytes(bytes(range(60)))


def main() -> None:
    """Run so many inputs; atheris ends the process, with another code than 0 where one went wrong."""
    target, count = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeds(target, folder / "seeds")
        arguments = [
            f"-runs={count}",
            "-seed=2026",
            "-max_len=20000",
            "-timeout=60",
            "-rss_limit_mb=4096",
            f"-artifact_prefix={folder}/",
        ]
        atheris.Setup([sys.argv[0], *arguments, str(folder / "seeds")], TARGETS[target](folder))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
