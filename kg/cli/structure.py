"""How the graph hangs together: `kg ties`, `kg communities`, `kg centrality`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from kg.analyse.ties import BACKBONES, MEASURES
from kg.cli._documents import WHOLE, Asked, over_documents
from kg.cli._narrowing import Types, Window, ties_of, typed
from kg.cli._options import Config, count, listed, one_of
from kg.cli._printing import drawn
from kg.records import TYPES, WINDOWS

if TYPE_CHECKING:
    import pyarrow as pa


@over_documents(*WHOLE)
def ties(
    asked: Asked,
    name: Annotated[Optional[str], typer.Argument(help="A name, an alias or an id; without it, all ties.")] = None,
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
    least: Annotated[int, count(least=1, help="Windows that a pair shares, at least.")] = 1,
) -> None:
    """What stands together, how strongly by every measure (NPMI, G², q, Dice, odds ratio), and where."""
    from kg.analyse import ties as analysis

    tables, config = asked.tables(dated=False), asked.built.config
    entity = asked.id(tables, name) if name else ""
    settings: dict[str, Any] = {
        "window": window,
        "entity": entity,
        "by": by,
        "backbone": backbone or "",
        "alpha": alpha,
        "types": type or (),
        "least": least,
    }
    known = config.graph.types
    more = {*(type or ()), *([entity.partition(":")[0].upper()] if entity else ())}.difference(known)
    found = analysis.ties(tables, typed(config, [*known, *sorted(more)]), **settings, top=asked.rows)
    asked.show(found, TIES, lambda: drawn("effects", found), of=tables)


TIES = (
    *("source_name", "target_name", "count", "documents", "npmi", "llr", "q", "dice", "odds_ratio", "low", "high"),
    "evidence",
)


@over_documents(*WHOLE)
def communities(
    asked: Asked,
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
    runs: Annotated[int, count(least=1, help="Seeds over which stability is measured.")] = 20,
    members: Annotated[bool, typer.Option("--members", help="A row a name instead of a row a community.")] = False,
    config: Config = None,
) -> None:
    """Which names go together (Leiden, by the setting `seed`), and how steady that is over other seeds.

    They are the communities of the page and of the report: one group of settings, `communities`, divides them all.
    """
    from kg import config as settings
    from kg.analyse import communities as analysis
    from kg.analyse.projection import projection

    usual = settings.load(config, base=asked.built.config)
    options = {"window": window, "types": type, "resolution": resolution}
    given = {name: value for name, value in options.items() if value is not None}
    chosen = settings.load(base=usual, communities=given).communities
    graph, tables = ties_of(asked.built, asked.dedupe, chosen.window)
    if asked.plot:
        ties = projection(graph, window=chosen.window, types=chosen.types, weight="npmi", attracted=True)
        drawn("communities", analysis.members(graph, chosen, runs=1, seed=usual.seed), ties).save(asked.plot)
    if members:
        found = analysis.members(graph, chosen, runs=runs, seed=usual.seed)
        asked.show(found, MEMBERS, of=tables, top=asked.top)
    else:
        found = analysis.overview(graph, chosen, runs=runs, seed=usual.seed)
        asked.show(found, OVERVIEW, of=tables, top=asked.top)
        _tell_division(found)


MEMBERS = ("community", "name", "type", "strength", "within", "participation", "stability")
OVERVIEW = ("community", "size", "within", "stability", "names")


def _tell_division(found: pa.Table) -> None:
    """What holds of all communities."""
    from kg import terminal

    if len(found):
        modularity, agreement = found["modularity"][0].as_py(), found["agreement"][0].as_py()
        terminal.warn(f"modularity {modularity:.3f}; agreement of the seeds {agreement:.3f} (mean adjusted Rand index)")


@over_documents(*WHOLE)
def centrality(
    asked: Asked,
    window: Window = "sentence",
    type: Types = None,
    attracted: Annotated[bool, typer.Option("--attracted", help="Only ties above chance (NPMI > 0).")] = False,
    paths: Annotated[
        Optional[bool], typer.Option(help="Betweenness and closeness; by default only where they do not take long.")
    ] = None,
) -> None:
    """Which names hold the graph together: degree, strength, PageRank, k-core, betweenness, closeness."""
    from kg.analyse import centrality as analysis

    graph, tables = ties_of(asked.built, asked.dedupe, window)
    found = analysis.centrality(graph, window=window, types=type or TYPES, attracted=attracted, paths=paths)
    shown = [name for name in found.column_names if name != "entity"]
    asked.show(found, shown, lambda: drawn("centrality", found), of=tables, top=asked.top)
