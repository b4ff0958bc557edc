"""Corpora beside each other, and texts inside others: `kg compare`, `kg reuse`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from kg.analyse.keyness import UNITS
from kg.analyse.method import counted
from kg.cli._documents import WHOLE, Asked, over_documents
from kg.cli._narrowing import Types, Window, notes, tables, typed
from kg.cli._options import count, listed, one_of
from kg.cli._printing import drawn, show
from kg.errors import UsageError, unknown
from kg.records import TYPES

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.builds import Build
    from kg.config import Config

Columns = tuple[str, ...]
WHAT = ("keyness", "names", "ties")


@over_documents(*WHOLE)
def compare(
    asked: Asked,
    build: Annotated[Path, typer.Argument(metavar="BUILD_A", help="The folder of a build.")],
    other: Annotated[Optional[Path], typer.Argument(metavar="BUILD_B", help="A second build; or use --by.")] = None,
    by: Annotated[
        Optional[str],
        typer.Option(help="Compare the documents of one build by level, speaker, organ, genre, year, decade, date, …"),
    ] = None,
    split: Annotated[
        Optional[str], typer.Option(help="With --by date: cut at this date, or at several: 1978,2012")
    ] = None,
    groups: Annotated[Optional[str], typer.Option(help="Only these values of --by, in this order: city,county")] = None,
    what: Annotated[
        str,
        typer.Option(
            metavar=listed(WHAT),
            callback=one_of("comparison", WHAT),
            help="keyness: names more frequent here than there (of several groups: than in the rest). "
            "names, ties: what was gained, lost or changed from each group to the next.",
        ),
    ] = "keyness",
    unit: Annotated[
        str, typer.Option(metavar=listed(UNITS), callback=one_of("unit", UNITS), help="What counts as one observation.")
    ] = "mentions",
    least: Annotated[int, count(least=1, help="Leave out what both sides together have less often.")] = 3,
    window: Window = "sentence",
    type: Types = None,
    top: Annotated[
        Optional[int],
        count("--top", least=0, help="Rows of each group and change; by default 8 in a table, all in csv and json."),
    ] = None,
) -> None:
    """What sets one corpus off from another: keyness with log ratio, interval, G² and q; names and ties gained or lost."""
    from kg.analyse import method

    sides, config = _sides(asked, other, by, split, groups)
    if what == "ties":
        found, brief = _ties(sides, config, window, least, type), TIES
    else:
        found, brief = _names(sides, what, unit, least, type), NAMES
    if asked.format == "table" or top is not None:
        found = _first(found, TOP if top is None else top, len(sides))
    told = method.of(found)
    if told and len(sides) == 2:
        found = told.on(found, *(f"{side}: {name}" for side, name in zip("ab", sides, strict=True)))
    shown, how = [name for name in found.column_names if name in brief], "draw_turns" if what == "ties" else "draw"
    show(found, asked.format, shown, asked.plot, lambda: drawn("effects", found, draw=how), notes=_notes(sides))


TOP = 8
"""So many rows of each group and change, where people read them and ask for no number."""

NAMES = frozenset(
    "group from to change name count_a count_b documents_a documents_b rate_a rate_b log_ratio low high g2 q evidence".split()
)
TIES = frozenset(
    "from to change source_name target_name count_a count_b npmi_a npmi_b llr_a llr_b shift q evidence".split()
)


@over_documents(*WHOLE, "type", "dedupe")
def reuse(
    asked: Asked,
    document: Annotated[
        str, typer.Option(help="Only passages of the documents with this id, or this in their file name.")
    ] = "",
    least: Annotated[
        int, count(least=1, help="Letters that a passage has at least; marks and blanks do not count.")
    ] = 30,
    spread: Annotated[int, count(least=2, help="What stands in more documents is a formula, not a copy.")] = 50,
    pairs: Annotated[
        bool, typer.Option("--pairs", help="A row a pair of documents instead of a row a passage.")
    ] = False,
    copies: Annotated[bool, typer.Option("--copies", help="Documents that are an earlier one over again.")] = False,
    resemblance: Annotated[float, typer.Option(help="With --copies: from which share of alike passages on.")] = 0.7,
) -> None:
    """Which documents share passages, and where: the earlier document first."""
    from kg.analyse import reuse as analysis
    from kg.analyse.duplicates import near_duplicates

    tables = asked.built.tables
    if copies:
        found, shown = near_duplicates(tables, resemblance=resemblance, seed=asked.built.config.seed), COPIES
    else:
        found, shown = analysis.passages(tables, least=least, spread=spread, document=document), SHARED
    if pairs and not copies:
        found = analysis.pairs(found, tables)
        shown = tuple(found.column_names[2:])
    asked.show(found, shown, lambda: drawn("reuse", found), of=tables, top=asked.top, evidence=PASSAGES)


COPIES: Columns = ("source", "date", "kept_source", "kept_date", "resemblance")
SHARED: Columns = ("source_a", "date_a", "source_b", "date_b", "letters", "similarity", "text_a")
PASSAGES = "evidence: kg reuse --document NAME --format csv has both wordings, with their places in the texts"


def _sides(
    asked: Asked, other: Path | None, by: str | None, split: str | None, groups: str | None
) -> tuple[dict[str, Any], Config]:
    """What is compared, by name, in order."""
    if (other is None) == (by is None):
        raise UsageError("compare two builds, or the documents of one with --by level, year, …")
    one, build, dedupe = asked.built, asked.build, asked.dedupe
    if other is not None:
        paths = (str(build), str(other) if other != build else f"{other} again")
        return dict(zip(paths, _two(one, asked.open(other), dedupe), strict=True)), one.config
    from kg.analyse import subset

    chosen = tables(one, dedupe)
    found = subset.groups(chosen, by or "", split=split or "")
    names = [name for name in (groups or "").split(",") if name] or list(found)
    _tell_left_out(chosen, by or "", found)
    for name in names:
        if name not in found:
            raise unknown(f"value of {by}", name, found)
    if len(names) < 2:
        raise UsageError(f"nothing to compare: {by} has {len(names)} value{'s' * (len(names) != 1)} in {build}")
    return {name: subset.select(chosen, found[name], one.config, name=name) for name in names}, one.config


def _notes(sides: dict[str, Any]) -> list[str]:
    """What is to be told of the sides: of each where it is not the same."""
    told = {name: notes(side) for name, side in sides.items()}
    if len(set(told.values())) == 1:
        return [*next(iter(told.values()))]
    return [f"{name}: {note}" for name, lines in told.items() for note in lines]


def _tell_left_out(tables: Any, by: str, found: dict[str, list[str]]) -> None:
    """On stderr, how many documents have no value to be grouped by."""
    from kg import terminal
    from kg.analyse._rows import rows

    missing = rows(tables, "select count(*) from documents")[0][0] - sum(map(len, found.values()))
    if found and missing:
        have, are = ("has", "is") if missing == 1 else ("have", "are")
        terminal.warn(
            f"kg: {counted(missing, 'documents')} {have} no {by} (or one not exact enough) and {are} left out"
        )


def _two(one: Build, other: Build, dedupe: str | None) -> tuple[Any, Any]:
    """The tables of two builds; says on stderr what makes them hard to compare."""
    from kg import terminal

    for what in ("extractor", "lexicon"):
        if one.manifest[what] != other.manifest[what]:
            terminal.warn(f"kg: the builds were made with different {what}s: some differences may come from that")
    ids = [{row[0] for row in built.query("select id from documents").fetchall()} for built in (one, other)]
    if both := len(ids[0] & ids[1]):
        terminal.warn(f"kg: {counted(both, 'documents')} {'is' if both == 1 else 'are'} in both builds")
    return tables(one, dedupe), tables(other, dedupe)


def _pairs(sides: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each group and the next."""
    names = list(sides)
    return pairwise(names)


def _names(sides: dict[str, Any], what: str, unit: str, least: int, types: list[str] | None) -> pa.Table:
    from kg.analyse import difference, keyness

    counts = {name: keyness.count(side, types=types or TYPES) for name, side in sides.items()}
    if what == "names":
        return _chain(
            {pair: difference.names(counts[pair[0]], counts[pair[1]], unit=unit, least=least) for pair in _pairs(sides)}
        )
    if len(counts) == 2:
        return keyness.keyness(*counts.values(), unit=unit, least=least)
    return keyness.against_the_rest(counts, unit=unit, least=least)


def _ties(sides: dict[str, Any], config: Config, window: str, least: int, types: list[str] | None) -> pa.Table:
    from kg.analyse import difference

    config = typed(config, types)
    return _chain(
        {(a, b): difference.ties(sides[a], sides[b], config, window=window, least=least) for a, b in _pairs(sides)}
    )


def _first(table: pa.Table, limit: int, sides: int) -> pa.Table:
    """At most `limit` rows of each group and change; of the keyness of several groups only what is more frequent."""
    import pyarrow as pa

    keys = [table[name].to_pylist() for name in ("group", "from", "to", "change") if name in table.column_names]
    less = [value < 0 for value in table["log_ratio"].to_pylist()] if "log_ratio" in table.column_names else []
    seen: Counter[Any] = Counter()
    kept = []
    for row in range(len(table)):
        key = (*(column[row] for column in keys), less[row] if less else False)
        if sides > 2 and "group" in table.column_names and less[row]:
            continue
        seen[key] += 1
        if not limit or seen[key] <= limit:
            kept.append(row)
    return table.take(pa.array(kept, pa.int64()))


def _chain(tables: dict[tuple[str, str], pa.Table]) -> pa.Table:
    """The differences from each group to the next; of several, with the columns `from` and `to`."""
    import pyarrow as pa

    if len(tables) == 1:
        return next(iter(tables.values()))
    named = [
        table.add_column(0, "to", pa.array([to] * len(table), pa.string())).add_column(
            0, "from", pa.array([start] * len(table), pa.string())
        )
        for (start, to), table in tables.items()
    ]
    return pa.concat_tables(named).combine_chunks()
