"""Wording over time: `kg frequency`, `kg trend`, `kg first`, `kg silence`, `kg similarity`."""

from __future__ import annotations

from typing import Annotated, Any, Optional

import typer

from kg import config as settings
from kg.analyse.counts import UNITS
from kg.analyse.periods import SERIES
from kg.cli._documents import Asked, over_documents
from kg.cli._options import By, Config, Lexicons, Series, calendar, count, limit, listed, one_of
from kg.cli._printing import drawn


@over_documents()
def frequency(
    asked: Asked,
    each: Annotated[bool, typer.Option("--each", help="A row a document and name, not a row a name.")] = False,
    config: Config = None,
) -> None:
    """How often names are said: counts, share of documents, per 10,000 characters, and temperature 沸烫热暖温冷."""
    from kg.analyse import frequency as frequencies

    scale = settings.load(config, base=asked.built.config).temperature
    tables = asked.tables(whole=frequencies.NO_WEIGHTS if each else "", dated=False)
    entities = asked.ids(tables, dated=False)
    overall = frequencies.overall(tables, asked.selection, entities=entities, scale=scale)
    found = frequencies.by_document(tables, asked.selection, entities=entities) if each else overall
    shown = ("source", "date", "name", "type", "count", "rate") if each else FREQUENCY
    most = _top(overall, limit(asked.top, "table"))
    asked.show(_top(found, asked.rows), shown, lambda: drawn("frequency", most), of=tables)


FREQUENCY = ("name", "type", "kind", "count", "documents", "share", "temperature", "rate", "first", "last")


@over_documents()
def trend(
    asked: Asked,
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
    top: Annotated[
        Optional[int],
        count(least=0, help="So many names, where none is given: 5; with --bursts so many rows, as elsewhere."),
    ] = None,
) -> None:
    """How names rise and fade, period by period, with Kleinberg's bursts; without names, those in most documents."""
    from kg.analyse import counts
    from kg.analyse import trend as trends

    tables, held = asked.tables(), calendar(by, lexicon)
    options: dict[str, Any] = {"by": by, "unit": unit, "lexicon": held, "meetings": series}
    most = 0 if bursts else 5 if top is None else top
    counted = counts.count(tables, asked.ids(tables), asked.selection, top=most, **options)
    automaton = trends.Automaton(states, ratio, gamma)
    if not bursts:
        found = trends.series(counted, automaton)
        asked.show(found, TREND, lambda: drawn("trend", found), of=tables)
        return
    heaviest = _top(trends.bursts(counted, automaton), asked.rows)
    bursting = counts.only(counted, heaviest["entity"].to_pylist())
    asked.show(heaviest, BURSTS, lambda: drawn("trend", trends.series(bursting, automaton)), of=tables)


TREND = ("period", "name", "count", "named", "units", "share", "rate", "state")
BURSTS = ("name", "level", "first", "last", "periods", "named", "units", "share", "base", "weight")


@over_documents()
def first(
    asked: Asked,
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Names first used at this date or later, by all documents.")
    ] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Names first used at this date or earlier.")] = "",
) -> None:
    """The ledger of first and last uses, with the sentence that attests each: earliest in this corpus, no more.

    --from and --to choose among first uses, not among documents: a name that was used before --from has no row.
    """
    from kg.analyse import ledger
    from kg.analyse.selection import Selection

    among = Selection(levels=asked.selection.levels)
    tables = asked.tables(among, whole=ledger.NO_WEIGHTS)
    found = ledger.first(tables, asked.ids(tables, among=among), asked.selection, top=asked.rows)
    shown = FIRST if max(found["tied"].to_pylist(), default=0) > 1 else [name for name in FIRST if name != "tied"]
    asked.show(found, shown, lambda: drawn("spans", found), of=tables)


FIRST = (
    *("name", "first", "tied", "not_yet", "written_before", "claim", "first_title", "attestation", "since", "last"),
    "documents",
)


@over_documents()
def silence(asked: Asked) -> None:
    """Names that the past makes one expect, and that are said no longer, with the probability of the silence."""
    from kg.analyse import silence as silences

    tables = asked.tables(whole=silences.NO_WEIGHTS)
    found = silences.silence(tables, asked.ids(tables), asked.selection, top=asked.rows)
    asked.show(found, SILENCE, lambda: drawn("spans", found), of=tables)


SILENCE = (
    *("name", "documents", "span", "first", "last", "after", "still_written", "expected", "probability", "q"),
    "last_title",
)


@over_documents("names")
def similarity(
    asked: Asked,
    document: Annotated[
        Optional[str], typer.Argument(metavar="[DOCUMENT]", help="A document's id, source or title; else all pairs.")
    ] = None,
    shared: Annotated[int, count(least=1, help="At least so many names in common.")] = 3,
    top: Annotated[int, count(least=0, help="At most so many pairs; 0 is all.")] = 20,
) -> None:
    """Documents that are alike by the slogans that they name; --plot draws a map of them all."""
    from kg.analyse import similarity as similarities

    tables = asked.tables(dated=False)
    found = similarities.similarity(tables, asked.selection, document=document or "", shared=shared, top=top)
    asked.show(found, SIMILARITY, lambda: drawn("similarity", similarities.layout(tables, asked.selection)), of=tables)


SIMILARITY = ("similarity", "shared", "date", "title", "other_date", "other_title", "names")


def _top(found: Any, top: int) -> Any:
    return found.slice(0, top) if top else found
