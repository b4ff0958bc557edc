"""The options that commands share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from kg import config as settings
from kg.engines import ENGINES
from kg.errors import unknown
from kg.tables.render import FORMATS


def one_of(what: str, names: Collection[str]) -> Any:
    """A callback that refuses a name that is not one of these, before any work is done."""

    def check(name: str | None) -> str | None:
        if name is not None and name not in names:
            raise unknown(what, name, names)
        return name

    return check


def listed(names: Iterable[str]) -> str:
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
        metavar=listed(ENGINES),
        callback=one_of("engine", ENGINES),
        help="Where documents are annotated; else as engine.name of the settings says, which is processes by default.",
    ),
]
Language = Annotated[
    Optional[str],
    typer.Option(
        "--lang",
        metavar=listed(settings.LANGUAGES),
        callback=one_of("language", settings.LANGUAGES),
        help="The language of graph.html and report.html; else as html.language of the settings says, zh by default.",
    ),
]
Format = Annotated[
    str, typer.Option(metavar=listed(FORMATS), callback=one_of("format", FORMATS), help="How to print the rows.")
]


def chosen(path: Path | None, lexicon: list[Path] | None, **groups: Any) -> settings.Config:
    """The settings of the file with the command line's over them."""
    if lexicon:
        groups["extract"] = {"lexicons": [str(file) for file in lexicon]}
    return settings.load(path, **groups)
