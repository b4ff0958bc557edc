"""The options by which the commands over graph and corpora narrow what they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from kg.cli._options import listed, one_of
from kg.records import TYPES, WINDOWS

if TYPE_CHECKING:
    import networkx as nx

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
OwnWindow = Annotated[
    Optional[str],
    typer.Option(
        metavar=listed(WINDOWS),
        callback=one_of("window", WINDOWS),
        help="Within what two names stand together; the setting by default.",
    ),
]
OwnTypes = Annotated[
    Optional[list[str]],
    typer.Option(
        "--type", metavar=listed(TYPES), help="Only names of this type; may be given again. The setting by default."
    ),
]
Dedupe = Annotated[
    bool,
    typer.Option("--dedupe", help="Leave out documents that are an earlier one over again (see kg reuse --copies)."),
]


def tables(built: Build, dedupe: bool) -> Any:
    """The tables of a build, or the subset of its documents without near duplicates; says how many are left out."""
    if not dedupe:
        return built.tables
    from kg import terminal
    from kg.analyse.duplicates import near_duplicates
    from kg.analyse.subset import without

    copies = near_duplicates(built.tables, seed=built.config.seed)
    if len(copies):
        terminal.warn(f"{len(copies)} near duplicates are left out; kg reuse --copies lists them")
    return without(built.tables, copies["document"].to_pylist(), built.config)


def ties_of(built: Build, dedupe: bool, window: str) -> nx.MultiDiGraph:
    """The graph of the names with their ties in one kind of window, which is quicker to load than all of it."""
    if dedupe:
        return tables(built, dedupe).graph
    from kg.graph import load

    return load(built.tables, windows=(window,), documents=False)


def typed(config: Config, types: list[str] | None) -> Config:
    """The settings of a build, with ties between names of these types only."""
    from dataclasses import replace

    return replace(config, graph=replace(config.graph, types=tuple(types or config.graph.types)))
