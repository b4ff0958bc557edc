"""The command line: parse, call, print."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Annotated, Any, Final, Optional, cast

import typer

from kg import config as settings
from kg.engines import ENGINES
from kg.errors import BuildError, InputError, KgError, unknown
from kg.export import EXPORTERS
from kg.tables.render import FORMATS
from kg.version import __version__

FAILED, WRONG, NOTHING, STOPPED = 1, 2, 3, 130

INTERRUPTED: Final = "Query interrupted"
"""What DuckDB makes of Ctrl-C: a RuntimeError of this text."""

MISUSE: Final = cast(type[typer.BadParameter], typer.BadParameter.__base__)
"""The error of Typer for wrong usage of any kind."""

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Knowledge graphs of the slogans (提法) and meetings that Chinese political texts name, with the evidence.\n\n"
    "Start with:  kg build SPEECHES --out build  and open build/graph.html in a browser.\n\n"
    "Results go to stdout, messages to stderr. Exit codes: 0 done; 1 some inputs failed and the rest was done; "
    "2 wrong usage; 3 nothing could be done.",
)
lexicons = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look into the lexicon and check your own.")
app.add_typer(lexicons, name="lexicon")


def _one_of(what: str, names: Collection[str]) -> Any:
    """A callback that refuses a name that is not one of these, before any work is done."""

    def check(name: str | None) -> str | None:
        if name is not None and name not in names:
            raise unknown(what, name, names)
        return name

    return check


def _listed(names: Iterable[str]) -> str:
    return f"[{'|'.join(names)}]"


Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATHS...", help="Files or folders: .txt .md .html .docx .csv .tsv .jsonl, also .gz."),
]
Config = Annotated[Optional[Path], typer.Option("--config", help="A TOML file of settings over the defaults.")]
Lexicons = Annotated[
    Optional[list[Path]],
    typer.Option("--lexicon", help="A TOML file of your own entries, over the built-in ones; may be given again."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors are still shown.")]
BuildFolder = Annotated[Path, typer.Option("--build", "-b", help="The folder of a build.")]
Engine = Annotated[
    Optional[str],
    typer.Option(
        metavar=_listed(ENGINES),
        callback=_one_of("engine", ENGINES),
        help="Where documents are annotated; else as engine.name of the settings says, which is processes by default.",
    ),
]
Format = Annotated[
    str, typer.Option(metavar=_listed(FORMATS), callback=_one_of("format", FORMATS), help="How to print the rows.")
]
Export = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT", callback=_one_of("format", EXPORTERS), help=f"One of {', '.join(sorted(EXPORTERS))}."
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to build in; made, resumed or added to.")] = Path(
        "build"
    ),
    engine: Engine = None,
    jobs: Annotated[
        Optional[int],
        typer.Option("--jobs", "-j", min=0, help="Processes; 0 (also by default) is one for each processor."),
    ] = None,
    config: Config = None,
    lexicon: Lexicons = None,
    stats: Annotated[bool, typer.Option("--stats", help="Print the time and memory of every stage.")] = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph of files and folders: tables, graph files, and graph.html to open in a browser."""
    from kg import pipeline, terminal

    given = {name: value for name, value in (("name", engine), ("jobs", jobs)) if value is not None}
    chosen = _settings(config, lexicon, engine=given)
    with terminal.progress(quiet) as progress:
        built = pipeline.build(paths, out, chosen, progress=progress)
    terminal.failures(built.manifest["failures"], built.path / "build.json")
    if not quiet:
        terminal.summary(built)
    if stats:
        terminal.stages(built)
    if built.manifest["failures"]:
        raise typer.Exit(FAILED)


@app.command()
def extract(
    paths: Paths,
    out: Annotated[Optional[Path], typer.Option("--out", "-o", help="A file instead of stdout.")] = None,
    config: Config = None,
    lexicon: Lexicons = None,
    quiet: Quiet = False,
) -> None:
    """Print the mentions of files, one JSON object a line, in the order of the text."""
    from kg import extracts, terminal

    chosen = _settings(config, lexicon)
    with terminal.progress(quiet or (out is None and sys.stdout.isatty())) as progress:
        done = extracts.write(paths, out, chosen, progress=progress)
    terminal.failures(done.failures)
    if done.failures:
        raise typer.Exit(FAILED if done.documents else NOTHING)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A name, an alias or an id.")],
    build: BuildFolder = Path("build"),
    evidence: Annotated[int, typer.Option(min=0, help="How many sentences.")] = 5,
) -> None:
    """Print the card of a slogan, meeting, work, body or person: facts, counts, neighbours, evidence."""
    from kg import terminal
    from kg.analyse import card
    from kg.builds import Build

    terminal.card(card.card(Build(build).tables, name, evidence=evidence))


@app.command()
def query(
    sql: Annotated[
        str, typer.Argument(help="One SELECT over documents, sentences, mentions, expansions, nodes, edges.")
    ],
    build: BuildFolder = Path("build"),
    format: Format = "table",
) -> None:
    """Ask the tables in SQL (DuckDB, read only)."""
    from kg.builds import Build
    from kg.tables import render

    render.write(Build(build).query(sql), format, sys.stdout)


@app.command()
def export(
    format: Export,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The file to write (csv: x.csv with x.nodes.csv, or a folder).")
    ],
    build: BuildFolder = Path("build"),
    config: Config = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph of a build for another program, with the settings of the build and those of --config over them."""
    from kg import terminal
    from kg.builds import Build

    built = Build(build)
    chosen = settings.load(config, base=built.config)
    with terminal.progress(quiet) as progress:
        if progress:
            progress.stage(format)
        EXPORTERS[format](built.tables, built.graph, out, chosen)


@lexicons.command("show")
def lexicon_show(name: Annotated[str, typer.Argument(help="A name or an alias.")], lexicon: Lexicons = None) -> None:
    """Print what the lexicon knows of a slogan or meeting."""
    from kg import terminal
    from kg.lexicon import load

    terminal.entry(load(lexicon or ()), name)


@lexicons.command("search")
def lexicon_search(
    text: Annotated[str, typer.Argument(help="Part of a name or alias.")], lexicon: Lexicons = None
) -> None:
    """List the entries that hold a text in their name or an alias."""
    from kg import terminal
    from kg.lexicon import load

    terminal.entries(load(lexicon or ()), text)


@lexicons.command("check")
def lexicon_check(file: Annotated[Path, typer.Argument(help="A TOML file in the lexicon's format.")]) -> None:
    """Test a lexicon file as the built-in one is tested."""
    from kg.lexicon import check

    faults = check.file(file)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(WRONG)
    typer.echo(f"{file}: no fault")


def _settings(path: Path | None, lexicon: list[Path] | None, **groups: Any) -> settings.Config:
    """The settings of the file with the command line's over them."""
    if lexicon:
        groups["extract"] = {"lexicons": [str(file) for file in lexicon]}
    return settings.load(path, **groups)


def main() -> None:
    """Run the command line; every foreseen error is one line on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    raise SystemExit(_code(lambda: _command(sys.argv[1:] or ["--help"])))


def _command(arguments: list[str]) -> int:
    """Run a command and give its exit code. Typer's `main` ends on Ctrl-C and closed pipes by itself; this does not."""
    command = typer.main.get_command(app)
    code = 0
    try:
        with command.make_context("kg", arguments) as context:
            command.invoke(context)
    except typer.Exit as end:
        code = end.exit_code
    print(end="", flush=True)
    return code


def _code(run: Callable[[], int]) -> int:
    """The exit code of what `run` does, or of its error, which is told."""
    try:
        return run()
    except MISUSE as error:
        error.show()
        return error.exit_code
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        return NOTHING if isinstance(error, (BuildError, InputError)) else WRONG
    except (KeyboardInterrupt, RuntimeError) as error:
        if not isinstance(error, (KeyboardInterrupt, typer.Abort)) and str(error) != INTERRUPTED:
            raise
        typer.echo("kg: stopped; a build goes on where it was when it is run again", err=True)
        return STOPPED
    except BrokenPipeError:
        # The reader has all it wants; the interpreter must not flush to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"kg: {where}{error.strerror or error}", err=True)
        return NOTHING
