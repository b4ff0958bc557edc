"""How wording spreads and changes: `kg diffusion`, `kg supersession`, `kg expansion`, `kg alluvial`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.analyse import following
from kg.analyse.periods import SERIES
from kg.cli._options import (
    BuildFolder,
    By,
    Format,
    Kinds,
    Levels,
    Lexicons,
    Names,
    Plot,
    Series,
    Since,
    Top,
    Types,
    Until,
    calendar,
    limit,
    listed,
    one_of,
    selection,
)
from kg.cli._printing import drawn, ids, show, undated
from kg.records import WINDOWS

VOICES = ("slogan", *following.VOICES)


def diffusion(
    names: Names = None,
    build: BuildFolder = Path("build"),
    by: Annotated[
        str,
        typer.Option(
            metavar=listed(VOICES),
            callback=one_of("voice", VOICES),
            help="slogan: its first use at each level, with the lags; else who follows whom.",
        ),
    ] = "slogan",
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Top = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """How long slogans take from the centre to province, city and county, and who follows whom.

    Levels, organs and speakers are those of the metadata.
    """
    from kg.analyse import diffusion as diffusions
    from kg.builds import Build

    tables = Build(build).tables
    undated(tables, level)
    chosen, entities = selection(since, until, level, type, kind, names), ids(tables, names)
    if by == "slogan":
        lags = diffusions.lags(tables, entities, chosen, top=limit(top, format))
        show(lags, format, LAGS, plot, lambda: drawn("diffusion", lags))
    else:
        follows = following.follows(tables, entities, chosen, by=by, top=limit(top, format))
        show(follows, format, FOLLOWS, plot, lambda: drawn("diffusion", follows, draw="draw_follows"))


LAGS = ("name", "level", "first", "not_yet", "lag_from_centre", "above", "lag_from_above", "comparable", "title")
FOLLOWS = ("leader", "follower", "slogans", "against", "share", "lag", "p", "q", "left_out", "examples")


def supersession(
    names: Names = None,
    build: BuildFolder = Path("build"),
    lexicon: Lexicons = None,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    top: Top = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Which slogans gave way to which: the lexicon's successions, held against the corpus."""
    from kg.analyse import counts
    from kg.analyse import supersession as supersessions
    from kg.builds import Build
    from kg.lexicon import load

    tables = Build(build).tables
    undated(tables, level)
    chosen, entities = selection(since, until, level), ids(tables, names)
    found = supersessions.supersession(tables, load(lexicon or ()), entities, chosen, top=limit(top, format))
    ends = sorted({*found["old_entity"].to_pylist(), *found["new_entity"].to_pylist()})
    show(found, format, SUPERSESSION, plot, lambda: drawn("supersession", found, counts.count(tables, ends, chosen)))


SUPERSESSION = (
    *("old", "new", "verdict", "old_documents", "old_first", "old_last", "new_documents", "new_first", "new_last"),
    *("both", "lag", "order", "crossover"),
)


def expansion(
    names: Names = None,
    build: BuildFolder = Path("build"),
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    kind: Kinds = None,
    top: Top = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Which slogans are written out, part by part, before they are named, or named before they are written out."""
    from kg.analyse import expansion as expansions
    from kg.builds import Build

    tables = Build(build).tables
    undated(tables, level)
    chosen = selection(since, until, level, None, kind, names)
    found = expansions.expansion(tables, ids(tables, names), chosen, top=limit(top, format))
    show(found, format, EXPANSION, plot, lambda: drawn("expansion", found))


EXPANSION = ("name", "lag", "named", "written_out", "documents", "written", "both", "written_title", "written_text")


def alluvial(
    build: BuildFolder = Path("build"),
    by: By = "decade",
    window: Annotated[
        str,
        typer.Option(
            metavar=listed(WINDOWS), callback=one_of("window", WINDOWS), help="Within what names stand together."
        ),
    ] = "paragraph",
    flows: Annotated[bool, typer.Option("--flows", help="A row a flow from one period to the next.")] = False,
    series: Series = SERIES,
    lexicon: Lexicons = None,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Annotated[int, typer.Option(min=0, help="The names in most documents that are looked at; 0 is all.")] = 60,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Which names stand together in each period, and how these communities part and join in the next."""
    from kg.analyse import alluvial as alluvials
    from kg.builds import Build

    built = Build(build)
    undated(built.tables, level)
    chosen, held = selection(since, until, level, type, kind), calendar(by, lexicon)
    options: dict[str, Any] = {"by": by, "window": window, "top": top, "lexicon": held, "meetings": series}
    members = alluvials.members(built.tables, chosen, seed=built.config.seed, **options)
    found, shown = (alluvials.flows(members), FLOWS) if flows else (members, MEMBERS)
    show(found, format, shown, plot, lambda: drawn("alluvial", members))


MEMBERS = ("period", "community", "label", "name", "documents")
FLOWS = ("period", "label", "to_period", "to_label", "count", "names")
