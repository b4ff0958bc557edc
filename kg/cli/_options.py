"""The options that commands share."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Optional

import typer

from kg import config as settings
from kg.analyse.periods import PERIODS
from kg.engines import ENGINES
from kg.errors import unknown
from kg.export import EXPORTERS
from kg.records import LEVELS, TYPES
from kg.tables.render import FORMATS

if TYPE_CHECKING:
    from kg.analyse.selection import Selection
    from kg.lexicon import Lexicon


MOST: Final = 2**31 - 1
"""The largest whole number that an option takes."""


def one_of(what: str, names: Collection[str]) -> Any:
    """A callback that refuses a name that is not one of these, before any work is done."""

    def check(name: str | None) -> str | None:
        if name is not None and name not in names:
            raise unknown(what, name, names)
        return name

    return check


def count(*names: str, least: int, help: str) -> Any:
    """An option for a whole number, from `least` on and of a size that everything that counts takes."""

    def check(number: int | None) -> int | None:
        if number is not None and number > MOST:
            raise typer.BadParameter(f"{number} is above {MOST}")
        return number

    return typer.Option(*names, min=least, callback=check, help=help)


def _picture(path: Path | None) -> Path | None:
    """Refuse a file that is no picture by its name, before any work is done."""
    from kg.plots.canvas import checked

    if path is not None:
        checked(path)
    return path


def listed(names: Iterable[str]) -> str:
    return f"[{'|'.join(names)}]"


FILES = (
    ".txt .md .html .mhtml .docx .doc .wps .odt .pdf .rtf .epub .eml .csv .tsv .jsonl .parquet .zip, also .gz and .zst"
)
"""What can be read."""

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATHS...",
        help=f"Files or folders: {FILES}.",
    ),
]
Encoding = Annotated[
    Optional[str],
    typer.Option(help="The encoding of the texts (big5, gb18030, utf-16 …) where it is not found out rightly."),
]
Places = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...",
        help=f"Files or folders: {FILES}; with --engine spark also URLs (hdfs://, s3a://, file:///), which its workers read.",
    ),
]
Master = Annotated[
    Optional[str],
    typer.Option(metavar="URL", help="Spark's master, with --engine spark: spark://HOST:7077, yarn, local[2], …"),
]
NONE: Final = "none"
Exports = Annotated[
    Optional[str],
    typer.Option(
        metavar="FORMATS",
        help="What is written beside the tables, with commas between, or none; else html,report,graphml. "
        f"Any of {', '.join(sorted(EXPORTERS))}.",
    ),
]
Config = Annotated[Optional[Path], typer.Option("--config", help="A TOML file of settings over the defaults.")]
Lexicons = Annotated[
    Optional[list[Path]],
    typer.Option(
        "--lexicon",
        help="A TOML file of your own entries (kg lexicon check -h shows its form), over the built-in ones; may be given again.",
    ),
]
MADE: Final = "missing folders are made"
Out = Annotated[Optional[Path], typer.Option("--out", "-o", help=f"A file instead of stdout; {MADE}.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors are still shown.")]
BuildFolder = Annotated[Path, typer.Option("--build", "-b", help="The folder of a build.")]
Engine = Annotated[
    Optional[str],
    typer.Option(
        metavar=listed(ENGINES),
        callback=one_of("engine", ENGINES),
        help="Where the work is done; else as engine.name of the settings says, which is processes by default.",
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


Names = Annotated[Optional[list[str]], typer.Argument(metavar="[NAMES]...", help="Names, aliases or ids.")]
Since = Annotated[str, typer.Option("--from", metavar="DATE", help="Documents of this date or later: 2021, 2021-10 …")]
Until = Annotated[str, typer.Option("--to", metavar="DATE", help="Documents of this date or earlier.")]
Levels = Annotated[
    Optional[list[str]],
    typer.Option("--level", metavar=listed(LEVELS), help="Documents of this level; may be given again."),
]
Types = Annotated[
    Optional[list[str]],
    typer.Option("--type", metavar=listed(TYPES), help="Names of this type, else SLOGAN; may be given again."),
]
Kinds = Annotated[
    Optional[list[str]],
    typer.Option(
        "--kind", metavar="KIND", help="Names of this kind (numeric, doctrine, quoted …); may be given again."
    ),
]
Top = Annotated[
    Optional[int],
    count("--top", least=0, help="At most so many; by default 20 in a table, all in csv and json; 0 is all."),
]
Plot = Annotated[
    Optional[Path],
    typer.Option(
        "--plot", metavar="FILE", callback=_picture, help=f"Draw it too, as .svg or .png, by its name; {MADE}."
    ),
]


By = Annotated[
    str,
    typer.Option(metavar=listed(PERIODS), callback=one_of("period", PERIODS), help="How the time is cut."),
]
Series = Annotated[
    str, typer.Option("--series", help="The meetings whose sessions cut the time with --by session, by full name.")
]


def limit(top: int | None, format: str, usual: int = 20) -> int:
    """How many rows are wanted, 0 for all: what --top says, else what a person reads, or all for a program.

    >>> limit(None, "table"), limit(None, "csv"), limit(3, "csv")
    (20, 0, 3)
    """
    if top is not None:
        return top
    return usual if format == "table" else 0


def calendar(by: str, lexicon: list[Path] | None) -> Lexicon | None:
    """The lexicon that knows the sessions, where time is cut by them."""
    from kg.lexicon import load

    return load(lexicon or ()) if by == "session" else None


def selection(
    since: str,
    until: str,
    level: list[str] | None,
    type: list[str] | None = None,
    kind: list[str] | None = None,
    names: list[str] | None = None,
) -> Selection:
    """What the options choose; without types, kinds and names it is slogans."""
    from kg.analyse.selection import Selection

    types = tuple(type or (() if names or kind else ("SLOGAN",)))
    return Selection(since, until, tuple(level or ()), types, tuple(kind or ()))


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
