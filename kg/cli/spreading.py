"""How wording spreads and changes: `kg diffusion`, `kg supersession`, `kg expansion`, `kg alluvial`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated, Any

import typer

from kg.analyse import following
from kg.analyse.periods import SERIES
from kg.cli._documents import Asked, over_documents
from kg.cli._narrowing import Window
from kg.cli._options import By, Lexicons, Series, calendar, count, listed, one_of
from kg.cli._printing import drawn

VOICES = ("slogan", *following.VOICES)


@over_documents()
def diffusion(
    asked: Asked,
    by: Annotated[
        str,
        typer.Option(
            metavar=listed(VOICES),
            callback=one_of("voice", VOICES),
            help="slogan: its first use at each level, with the lags; else who follows whom.",
        ),
    ] = "slogan",
) -> None:
    """How long slogans take from the centre to province, city and county, and who follows whom.

    Levels, organs and speakers are those of the metadata. --from and --to choose documents, whose first use counts,
    whatever others said before; of kg first they choose among first uses.
    """
    from kg.analyse import diffusion as diffusions

    tables = asked.tables(whole=diffusions.NO_WEIGHTS)
    if by == "slogan":
        lags = diffusions.lags(tables, asked.ids(tables), asked.selection, top=asked.rows)
        asked.show(lags, LAGS, lambda: drawn("diffusion", lags), of=tables)
    else:
        follows = following.follows(tables, asked.ids(tables), asked.selection, by=by, top=asked.rows)
        asked.show(follows, FOLLOWS, lambda: drawn("diffusion", follows, draw="draw_follows"), of=tables)


LAGS = ("name", "level", "first", "not_yet", "lag_from_centre", "above", "lag_from_above", "comparable", "title")
FOLLOWS = ("leader", "follower", "slogans", "against", "share", "lag", "p", "q", "left_out", "examples")


@over_documents("type", "kind")
def supersession(asked: Asked, lexicon: Lexicons = None) -> None:
    """Which slogans gave way to which: the lexicon's successions, held against the corpus."""
    from kg import terminal
    from kg.analyse import counts
    from kg.analyse import supersession as supersessions
    from kg.lexicon import load

    tables, chosen, known = asked.tables(), replace(asked.selection, types=("SLOGAN",)), load(lexicon or ())
    names = asked.ids(tables, *chosen.types)
    if alone := supersessions.alone(known, names):
        terminal.warn(f"kg: the lexicon knows nothing that {'；'.join(alone)} took the place of, or gave way to")
    found = supersessions.supersession(tables, known, names, chosen, top=asked.rows)
    ends = sorted({*found["old_entity"].to_pylist(), *found["new_entity"].to_pylist()})
    curves = partial(counts.count, tables, ends, chosen)
    told = len(alone) == len(names) > 0
    asked.show(found, SUPERSESSION, lambda: drawn("supersession", found, curves()), of=tables, told=told)


SUPERSESSION = (
    *("old", "new", "verdict", "old_documents", "old_first", "old_last", "new_documents", "new_first", "new_last"),
    *("both", "lag", "order", "crossover"),
)


@over_documents("type")
def expansion(asked: Asked) -> None:
    """Which slogans are written out, part by part, before they are named, or named before they are written out."""
    from kg.analyse import expansion as expansions

    tables = asked.tables(whole=expansions.NO_WEIGHTS)
    found = expansions.expansion(tables, asked.ids(tables, "SLOGAN"), asked.selection, top=asked.rows)
    asked.show(found, EXPANSION, lambda: drawn("expansion", found), of=tables)


EXPANSION = ("name", "lag", "named", "written_out", "documents", "written", "both", "written_title", "written_text")


@over_documents("names")
def alluvial(
    asked: Asked,
    by: By = "decade",
    window: Window = "paragraph",
    flows: Annotated[bool, typer.Option("--flows", help="A row a flow from one period to the next.")] = False,
    series: Series = SERIES,
    lexicon: Lexicons = None,
    top: Annotated[int, count(least=0, help="The names in most documents that are looked at; 0 is all.")] = 60,
) -> None:
    """Which names stand together in each period, and how these communities part and join in the next."""
    from kg.analyse import alluvial as alluvials

    tables, held = asked.tables(), calendar(by, lexicon)
    options: dict[str, Any] = {"by": by, "window": window, "top": top, "lexicon": held, "meetings": series}
    members = alluvials.members(tables, asked.selection, seed=asked.built.config.seed, **options)
    found, shown = (alluvials.flows(members), FLOWS) if flows else (members, MEMBERS)
    asked.show(found, shown, lambda: drawn("alluvial", members), of=tables)


MEMBERS = ("period", "community", "label", "name", "documents")
FLOWS = ("period", "label", "to_period", "to_label", "count", "names")
