"""How the graph hangs together: `kg ties`, `kg communities`, `kg centrality`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from kg.analyse.ties import BACKBONES, MEASURES
from kg.cli._narrowing import Dedupe, Types, Window, notes, tables, ties_of, typed
from kg.cli._options import BuildFolder, Config, Format, Plot, Top, listed, one_of
from kg.cli._printing import drawn, show
from kg.records import TYPES, WINDOWS

if TYPE_CHECKING:
    import pyarrow as pa


def ties(
    name: Annotated[Optional[str], typer.Argument(help="A name, an alias or an id; without it, all ties.")] = None,
    build: BuildFolder = Path("build"),
    window: Window = "sentence",
    type: Types = None,
    by: Annotated[
        str, typer.Option(metavar=listed(MEASURES), callback=one_of("measure", MEASURES), help="What orders the rows.")
    ] = "llr",
    backbone: Annotated[
        Optional[str],
        typer.Option(
            metavar=listed(BACKBONES),
            callback=one_of("backbone", BACKBONES),
            help="Only the ties too heavy for chance (disparity filter), or the maximum spanning forest by G².",
        ),
    ] = None,
    alpha: Annotated[float, typer.Option(min=0, max=1, help="The level of the disparity filter.")] = 0.05,
    least: Annotated[int, typer.Option(min=1, help="Windows that a pair shares, at least.")] = 1,
    dedupe: Dedupe = None,
    top: Top = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """What stands together, how strongly by every measure (NPMI, G², q, Dice, odds ratio), and where."""
    from kg.analyse import ties as analysis
    from kg.analyse.card import resolve
    from kg.builds import Build

    built = Build(build)
    entity = resolve(built.tables, name) if name else ""
    rows = (20 if format == "table" else 0) if top is None else top
    settings: dict[str, Any] = {
        "window": window,
        "entity": entity,
        "by": by,
        "backbone": backbone or "",
        "alpha": alpha,
        "types": type or (),
        "least": least,
    }
    looked = tables(built, dedupe)
    known = built.config.graph.types
    more = {*(type or ()), *([entity.partition(":")[0].upper()] if entity else ())}.difference(known)
    found = analysis.ties(looked, typed(built.config, [*known, *sorted(more)]), **settings, top=rows)
    brief = "source_name target_name count documents npmi llr q dice odds_ratio low high evidence"
    show(found, format, brief.split(), plot, lambda: drawn("effects", found), notes=notes(looked))


def communities(
    build: BuildFolder = Path("build"),
    window: Annotated[
        Optional[str],
        typer.Option(
            metavar=listed(WINDOWS),
            callback=one_of("window", WINDOWS),
            help="Within what two names stand together; else as communities.window of the settings says.",
        ),
    ] = None,
    type: Annotated[
        Optional[list[str]],
        typer.Option(
            metavar=listed(TYPES),
            help="Only names of this type; may be given again. Else as communities.types of the settings says.",
        ),
    ] = None,
    resolution: Annotated[
        Optional[float], typer.Option(help="Higher: more and smaller communities; else as the settings say.")
    ] = None,
    runs: Annotated[int, typer.Option(min=1, help="Seeds over which stability is measured.")] = 20,
    members: Annotated[bool, typer.Option("--members", help="A row a name instead of a row a community.")] = False,
    dedupe: Dedupe = None,
    top: Top = None,
    plot: Plot = None,
    config: Config = None,
    format: Format = "table",
) -> None:
    """Which names go together (Leiden, by the setting `seed`), and how steady that is over other seeds.

    They are the communities of the page and of the report: one group of settings, `communities`, divides them all.
    """
    from kg import config as settings
    from kg.analyse import communities as analysis
    from kg.analyse.projection import projection
    from kg.builds import Build

    built = Build(build)
    usual = settings.load(config, base=built.config)
    asked = {"window": window, "types": type, "resolution": resolution}
    given = {name: value for name, value in asked.items() if value is not None}
    chosen = settings.load(base=usual, communities=given).communities
    graph, told = ties_of(built, dedupe, chosen.window)
    if plot:
        ties = projection(graph, window=chosen.window, types=chosen.types, weight="npmi", attracted=True)
        drawn("communities", analysis.members(graph, chosen, runs=1, seed=usual.seed), ties).save(plot)
    if members:
        brief = "community name type strength within participation stability"
        found = analysis.members(graph, chosen, runs=runs, seed=usual.seed)
        show(found, format, brief.split(), top=top, notes=told)
    else:
        _overview(analysis.overview(graph, chosen, runs=runs, seed=usual.seed), format, top, told)


def _overview(found: pa.Table, format: str, top: int | None, notes: tuple[str, ...]) -> None:
    """The communities, and what holds of all below."""
    from kg import terminal

    show(found, format, ["community", "size", "within", "stability", "names"], top=top, notes=notes)
    if len(found):
        modularity, agreement = found["modularity"][0].as_py(), found["agreement"][0].as_py()
        terminal.warn(f"modularity {modularity:.3f}; agreement of the seeds {agreement:.3f} (mean adjusted Rand index)")


def centrality(
    build: BuildFolder = Path("build"),
    window: Window = "sentence",
    type: Types = None,
    attracted: Annotated[bool, typer.Option("--attracted", help="Only ties above chance (NPMI > 0).")] = False,
    paths: Annotated[
        Optional[bool], typer.Option(help="Betweenness and closeness; by default only where they do not take long.")
    ] = None,
    dedupe: Dedupe = None,
    top: Top = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Which names hold the graph together: degree, strength, PageRank, k-core, betweenness, closeness."""
    from kg.analyse import centrality as analysis
    from kg.builds import Build

    built = Build(build)
    graph, told = ties_of(built, dedupe, window)
    found = analysis.centrality(graph, window=window, types=type or TYPES, attracted=attracted, paths=paths)
    shown = [name for name in found.column_names if name != "entity"]
    show(found, format, shown, plot, lambda: drawn("centrality", found), top=top, notes=told)
