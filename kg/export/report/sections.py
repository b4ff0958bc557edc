"""The sections of the report, in order: each is a function from what the report is made of to blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup, escape

from kg.analyse.frequency import cuts
from kg.export.html.groups import divided
from kg.export.report import facts, figures
from kg.export.report.words import Say

TRENDS: Final = 24
MEMBERS: Final = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `heads` are words, `rows` hold cells; `numeric` are the columns that are sorted as numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    numeric: frozenset[int] = frozenset()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: a note under its heading, then figures and tables in order."""

    key: str
    note: str = ""
    blocks: list[Table | Markup] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is made of; `graph_file` is the page that its links lead to."""

    con: Any
    manifest: Mapping[str, Any]
    config: Any
    say: Say
    graph_file: str = "graph.html"

    def link(self, id: str, text: object) -> Markup:
        """A link to the card of an entity, where its sentences are."""
        return self.lead({"n": id}, text)

    def lead(self, state: Mapping[str, str], text: object) -> Markup:
        """A link to a state of the graph page."""
        address = "&".join(f"{key}={quote(value, safe='')}" for key, value in state.items())
        return Markup('<a href="{}#{}">{}</a>').format(self.graph_file, address, text)


def corpus(source: Source) -> Section:
    """How many texts there are, of when, by whom; and how many names of each type."""
    say, con = source.say, source.con
    texts, undated, first, last, characters, sentences, mentions, names, pairs = facts.corpus(con)
    dates = f"{first} – {last}" if first else "–"
    keys = ("texts", "undated", "span", "characters", "sentences", "mentions", "names", "pairs")
    values = (texts, undated, dates, characters, sentences, mentions, names, pairs)
    numbers = [(say(key), _number(value)) for key, value in zip(keys, values, strict=True)]
    blocks: list[Table | Markup] = [Table(("", ""), numbers, frozenset({1}))]
    _, periods = facts.periods(con)
    if len(periods) > 1:
        blocks.append(figures.columns(periods, say("by_period")))
    kinds = [(say(type), count, total) for type, count, total in facts.types(con)]
    blocks.append(Table((say("type"), say("names"), say("mentions")), kinds, frozenset({1, 2})))
    for column in ("level", "genre", "speaker"):
        rows = [(value or say("none"), count) for value, count in facts.grouped(con, column)]
        if len(rows) > 1:
            blocks.append(Table((say(column), say("texts")), rows, frozenset({1})))
    return Section("corpus", blocks=blocks)


def _names(type: str, key: str) -> Callable[[Source], Section]:
    """The section of the most mentioned names of a type."""

    def section(source: Source) -> Section:
        say = source.say
        rows = facts.top(source.con, type)
        drawn = _trends(source, [row[0] for row in rows])
        cells = [
            (
                source.link(id, name),
                english,
                source.link(id, mentions),
                source.link(id, documents),
                first,
                last,
                drawn.get(id, ""),
            )
            for id, name, english, mentions, documents, first, last, _ in rows
        ]
        heads = ("name", "english", "mentions", "documents", "first", "last", "trend")
        return Section(key, say("sort"), [Table(tuple(map(say, heads)), cells, frozenset({2, 3}))] if rows else [])

    return section


def trends(source: Source) -> Section:
    """The shares of the most mentioned slogans by period."""
    say = source.say
    rows = facts.top(source.con, "SLOGAN", limit=TRENDS)
    drawn = _trends(source, [row[0] for row in rows])
    cells = [
        Markup("<li>{}{}</li>").format(drawn[row[0]], source.link(row[0], row[1])) for row in rows if row[0] in drawn
    ]
    return Section(
        "trends",
        say("trends_note"),
        [Markup('<ul class="grid">{}</ul>').format(Markup("").join(cells))] if cells else [],
    )


def first_uses(source: Source) -> Section:
    """The earliest sentence of the most mentioned slogans."""
    say = source.say
    ids = [row[0] for row in facts.top(source.con, "SLOGAN")]
    cells = [
        (date, source.link(id, name), since, title, figures.marked(text, start, stop))
        for id, name, date, since, title, text, start, stop in facts.first_uses(source.con, ids)
    ]
    heads = ("date", "name", "since", "where", "sentence")
    return Section("first_uses", say("first_note"), [Table(tuple(map(say, heads)), cells)] if cells else [])


def temperature(source: Source) -> Section:
    """The slogans by the share of texts that name them, in the steps of the scale."""
    say = source.say
    cells = []
    for step, names in facts.warmth(source.con, source.config.temperature):
        links = [Markup("{} {:.0%}").format(source.link(id, name), share) for id, name, share in names]
        cells.append((step, len(names), Markup("、").join(links)))
    heads = ("step", "names", "members")
    return Section("temperature", cuts(source.config.temperature) if cells else "", _table(say, heads, cells, {1}))


def chains(source: Source) -> Section:
    """Formulas: what texts say word for word of several slogans, and how others deviate from it."""
    say = source.say
    cells = [
        (source.link(id, formula), uses, texts, f"{exact:.0%}", deviations)
        for formula, id, uses, texts, exact, deviations in facts.chains(source.con)
    ]
    heads = ("chain", "uses", "documents", "exact", "deviations")
    return Section("chains", say("chains_note"), _table(say, heads, cells, {1, 2, 3}))


def candidates(source: Source) -> Section:
    """Slogans that no lexicon has."""
    say = source.say
    cells = [
        (source.link(id, name), say(kind), mentions, documents, first)
        for id, name, kind, mentions, documents, first in facts.unlisted(source.con)
    ]
    heads = ("name", "kind", "mentions", "documents", "first")
    return Section("candidates", say("candidates_note"), _table(say, heads, cells, {2, 3}))


def _table(say: Say, heads: Sequence[str], cells: Sequence[Sequence[Any]], numeric: set[int]) -> list[Table | Markup]:
    return [Table(tuple(map(say, heads)), cells, frozenset(numeric))] if cells else []


def groups(source: Source) -> Section:
    """The communities with their most mentioned members."""
    say = source.say
    found = divided(source.con, source.config.communities, seed=source.config.seed)
    names = facts.names(source.con, list(found))
    members: dict[int, list[str]] = {}
    for id in names:
        members.setdefault(found[id], []).append(id)
    large = [ids for _, ids in sorted(members.items()) if len(ids) > 2][:20]
    cells = [(len(ids), Markup("、").join(source.link(id, names[id]) for id in ids[:MEMBERS])) for ids in large]
    heads = ("names", "members")
    return Section(
        "communities", say("communities_note"), [Table(tuple(map(say, heads)), cells, frozenset({0}))] if cells else []
    )


def quality(source: Source) -> Section:
    """What could not be read, what was rejected, and with which settings the build was made."""
    say, manifest = source.say, source.manifest
    failures = [(each.get("source", ""), each.get("reason", "")) for each in manifest.get("failures", ())]
    rejected = sorted(manifest.get("rejections", {}).items(), key=lambda item: (-item[1], item[0]))
    settings = [(say("version"), manifest.get("version", "")), *_flat(manifest.get("config", {}))]
    return Section("quality", blocks=[
        Table((say("file"), say("reason")), failures or [(say("nothing"), "")], caption=say("failures")),
        Table((say("reason"), say("count")), rejected or [(say("nothing"), 0)], frozenset({1}), say("rejections")),
        Table((say("setting"), say("value")), settings, caption=say("settings")),
    ])  # fmt: skip


SECTIONS: Final[tuple[Callable[[Source], Section], ...]] = (
    corpus,
    _names("SLOGAN", "slogans"),
    _names("MEETING", "meetings"),
    temperature,
    trends,
    first_uses,
    chains,
    groups,
    candidates,
    quality,
)


def _trends(source: Source, ids: list[str]) -> dict[str, Markup]:
    """A drawing of the share of texts by period for every id; none where the texts have no dates."""
    width, periods = facts.periods(source.con)
    if len(periods) < 2:
        return {}
    drawn = {}
    names = facts.names(source.con, ids)
    for id, texts in facts.shares(source.con, ids, width).items():
        values = [texts.get(period, 0) / total for period, total in periods]
        drawn[id] = source.link(id, figures.sparkline(values, source.say("trend_of").format(names[id])))
    return drawn


def _flat(settings: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Settings of groups, one a row."""
    rows: list[tuple[str, str]] = []
    for key, value in settings.items():
        if isinstance(value, Mapping):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append((prefix + key, ", ".join(map(str, value)) if isinstance(value, list) else str(value)))
    return rows


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(escape(value))
