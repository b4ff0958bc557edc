"""The options by which the commands over graph and corpora narrow what they look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, Optional

import typer

from kg.cli._options import listed, one_of
from kg.errors import UsageError
from kg.records import TYPES, WINDOWS

if TYPE_CHECKING:
    import networkx as nx

    from kg.analyse.selection import Selection
    from kg.builds import Build
    from kg.config import Config

Window = Annotated[
    str,
    typer.Option(
        metavar=listed(WINDOWS), callback=one_of("window", WINDOWS), help="Within what two names stand together."
    ),
]
Types = Annotated[
    Optional[list[str]],
    typer.Option("--type", metavar=listed(TYPES), help="Only names of this type; may be given again. All by default."),
]
WAYS: Final = ("drop", "weight")
"""What is done with copies, as in `kg.analyse.duplicates`."""

Dedupe = Annotated[
    Optional[str],
    typer.Option(
        "--dedupe",
        metavar=listed(WAYS),
        callback=one_of("way with copies", WAYS),
        help="Leave out documents that share most of their text with an earlier one (drop, also where no word follows), or "
        "let k copies of a text weigh 1/k each (weight); kg reuse --copies lists them.",
    ),
]


def spelt_out(arguments: Sequence[str]) -> list[str]:
    """A command line with `--dedupe=drop` for a `--dedupe` that no way follows.

    >>> spelt_out(["ties", "--dedupe", "四个意识"]), spelt_out(["--dedupe", "weight"]), spelt_out(["--", "--dedupe"])
    (['ties', '--dedupe=drop', '四个意识'], ['--dedupe', 'weight'], ['--', '--dedupe'])
    """
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    after = [*arguments[1:], ""]
    return [
        "--dedupe=drop" if at < end and word == "--dedupe" and after[at] not in WAYS else word
        for at, word in enumerate(arguments)
    ]


def tables(built: Build, dedupe: str | None, selection: Selection | None = None, *, whole: str = "") -> Any:
    """The tables of a build, or the subset in which its copies, among the documents selected, are left out or weighed.

    Raises `UsageError` where they cannot be weighed, for the reason `whole`.
    """
    if dedupe is None:
        return built.tables
    from kg.analyse.duplicates import deduped

    if dedupe == "weight" and whole:
        raise UsageError(f"--dedupe weight cannot be had here, for {whole}; --dedupe drop can")
    return deduped(built.tables, built.config, dedupe, selection=selection)


def notes(tables: Any) -> tuple[str, ...]:
    """What is to be told of tables: what was left out or weighed."""
    return tuple(getattr(tables, "notes", ()))


def ties_of(built: Build, dedupe: str | None, window: str) -> tuple[nx.MultiDiGraph, Any]:
    """The graph of the names with their ties in one kind of window, quicker to load than all of it; its tables."""
    if dedupe:
        found = tables(built, dedupe)
        return found.graph, found
    from kg.graph import load

    return load(built.tables, windows=(window,), documents=False), built.tables


def typed(config: Config, types: list[str] | None) -> Config:
    """The settings of a build, with ties between names of these types only."""
    from dataclasses import replace

    return replace(config, graph=replace(config.graph, types=tuple(types or config.graph.types)))
