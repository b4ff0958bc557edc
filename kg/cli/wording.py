"""Wording over time: `kg frequency`, `kg trend`, `kg first`, `kg silence`, `kg similarity`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from kg import config as settings
from kg.analyse.counts import UNITS
from kg.analyse.periods import SERIES
from kg.cli._options import (
    BuildFolder,
    By,
    Config,
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


def frequency(
    names: Names = None,
    build: BuildFolder = Path("build"),
    each: Annotated[bool, typer.Option("--each", help="A row a document and name, not a row a name.")] = False,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Top = None,
    plot: Plot = None,
    config: Config = None,
    format: Format = "table",
) -> None:
    """How often names are said: counts, share of documents, per 10,000 characters, and temperature 沸烫热暖温冷."""
    from kg.analyse import frequency as frequencies
    from kg.builds import Build

    built = Build(build)
    scale = settings.load(config, base=built.config).temperature
    chosen, entities = selection(since, until, level, type, kind, names), ids(built.tables, names)
    overall = frequencies.overall(built.tables, chosen, entities=entities, scale=scale)
    rows = limit(top, format)
    found = frequencies.by_document(built.tables, chosen, entities=entities) if each else overall
    shown = ("source", "date", "name", "type", "count", "rate") if each else FREQUENCY
    show(_top(found, rows), format, shown, plot, lambda: drawn("frequency", _top(overall, limit(top, "table"))))


FREQUENCY = ("name", "type", "kind", "count", "documents", "share", "temperature", "rate", "first", "last")


def trend(
    names: Names = None,
    build: BuildFolder = Path("build"),
    by: By = "year",
    bursts: Annotated[bool, typer.Option("--bursts", help="A row a burst, the heaviest first.")] = False,
    unit: Annotated[
        str,
        typer.Option(
            metavar=listed(UNITS),
            callback=one_of("unit", UNITS),
            help="What names it or not; sentence for few and long documents.",
        ),
    ] = "document",
    states: Annotated[int, typer.Option(min=2, max=12, help="States of Kleinberg's automaton.")] = 2,
    ratio: Annotated[float, typer.Option(help="How much more often a state says it than the one below.")] = 2.0,
    gamma: Annotated[float, typer.Option(help="What it costs to climb a state; higher finds fewer bursts.")] = 1.0,
    series: Series = SERIES,
    lexicon: Lexicons = None,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Annotated[
        Optional[int],
        typer.Option(min=0, help="So many names, where none is given: 5; with --bursts so many rows, as elsewhere."),
    ] = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """How names rise and fade, period by period, with Kleinberg's bursts; without names, those in most documents."""
    from kg.analyse import counts
    from kg.analyse import trend as trends
    from kg.builds import Build

    tables = Build(build).tables
    undated(tables, level)
    chosen, entities = selection(since, until, level, type, kind, names), ids(tables, names)
    held = calendar(by, lexicon)
    options: dict[str, Any] = {"by": by, "unit": unit, "lexicon": held, "meetings": series}
    counted = counts.count(tables, entities, chosen, top=0 if bursts else 5 if top is None else top, **options)
    automaton = trends.Automaton(states, ratio, gamma)
    if not bursts:
        found = trends.series(counted, automaton)
        show(found, format, TREND, plot, lambda: drawn("trend", found))
        return
    heaviest = _top(trends.bursts(counted, automaton), limit(top, format))
    bursting = counts.only(counted, heaviest["entity"].to_pylist())
    show(heaviest, format, BURSTS, plot, lambda: drawn("trend", trends.series(bursting, automaton)))


TREND = ("period", "name", "count", "named", "units", "share", "rate", "state")
BURSTS = ("name", "level", "first", "last", "periods", "named", "units", "share", "base", "weight")


def first(
    names: Names = None,
    build: BuildFolder = Path("build"),
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="First uses of this date or later.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="First uses of this date or earlier.")] = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Top = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """The ledger of first and last uses, with the sentence that attests each: earliest in this corpus, no more."""
    from kg.analyse import ledger
    from kg.builds import Build

    tables = Build(build).tables
    undated(tables, level)
    chosen = selection(since, until, level, type, kind, names)
    found = ledger.first(tables, ids(tables, names), chosen, top=limit(top, format))
    show(found, format, FIRST, plot, lambda: drawn("spans", found))


FIRST = (
    "name",
    "first",
    "not_yet",
    "written_before",
    "claim",
    "first_title",
    "attestation",
    "since",
    "last",
    "documents",
)


def silence(
    names: Names = None,
    build: BuildFolder = Path("build"),
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Top = None,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Names that the past makes one expect, and that are said no longer, with the probability of the silence."""
    from kg.analyse import silence as silences
    from kg.builds import Build

    tables = Build(build).tables
    undated(tables, level)
    chosen = selection(since, until, level, type, kind, names)
    found = silences.silence(tables, ids(tables, names), chosen, top=limit(top, format))
    show(found, format, SILENCE, plot, lambda: drawn("spans", found))


SILENCE = (
    *("name", "documents", "span", "first", "last", "after", "still_written", "expected", "probability", "q"),
    "last_title",
)


def similarity(
    document: Annotated[
        Optional[str], typer.Argument(metavar="[DOCUMENT]", help="A document's id, source or title; else all pairs.")
    ] = None,
    build: BuildFolder = Path("build"),
    shared: Annotated[int, typer.Option(min=1, help="At least so many names in common.")] = 3,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Annotated[int, typer.Option(min=1, help="At most so many pairs.")] = 20,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Documents that are alike by the slogans that they name; --plot draws a map of them all."""
    from kg.analyse import similarity as similarities
    from kg.builds import Build

    tables = Build(build).tables
    chosen = selection(since, until, level, type, kind)
    found = similarities.similarity(tables, chosen, document=document or "", shared=shared, top=top)
    show(found, format, SIMILARITY, plot, lambda: drawn("similarity", similarities.layout(tables, chosen)))


SIMILARITY = ("similarity", "shared", "date", "title", "other_date", "other_title", "names")


def _top(found: Any, top: int) -> Any:
    return found.slice(0, top) if top else found
