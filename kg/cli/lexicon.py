"""The lexicon: `kg lexicon show`, `kg lexicon search`, `kg lexicon check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._codes import WRONG
from kg.cli._options import Lexicons

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


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A TOML file in the lexicon's format.")]) -> None:
    """Test a lexicon file as the built-in one is tested."""
    from kg.lexicon import check as checks

    faults = checks.file(file)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(WRONG)
    typer.echo(f"{file}: no fault")
