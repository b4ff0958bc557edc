"""Wording over time: one function a command, `kg frequency` to `kg alluvial`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from kg import config as settings
from kg.analyse import diffusion as diffusions
from kg.analyse.counts import UNITS
from kg.analyse.periods import PERIODS, SERIES
from kg.cli._options import (
    BuildFolder,
    Config,
    Format,
    Kinds,
    Levels,
    Lexicons,
    Names,
    Plot,
    Since,
    Top,
    Types,
    Until,
    listed,
    one_of,
    selection,
)
from kg.cli._printing import ids, show
from kg.records import WINDOWS

if TYPE_CHECKING:
    from kg.plots.canvas import Picture

VOICES = ("slogan", *diffusions.VOICES)

By = Annotated[
    str,
    typer.Option(metavar=listed(PERIODS), callback=one_of("period", PERIODS), help="How the time is cut."),
]
Series = Annotated[
    str, typer.Option("--series", help="The meetings whose sessions cut the time with --by session, by full name.")
]


def frequency(
    names: Names = None,
    build: BuildFolder = Path("build"),
    each: Annotated[bool, typer.Option("--each", help="A row a document and name, not a row a name.")] = False,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    type: Types = None,
    kind: Kinds = None,
    top: Top = 20,
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
    found = frequencies.by_document(built.tables, chosen, entities=entities) if each else overall
    shown = ("source", "date", "name", "type", "count", "rate") if each else FREQUENCY
    show(_top(found, top), format, shown, plot, lambda: _drawn("frequency", _top(overall, top)))


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
    top: Top = 5,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """How names rise and fade, period by period, with Kleinberg's bursts; without names, those in most documents.

    With --bursts, --top counts the bursts, of all names.
    """
    from kg.analyse import counts
    from kg.analyse import trend as trends
    from kg.builds import Build

    tables = Build(build).tables
    chosen, entities = selection(since, until, level, type, kind, names), ids(tables, names)
    held = _lexicon(by, lexicon)
    options: dict[str, Any] = {"by": by, "unit": unit, "lexicon": held, "meetings": series}
    counted = counts.count(tables, entities, chosen, top=0 if bursts else top, **options)
    automaton = trends.Automaton(states, ratio, gamma)
    if not bursts:
        found = trends.series(counted, automaton)
        show(found, format, TREND, plot, lambda: _drawn("trend", found))
        return
    found = _top(trends.bursts(counted, automaton), top)
    drawn = list(dict.fromkeys(found["entity"].to_pylist()))
    picture = lambda: _drawn(  # noqa: E731
        "trend", trends.series(counts.count(tables, drawn, chosen, **options) if drawn else counted, automaton)
    )
    show(found, format, BURSTS, plot, picture)


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
    top: Top = 20,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """The ledger of first and last uses, with the sentence that attests each: earliest in this corpus, no more."""
    from kg.analyse import ledger
    from kg.builds import Build

    tables = Build(build).tables
    chosen = selection(since, until, level, type, kind, names)
    found = ledger.first(tables, ids(tables, names), chosen, top=top)
    show(found, format, FIRST, plot, lambda: _drawn("spans", found))


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
    top: Top = 20,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Names that the past makes one expect, and that are said no longer, with the probability of the silence."""
    from kg.analyse import silence as silences
    from kg.builds import Build

    tables = Build(build).tables
    chosen = selection(since, until, level, type, kind, names)
    found = silences.silence(tables, ids(tables, names), chosen, top=top)
    show(found, format, SILENCE, plot, lambda: _drawn("spans", found))


SILENCE = (
    *("name", "documents", "span", "first", "last", "after", "still_written", "expected", "probability", "q"),
    "last_title",
)


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
    top: Top = 10,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """How long slogans take from the centre to province, city and county, and who follows whom.

    Levels, organs and speakers are those of the metadata.
    """
    from kg.builds import Build

    tables = Build(build).tables
    chosen, entities = selection(since, until, level, type, kind, names), ids(tables, names)
    if by == "slogan":
        lags = diffusions.lags(tables, entities, chosen, top=top)
        show(lags, format, LAGS, plot, lambda: _drawn("diffusion", lags))
    else:
        follows = diffusions.follows(tables, entities, chosen, by=by, top=top)
        show(follows, format, FOLLOWS, plot, lambda: _drawn("follows", follows))


LAGS = ("name", "level", "first", "not_yet", "lag_from_centre", "above", "lag_from_above", "comparable", "title")
FOLLOWS = ("leader", "follower", "slogans", "against", "share", "lag", "p", "q", "left_out", "examples")


def supersession(
    names: Names = None,
    build: BuildFolder = Path("build"),
    lexicon: Lexicons = None,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
    top: Top = 20,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Which slogans gave way to which: the lexicon's successions, held against the corpus."""
    from kg.analyse import counts
    from kg.analyse import supersession as supersessions
    from kg.builds import Build
    from kg.lexicon import load

    tables = Build(build).tables
    chosen, entities = selection(since, until, level), ids(tables, names)
    found = supersessions.supersession(tables, load(lexicon or ()), entities, chosen, top=top)
    ends = sorted({*found["old_entity"].to_pylist(), *found["new_entity"].to_pylist()})
    shown = lambda: _drawn("supersession", found, counts.count(tables, ends, chosen))  # noqa: E731
    show(found, format, SUPERSESSION, plot, shown)


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
    top: Top = 20,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Which slogans are written out, part by part, before they are named, or named before they are written out."""
    from kg.analyse import expansion as expansions
    from kg.builds import Build

    tables = Build(build).tables
    chosen = selection(since, until, level, None, kind, names)
    found = expansions.expansion(tables, ids(tables, names), chosen, top=top)
    show(found, format, EXPANSION, plot, lambda: _drawn("expansion", found))


EXPANSION = ("name", "lag", "named", "written_out", "documents", "written", "both", "written_title", "written_text")


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
    top: Top = 20,
    plot: Plot = None,
    format: Format = "table",
) -> None:
    """Documents that are alike by the slogans that they name; --plot draws a map of them all."""
    from kg.analyse import similarity as similarities
    from kg.builds import Build

    tables = Build(build).tables
    chosen = selection(since, until, level, type, kind)
    found = similarities.similarity(tables, chosen, document=document or "", shared=shared, top=top)
    show(found, format, SIMILARITY, plot, lambda: _drawn("similarity", similarities.layout(tables, chosen)))


SIMILARITY = ("similarity", "shared", "date", "title", "other_date", "other_title", "names")


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
    chosen, held = selection(since, until, level, type, kind), _lexicon(by, lexicon)
    options: dict[str, Any] = {"by": by, "window": window, "top": top, "lexicon": held, "meetings": series}
    members = alluvials.members(built.tables, chosen, seed=built.config.seed, **options)
    found, shown = (alluvials.flows(members), FLOWS) if flows else (members, MEMBERS)
    show(found, format, shown, plot, lambda: _drawn("alluvial", members))


MEMBERS = ("period", "community", "label", "name", "documents")
FLOWS = ("period", "label", "to_period", "to_label", "count", "names")


def _top(found: Any, top: int) -> Any:
    return found.slice(0, top) if top else found


def _lexicon(by: str, lexicon: list[Path] | None) -> Any:
    from kg.lexicon import load

    return load(lexicon or ()) if by == "session" else None


def _drawn(what: str, *tables: Any) -> Picture:
    """The picture of a table; the module that draws it is imported only here."""
    from importlib import import_module

    if what == "follows":
        return import_module("kg.plots.diffusion").draw_follows(*tables)  # type: ignore[no-any-return]
    return import_module(f"kg.plots.{what}").draw(*tables)  # type: ignore[no-any-return]
