"""What the corpus holds in all and how its documents spread: the numbers that the page and the report both tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg.export.html.series import periods, unit

Row = tuple[Any, ...]

FACETS: Final = ("level", "genre", "speaker")
"""The columns of the documents by which they are told apart, beside the date."""

VALUES: Final = 40
"""The most values of a facet that are told, those of most documents first."""

_TOTALS = """
select count(*) as documents, count(*) filter (date = '') as undated,
    coalesce(min(date) filter (date <> ''), '') as first, coalesce(max(date), '') as last,
    coalesce(sum(characters), 0)::bigint as characters,
    (select count(*) from sentences) as sentences, (select count(*) from mentions) as mentions,
    (select count(*) from nodes where type <> 'DOCUMENT') as nodes,
    (select count(*) from (select distinct source, target from edges where relation = 'co_occurs')) as pairs
from documents
"""

_TYPES = """
select type, count(*) as names, sum(mentions)::bigint as mentions from nodes where type <> 'DOCUMENT'
group by type order by mentions desc, type
"""

_SIZED = """
with chosen as (select * from documents where {where}),
said as (select document, count(*) as sentences from sentences {among} group by document),
named as (select document, count(*) as mentions from mentions {among} group by document),
sized as (
    select d.*, coalesce(s.sentences, 0) as sentences, coalesce(m.mentions, 0) as mentions
    from chosen d left join said s on s.document = d.id left join named m on m.document = d.id
)
"""

_SPREAD = (
    _SIZED.format(where="true", among="")
    + """, valued as (
    select coalesce(level, '') as level, coalesce(genre, '') as genre, coalesce(speaker, '') as speaker,
        case when date = '' then '' when length(date) >= $width then substr(date, 1, $width) end as period,
        coalesce(characters, 0) as characters, sentences, mentions
    from sized
), spread as (
    select case when grouping(level) = 0 then 'level' when grouping(genre) = 0 then 'genre'
            when grouping(speaker) = 0 then 'speaker' else 'period' end as facet,
        coalesce(level, genre, speaker, period) as value, count(*) as documents,
        sum(characters)::bigint, sum(sentences)::bigint, sum(mentions)::bigint
    from valued group by grouping sets ((level), (genre), (speaker), (period))
)
select * from spread where value is not null
qualify facet = 'period' or row_number() over (partition by facet order by documents desc, value) <= $values
order by facet, documents desc, value
"""
)

_ROWS = (
    _SIZED.format(where="list_contains($ids, id)", among="where document in (select id from chosen)")
    + """
select id, title, source, date, speaker, organ, level, genre, coalesce(characters, 0), sentences, mentions from sized
"""
)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the documents spread: rows (value, documents, characters, sentences, mentions).

    `facets` by each of `FACETS`, most documents first; the value may be empty. `periods` in order, those without a
    document that lie between others among them, with 0; `width` characters of a date name one. `undated` is the row of
    the documents without a date, if there are any.
    """

    facets: Mapping[str, list[Row]]
    width: int
    periods: list[Row]
    undated: list[Row]


def totals(con: Any) -> dict[str, Any]:
    """documents, undated, first, last, characters, sentences, mentions, nodes (names) and pairs of the whole build."""
    cursor = con.execute(_TOTALS)
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchall()[0], strict=True))


def types(con: Any) -> list[Row]:
    """(type, names, mentions) of every type of name, the most mentioned first."""
    rows: list[Row] = con.execute(_TYPES).fetchall()
    return rows


def spread(con: Any) -> Spread:
    """How the documents of a build spread over time and by `FACETS`."""
    dates = con.execute("select date, count(*) from documents where date <> '' group by date order by date").fetchall()
    name, width = unit(dates)
    found: dict[str, list[Row]] = {facet: [] for facet in (*FACETS, "period")}
    for facet, *row in con.execute(_SPREAD, {"width": width, "values": VALUES}).fetchall():
        found[facet].append(tuple(row))
    dated = {row[0]: row for row in found.pop("period")}
    undated = [dated.pop("")] if "" in dated else []
    rows = [dated.get(period, (period, 0, 0, 0, 0)) for period in periods(sorted(dated), name)]
    return Spread(found, width, rows, undated)


def documents(con: Any, ids: list[str]) -> list[list[Any]]:
    """Rows title, date, speaker, organ, level, genre, characters, sentences, mentions of the documents, as `ids` have them.

    A text without a title goes by its file's name.
    """
    rows = {row[0]: row[1:] for row in con.execute(_ROWS, {"ids": ids}).fetchall()}
    return [[title or source, *rest] for title, source, *rest in (rows[id] for id in ids)]


def about(con: Any, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """All of this for the page: `totals` with `failures`, `types`, `facets` (rows by facet), `rejections`."""
    found = spread(con)
    facets = {facet: rows for facet, rows in found.facets.items() if len(rows) > 1 or (rows and rows[0][0])}
    dated = [row for row in found.periods if row[1]]
    return {
        **totals(con),
        "failures": len(manifest.get("failures", ())),
        "types": types(con),
        "facets": facets | {"date": [*dated, *found.undated]},
        "rejections": rejections(manifest),
    }


def rejections(manifest: Mapping[str, Any]) -> list[tuple[str, int]]:
    """(reason, count) of the candidates that are no mention, the most frequent first."""
    return sorted(manifest.get("rejections", {}).items(), key=lambda item: (-item[1], item[0]))
