"""The command line: parse, call, print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from kg import config as settings
from kg.errors import BuildError, InputError, KgError
from kg.version import __version__

FAILED, WRONG, NOTHING = 1, 2, 3

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


class EngineName(str, Enum):
    """The engines by name."""

    serial = "serial"
    processes = "processes"


class Format(str, Enum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"


class Export(str, Enum):
    """The formats of `kg export`."""

    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    json = "json"
    html = "html"


Paths = Annotated[list[Path], typer.Argument(metavar="PATHS...", help="Files or folders: .txt .md .html .docx .csv .tsv .jsonl, also .gz.")]
Config = Annotated[Optional[Path], typer.Option("--config", help="A TOML file of settings over the defaults.")]
Lexicons = Annotated[
    Optional[list[Path]],
    typer.Option("--lexicon", help="A TOML file of your own entries, over the built-in ones; may be given again."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors are still shown.")]
BuildFolder = Annotated[Path, typer.Option("--build", "-b", help="The folder of a build.")]


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
    engine: Annotated[EngineName, typer.Option(help="Where documents are annotated.")] = EngineName.processes,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 is one for each processor.")] = 0,
    config: Config = None,
    lexicon: Lexicons = None,
    stats: Annotated[bool, typer.Option("--stats", help="Print the time and memory of every stage.")] = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph of files and folders: tables, graph files, and graph.html to open in a browser."""
    from kg import pipeline, terminal

    chosen = _settings(config, lexicon, engine={"name": engine.value, "jobs": jobs})
    with terminal.progress(quiet) as progress:
        built = pipeline.build(paths, out, chosen, progress=progress)
    terminal.failures(built.manifest["failures"])
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

    failed = extracts.write(paths, out, _settings(config, lexicon), quiet=quiet)
    terminal.failures(failed)
    if failed:
        raise typer.Exit(FAILED)


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
    format: Annotated[Format, typer.Option(help="How to print the rows.")] = Format.table,
) -> None:
    """Ask the tables in SQL (DuckDB, read only)."""
    from kg.builds import Build
    from kg.tables import render

    render.write(Build(build).query(sql), format.value, sys.stdout)


@app.command()
def export(
    format: Annotated[Export, typer.Argument(help="The format.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file to write (csv: a folder).")],
    build: BuildFolder = Path("build"),
) -> None:
    """Write the graph of a build for another program."""
    from kg.builds import Build
    from kg.export import EXPORTERS

    built = Build(build)
    EXPORTERS[format.value](built.tables, built.graph, out, built.config)


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
    _run(lambda: app(standalone_mode=True))


def _run(command: Callable[[], None]) -> None:
    try:
        command()
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        raise SystemExit(NOTHING if isinstance(error, (BuildError, InputError)) else WRONG) from None
    except KeyboardInterrupt:
        typer.echo("kg: stopped; what was finished is kept", err=True)
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
