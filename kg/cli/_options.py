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
    typer.Argument(
        metavar="PATHS...",
        help="Files or folders: .txt .md .html .mhtml .docx .doc .wps .odt .pdf .rtf .epub .eml .csv .tsv .jsonl .parquet"
        " .zip, also .gz and .zst.",
    ),
]
Encoding = Annotated[
    Optional[str],
    typer.Option(help="The encoding of the texts (big5, gb18030, utf-16 …) where it is not found out rightly."),
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
Format = Annotated[
    str, typer.Option(metavar=listed(FORMATS), callback=one_of("format", FORMATS), help="How to print the rows.")
]


def chosen(
    path: Path | None, lexicon: list[Path] | None, encoding: str | None = None, **groups: Any
) -> settings.Config:
    """The settings of the file with the command line's over them; raises `UsageError` for an unknown encoding."""
    if encoding is not None:
        try:
            "".encode(encoding)
        except (LookupError, ValueError):
            raise unknown(
                "encoding", encoding, ("big5", "gb18030", "utf-8", "utf-16", "… any that Python knows")
            ) from None
        groups["read"] = {"encoding": encoding}
    if lexicon:
        groups["extract"] = {"lexicons": [str(file) for file in lexicon]}
    return settings.load(path, **groups)
