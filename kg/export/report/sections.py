"""The sections of the report, in order: each is a function from what the report is made of to blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kg.export.html import corpus as totals
from kg.export.html.groups import divided
from kg.export.report import facts, figures
from kg.export.report.blocks import Block, Section, Source, Table
from kg.export.report.overview import corpus
from kg.export.report.states import CORPUS, only, together
from kg.export.report.words import Say

if TYPE_CHECKING:
    from kg.analyse.chains import Deviation

TRENDS: Final = 24
MEMBERS: Final = 12
GROUPS: Final = 20
DEVIATIONS: Final = 3


def _names(type: str, key: str) -> Callable[[Source], Section]:
    """The section of the most mentioned names of a type."""

    def section(source: Source) -> Section:
        rows = facts.top(source.con, type)
        drawn = _trends(source, [row[0] for row in rows])
        cells = [
            (
                source.link(id, name),
                _english(english),
                *(source.link(id, value) for value in (mentions, documents)),
                *(source.date(id, value) for value in (first, last)),
                drawn.get(id, ""),
            )
            for id, name, english, mentions, documents, first, last, _ in rows
        ]
        heads = ("name", "english", "mentions", "documents", "first", "last", "trend")
        return Section(key, source.say("sort"), _table(source, heads, cells, {2, 3}))

    return section


def _english(text: str) -> Markup | str:
    return Markup('<span lang="en">{}</span>').format(text) if text else ""


def trends(source: Source) -> Section:
    """The shares of the most mentioned slogans by period."""
    say = source.say
    rows = facts.top(source.con, "SLOGAN", limit=TRENDS)
    drawn = _trends(source, [row[0] for row in rows])
    periods = source.spread.periods
    ends = [periods[at][0] for at in (0, -1)] if periods else []
    axis = Markup('<span class="ends" aria-hidden="true"><span>{}</span><span>{}</span></span>')
    cells = [
        Markup("<li>{}{}{}</li>").format(drawn[row[0]], axis.format(*ends), source.link(row[0], row[1]))
        for row in rows
        if row[0] in drawn
    ]
    grid = Markup('<ul class="grid">{}</ul>').format(Markup("").join(cells))
    return Section("trends", say("trends_note"), [grid] if cells else [])


def first_uses(source: Source) -> Section:
    """The earliest sentence of the most mentioned slogans."""
    ids = [row[0] for row in facts.top(source.con, "SLOGAN")]
    cells = [
        (source.date(id, date), source.link(id, name), source.date(id, since), title,
         figures.marked(text, start, stop))
        for id, name, date, since, title, text, start, stop in facts.first_uses(source.con, ids)
    ]  # fmt: skip
    heads = ("date", "name", "since", "where", "quotation")
    return Section("first_uses", source.say("first_note"), _table(source, heads, cells, set()))


def temperature(source: Source) -> Section:
    """The slogans by the share of texts that name them, in the steps of the scale."""
    cells = []
    for step, names in facts.warmth(source.con, source.config.temperature):
        counts = [documents for _, _, _, documents in names]
        state = [*only("SLOGAN"), ("mindocs", str(min(counts))), ("maxdocs", str(max(counts)))]
        links = [source.link(id, f"{name} {share:.0%}") for id, name, share, _ in names[: facts.SHOWN_WARM]]
        rest = len(names) - len(links)
        more = source.lead(state, source.say("and_more").format(rest)) if rest else ""
        cells.append((source.say(step), source.lead(state, len(names)), Markup("、").join(links) + more))
    note = source.say("temperature_note").format(*(f"{cut:.4g}%" for cut in facts.cuts(source.config.temperature)))
    return Section("temperature", note if cells else "", _table(source, ("step", "names", "members"), cells, {1}))


def chains(source: Source) -> Section:
    """Formulas: what texts say word for word of several slogans, and how others deviate from it."""
    cells = []
    for formula, often in facts.chains(source.con):
        state = together(formula.names)
        numbers = (formula.chains, formula.documents, f"{formula.exact:.0%}")
        told = [
            Markup("{} ({})").format(_deviation(source.say, deviation), source.lead(together(names), count))
            for deviation, names, count in often[:DEVIATIONS]
        ]
        cells.append(
            (source.lead(state, formula), *(source.lead(state, each) for each in numbers), Markup(" | ").join(told))
        )
    heads = ("chain", "uses", "documents", "exact", "deviations")
    return Section("chains", source.say("chains_note"), _table(source, heads, cells, {1, 2, 3}))


def _deviation(say: Say, deviation: Deviation) -> str:
    told = [f"− {name}" for name in deviation.missing] + [f"+ {name}" for name in deviation.added]
    told += [say("moved").format(name) for name in deviation.moved]
    return "；".join([*told, *(say("verb").format(*each) for each in deviation.verbs)])


def candidates(source: Source) -> Section:
    """Slogans that no lexicon has."""
    cells = [
        (
            source.link(id, name),
            source.say(kind),
            *(source.link(id, value) for value in (mentions, documents)),
            source.date(id, first),
        )
        for id, name, kind, mentions, documents, first in facts.unlisted(source.con)
    ]
    heads = ("name", "kind", "mentions", "documents", "first")
    return Section("candidates", source.say("candidates_note"), _table(source, heads, cells, {2, 3}))


def _table(source: Source, heads: Sequence[str], cells: Sequence[Sequence[Any]], numeric: set[int]) -> list[Block]:
    return [Table(tuple(map(source.say, heads)), cells, frozenset(numeric))] if cells else []


def groups(source: Source) -> Section:
    """The communities with their most mentioned members."""
    say, usual = source.say, source.config.communities
    found = divided(source.con, usual, seed=source.config.seed)
    names = facts.names(source.con, list(found))
    members: dict[int, list[str]] = {}
    for id in names:
        members.setdefault(found[id], []).append(id)
    large = [ids for _, ids in sorted(members.items()) if len(ids) > 2][:GROUPS]
    cells = [
        (
            source.lead([("group", ids[0])], len(ids)),
            Markup("、").join(source.link(id, names[id]) for id in ids[:MEMBERS]),
        )
        for ids in large
    ]
    types = say("and").join(say(type) for type in usual.types)
    note = say("communities_note").format(types, say(usual.window), say(f"weight-{usual.weight}"))
    return Section("communities", note, _table(source, ("names", "members"), cells, {0}))


def quality(source: Source) -> Section:
    """What could not be read, what was rejected, and with which settings the build was made."""
    say, manifest = source.say, source.manifest
    told = Markup('<span lang="en">{}</span>')
    failures: list[tuple[str, Any]] = [
        (each.get("source", ""), told.format(each.get("reason", ""))) for each in manifest.get("failures", ())
    ]
    rejected: list[tuple[str, Any]] = [
        (_reason(say, key), source.lead(CORPUS, count)) for key, count in totals.rejections(manifest)
    ]
    code = Markup("<code>{}</code>")
    settings: list[tuple[Any, Any]] = [(say("version"), code.format(manifest.get("version", "")))]
    settings += [(code.format(name), code.format(value)) for name, value in _flat(manifest.get("config", {}))]
    return Section("quality", blocks=[
        Table((say("file"), say("reason")), failures or [(say("nothing"), "")], caption=say("failures")),
        Table((say("reason"), say("count")), rejected or [(say("nothing"), "")], frozenset({1}), say("rejections")),
        Table((say("setting"), say("value")), settings, caption=say("settings")),
    ])  # fmt: skip


def _reason(say: Say, key: str) -> str:
    """A reason in words; one that we have no words for stands for itself."""
    word = say(f"reason-{key}")
    return key if word == f"reason-{key}" else word


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
    """A drawing of the share of texts by period for every id; none where the texts have no dates.

    A period without a text has no share, which is not a share of 0.
    """
    width, periods = source.spread.width, source.spread.periods
    if len(periods) < 2:
        return {}
    drawn = {}
    names = facts.names(source.con, ids)
    for id, texts in facts.shares(source.con, ids, width).items():
        values = [texts.get(period, 0) / total if total else None for period, total, *_ in periods]
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
