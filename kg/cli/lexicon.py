"""The lexicon: `kg lexicon show`, `search`, `stats`, `check`, `export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._codes import WRONG
from kg.cli._options import MADE, Format, Lexicons, one_of

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look into the lexicon and check your own.")


@app.command("show")
def show(name: Annotated[str, typer.Argument(help="A name or an alias.")], lexicon: Lexicons = None) -> None:
    """Print what the lexicon knows of a slogan or meeting."""
    from kg import terminal
    from kg.lexicon import load

    terminal.entry(load(lexicon or ()), name)


@app.command("search")
def search(text: Annotated[str, typer.Argument(help="Part of a name or alias.")], lexicon: Lexicons = None) -> None:
    """List the entries that hold a text in their name or an alias."""
    from kg import terminal
    from kg.lexicon import load

    terminal.entries(load(lexicon or ()), text)


@app.command("stats")
def stats(lexicon: Lexicons = None, format: Format = "table") -> None:
    """Count the entries by kind, domain, decade, level and confidence."""
    from kg import terminal
    from kg.lexicon import load
    from kg.lexicon.stats import count

    terminal.records(count(load(lexicon or ())), format)


@app.command("export")
def export(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="One of csv (a folder of tables), json, skos (Turtle).")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help=f"The file to write, for csv a folder; {MADE}.")],
    lexicon: Lexicons = None,
) -> None:
    """Write the lexicon for another program."""
    from kg.export.lexicon import LEXICON_EXPORTERS
    from kg.lexicon import load

    one_of("format", LEXICON_EXPORTERS)(format)
    LEXICON_EXPORTERS[format](load(lexicon or ()), out)


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A TOML file in the lexicon's format.")]) -> None:
    """Test a lexicon file: what is a fault, kg build and the others refuse too; a warning is to be thought over.

    An entry needs a name, that of a slogan a kind: doctrine is found wherever it stands, quoted only in quotation marks, numeric has a
    numeral that counts. kg/lexicon/FORMAT.md tells all fields.

    \b
    [[slogan]]
    name = "勤俭办学"
    kind = "doctrine"
    domain = "科教"
    confidence = "low"
    """
    from kg.analyse.method import counted
    from kg.lexicon import check as checks
    from kg.terminal import say, warn

    found = checks.findings(file)
    for each in found:
        warn(f"{each.place}: {'warning: ' if each.warning else ''}{each.text}")
    if not all(each.warning for each in found):
        raise typer.Exit(WRONG)
    say(f"{file}: no fault" + (f", {counted(len(found), 'warnings')}: the file is taken as it is" if found else ""))
