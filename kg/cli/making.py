"""From files to a build or to mentions: `kg build`, `kg extract`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from kg.cli._codes import FAILED, NOTHING
from kg.cli._options import (
    NONE,
    Config,
    Encoding,
    Engine,
    Exports,
    Language,
    Lexicons,
    Master,
    Out,
    Paths,
    Places,
    Quiet,
    chosen,
    count,
)
from kg.config import Engine as EngineSettings
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.builds import Build
    from kg.changes import State
    from kg.tables.manifest import FailureEntry


def build(
    paths: Places,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The folder to build in: made, or brought to hold just what is named.")
    ] = Path("build"),
    engine: Engine = None,
    master: Master = None,
    jobs: Annotated[
        Optional[int],
        count("--jobs", "-j", least=0, help="Processes; 0 (also by default) is one for each processor."),
    ] = None,
    config: Config = None,
    lexicon: Lexicons = None,
    encoding: Encoding = None,
    lang: Language = None,
    exports: Exports = None,
    stats: Annotated[bool, typer.Option("--stats", help="Print the time and memory of every stage.")] = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph of files and folders: tables, graph files, and graph.html to open in a browser.

    A build holds what was named. To add texts, name the former ones too: what is known of them is kept.
    """
    from kg import changes, pipeline, terminal

    given = {name: value for name, value in (("name", engine), ("jobs", jobs), ("master", master)) if value is not None}
    settings = chosen(config, lexicon, encoding, engine=given, html={"language": lang} if lang else {})
    _refuse_useless(jobs or 0, settings.engine)
    written = pipeline.EXPORTS if exports is None else _named(exports)
    before = changes.state(out)
    if not quiet:
        _announce(settings.engine)
    with terminal.progress(quiet, left=settings.engine.name != "spark") as progress:
        built = pipeline.build(paths, out, settings, progress=progress, exports=written)
    _tell(built, before, written, quiet=quiet)
    if stats:
        terminal.stages(built)
    if built.manifest["failures"]:
        raise typer.Exit(FAILED)


def _tell(built: Build, before: State | None, written: Sequence[str], *, quiet: bool) -> None:
    """What failed, what the build `before` held and this one does not, and unless `quiet` what it holds."""
    from kg import changes, pipeline, terminal
    from kg.export import EXPORTERS

    after = None if before is None else changes.state(built.path)
    change = changes.between(before, after) if before and after else None
    terminal.failures(built.manifest["failures"], built.path / "build.json")
    if change:
        terminal.gone(change.gone)
    terminal.kept([pipeline.exported(built.path, name) for name in EXPORTERS if name not in written])
    if not quiet:
        terminal.remarked(built)
        terminal.summary(built, change, page="html" in written)


def _named(exports: str) -> list[str]:
    """The names of a list with commas."""
    names = [name.strip() for name in exports.split(",")]
    if NONE in names and len(names) > 1:
        raise UsageError(f"--exports {exports}: {NONE} stands alone, or leave it out")
    return [name for name in names if name != NONE]


def _refuse_useless(jobs: int, engine: EngineSettings) -> None:
    """Raise `UsageError` for a number of processes that nothing would heed."""
    if jobs > 1 and engine.name == "serial":
        raise UsageError(f"--jobs {jobs}: the engine serial is one process; leave it out, or give --engine processes")
    if jobs and engine.name == "spark" and engine.master:
        raise UsageError(f"--jobs {jobs}: the master {engine.master} says how many; leave one of them out")


def _announce(engine: EngineSettings) -> None:
    """Say that Spark begins, which takes a while, and where; of other engines nothing."""
    if engine.name != "spark":
        return
    from kg import terminal
    from kg.engines.spark.session import where

    at = where(engine)
    begins = f"starting Spark on this machine, {at}" if at.startswith("local") else f"connecting to Spark at {at}"
    terminal.warn(f"kg: {begins if at else 'going to the Spark of spark-submit'}; this takes a while")


def extract(
    paths: Paths,
    out: Out = None,
    config: Config = None,
    lexicon: Lexicons = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Print the mentions of files, one JSON object a line, in the order of the text."""
    from kg import extracts, terminal

    settings = chosen(config, lexicon, encoding)
    with terminal.progress(quiet or (out is None and sys.stdout.isatty())) as progress:
        done = extracts.write(paths, out, settings, progress=progress)
    terminal.failures(done.failures)
    if not quiet or not done.documents:
        terminal.remarks(done.remarks)
    _end(done.documents, done.failures)


def read(
    paths: Paths,
    out: Out = None,
    config: Config = None,
    encoding: Encoding = None,
) -> None:
    """Print what is read of files, one JSON object a document: text, metadata, what is masked and what was left out."""
    from kg import readings, terminal

    done = readings.write(paths, out, chosen(config, None, encoding))
    terminal.failures(done.failures)
    terminal.doubles(done.doubles)
    terminal.remarks(done.remarks)
    _end(done.documents, done.failures)


def _end(documents: int, failures: Sequence[FailureEntry]) -> None:
    """End with the exit code of what was done and what failed."""
    if failures or not documents:
        raise typer.Exit(FAILED if documents else NOTHING)
