"""The first section of the report: how many texts there are, of when and by whom, and how many names."""

from __future__ import annotations

from typing import Final

from kg.export.html import corpus as totals
from kg.export.report import figures
from kg.export.report.blocks import Block, Section, Source, Table
from kg.export.report.states import DOCUMENTS, NAMES, TIES, by, only
from kg.records import LEVELS

VALUES: Final = 12
"""The rows of a table of levels, genres or speakers."""


def corpus(source: Source) -> Section:
    """How many texts there are, of when, by whom; and how many names of each type."""
    say, found = source.say, totals.totals(source.con)
    span = f"{found['first']} – {found['last']}" if found["first"] else "–"
    rows = [
        ("texts", source.lead(DOCUMENTS, found["documents"])),
        ("undated", source.lead(by("date", ""), found["undated"])),
        ("span", source.lead(DOCUMENTS, span)),
        *((key, source.lead(DOCUMENTS, found[key])) for key in ("characters", "sentences")),
        ("mentions", source.lead(NAMES, found["mentions"])),
        ("names", source.lead(NAMES, found["nodes"])),
        ("pairs", source.lead(TIES, found["pairs"])),
    ]
    blocks: list[Block] = [Table(("", ""), [(say(key), number) for key, number in rows], frozenset({1}))]
    return Section("corpus", blocks=[*blocks, *_periods(source), _types(source), *_spread(source)])


def _periods(source: Source) -> list[Block]:
    """The texts of each period as columns, and as a table."""
    say, rows = source.say, source.spread.periods
    if len(rows) < 2:
        return []
    columns = [(period, count, source.address(by("date", period))) for period, count, *_ in rows]
    cells = [
        tuple(source.lead(by("date", period), each) for each in (period, count)) for period, count, *_ in rows if count
    ]
    table = Table((say("period"), say("texts")), cells, frozenset({1}), say("by_period_table"), folded=True)
    return [figures.columns(columns, say("by_period")), table]


def _types(source: Source) -> Table:
    """The names and mentions of each type."""
    say = source.say
    rows = [
        (say(type), *(source.lead(only(type), number) for number in (count, mentions)))
        for type, count, mentions in totals.types(source.con)
    ]
    return Table((say("type"), say("names"), say("mentions")), rows, frozenset({1, 2}))


def _spread(source: Source) -> list[Block]:
    """The texts by level, genre and speaker, where these are known."""
    blocks: list[Block] = []
    for facet in totals.FACETS:
        rows = [
            (_value(source, facet, value), source.lead(by(facet, value), count))
            for value, count, *_ in source.spread.facets[facet][:VALUES]
        ]
        if len(rows) > 1:
            blocks.append(Table((source.say(facet), source.say("texts")), rows, frozenset({1})))
    return blocks


def _value(source: Source, facet: str, value: str) -> str:
    if not value:
        return source.say("none")
    return source.say(value) if facet == "level" and value in LEVELS else value
