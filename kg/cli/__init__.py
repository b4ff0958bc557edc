"""The command line: parse, call, print."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any, Final, cast

import typer

from kg.cli import comparing, discovering, lexicon, looking, making, reading, spreading, structure, wording
from kg.cli._codes import NOTHING, STOPPED, TOLD, WRONG
from kg.cli._narrowing import spelt_out
from kg.errors import BuildError, InputError, KgError
from kg.version import __version__

INTERRUPTED: Final = "Query interrupted"
"""What DuckDB makes of Ctrl-C: a RuntimeError of this text."""

DUCKDB: Final = ("duckdb", "_duckdb")
"""The modules of DuckDB's errors; to name the class would be to import it for `kg --help`."""

MISUSE: Final = cast(type[typer.BadParameter], typer.BadParameter.__base__)
"""The error of Typer for wrong usage of any kind."""

NUMBERS: Final = {"is not a valid int range": "is no whole number", "is not a valid float": "is no number"}
"""What Typer says of a value that is no number, and what we say."""

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Knowledge graphs of the slogans (提法) and meetings that Chinese political texts name, with the evidence.\n\n"
    "Start with:  kg build SPEECHES --out build  and open build/graph.html in a browser.\n\n"
    f"Results go to stdout, messages to stderr. Exit codes: {TOLD}",
)

COMMANDS: Final = (
    *(making.build, making.extract, making.read, looking.show, looking.query, looking.export),
    *(discovering.discover, reading.chains, reading.date),
    *(structure.ties, structure.communities, structure.centrality, comparing.compare, comparing.reuse),
    *(wording.frequency, wording.trend, wording.first, wording.silence, wording.similarity),
    *(spreading.diffusion, spreading.supersession, spreading.expansion, spreading.alluvial),
)
"""The commands, in the order of the help; the name of a function is its command's."""

GROUPS: Final = {"lexicon": lexicon.app}

for command in COMMANDS:
    app.command()(command)
for name, group in GROUPS.items():
    app.add_typer(group, name=name)


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


def main() -> None:
    """Run the command line; every foreseen error is one line on stderr and an exit code."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the shell: >&-
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # What libraries log is for those who ask for it; py4j would print where Ctrl-C met it.
    logging.getLogger().addHandler(logging.NullHandler())
    # numpy's own threads spin while they wait for small matrices; documents are what is done side by side here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:] or ["--help"]
    raise SystemExit(_code(lambda: _command(arguments), building=arguments[0] == "build"))


def _command(arguments: list[str]) -> int:
    """Run a command and give its exit code. Typer's `main` ends on Ctrl-C and closed pipes by itself; this does not."""
    command = typer.main.get_command(app)
    code = 0
    try:
        with command.make_context("kg", spelt_out(arguments)) as context:
            command.invoke(context)
    except typer.Exit as end:
        code = end.exit_code
    print(end="", flush=True)
    return code


def _code(run: Callable[[], int], *, building: bool = False) -> int:
    """The exit code of what `run` does, or of its error, which is told; what is `building` can be gone on with."""
    try:
        return run()
    except MISUSE as error:
        _misused(error)
        return error.exit_code
    except KgError as error:
        from kg.tables.render import printable

        # An error may name what stands in a text or its metadata, which must not steer the terminal.
        typer.echo(printable(f"kg: {error}"), err=True)
        return NOTHING if isinstance(error, (BuildError, InputError)) else WRONG
    except (KeyboardInterrupt, RuntimeError) as error:
        if not isinstance(error, (KeyboardInterrupt, typer.Abort)) and str(error) != INTERRUPTED:
            raise
        more = "; the build goes on where it was when it is run again" if building else ""
        typer.echo(f"kg: stopped{more}", err=True)
        return STOPPED
    except BrokenPipeError:
        # The reader has all it wants; the interpreter must not flush to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"kg: {where}{error.strerror or error}", err=True)
        return NOTHING
    except Exception as error:
        if type(error).__module__ not in DUCKDB:
            raise
        typer.echo(f"kg: the build is damaged ({' '.join(str(error).split())[:200]}); run 'kg build' again", err=True)
        return NOTHING


def _misused(error: typer.BadParameter) -> None:
    """Tell wrong usage in one line, with the value that was given; a group without a command tells its help."""
    told = error.format_message()
    if "\n" in told:
        return error.show()
    for said, better in NUMBERS.items():
        told = told.replace(said, better)
    found: list[Any] = getattr(error.__cause__, "errors", list)()
    given = f", not {found[0]['input']!r}" if found else ""
    more = f"; {error.ctx.command_path} -h tells more" if error.ctx else ""
    return typer.echo(f"kg: {told.rstrip('.')}{given}{more}", err=True)
