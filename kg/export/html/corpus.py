"""What the corpus holds in all and how its documents spread: the numbers that the page and the report both tell."""

from __future__ import annotations

from collections.abc import Mapping
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
with said as (select document, count(*) as sentences from sentences group by document),
named as (select document, count(*) as mentions from mentions group by document),
sized as (
    select d.*, coalesce(s.sentences, 0) as sentences, coalesce(m.mentions, 0) as mentions
    from documents d left join said s on s.document = d.id left join named m on m.document = d.id
)
"""

_SPREAD = """
select {value} as value, count(*), coalesce(sum(characters), 0)::bigint, sum(sentences)::bigint, sum(mentions)::bigint
from sized where {where} group by 1
"""

_ROWS = """
select id, title, source, date, speaker, organ, level, genre, coalesce(characters, 0), sentences, mentions
from sized where list_contains(?, id)
"""


def totals(con: Any) -> dict[str, Any]:
    """documents, undated, first, last, characters, sentences, mentions, nodes (names) and pairs of the whole build."""
    cursor = con.execute(_TOTALS)
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchall()[0], strict=True))


def types(con: Any) -> list[Row]:
    """(type, names, mentions) of every type of name, the most mentioned first."""
    rows: list[Row] = con.execute(_TYPES).fetchall()
    return rows


def spread(con: Any, facet: str) -> list[Row]:
    """(value, documents, characters, sentences, mentions) of a facet, most documents first; the value may be empty."""
    text = _SPREAD.format(value=f"coalesce({facet}, '')", where="true") + "order by 2 desc, 1 limit ?"
    rows: list[Row] = con.execute(_SIZED + text, [VALUES]).fetchall()
    return rows


def by_period(con: Any) -> tuple[int, list[Row]]:
    """The characters of a date that name a period, and the rows of `spread` by period, in order.

    Years and months without a document are among them, with 0.
    """
    dates = con.execute("select date, count(*) from documents where date <> '' group by date order by date").fetchall()
    name, width = unit(dates)
    text = _SPREAD.format(value=f"substr(date, 1, {width})", where=f"length(date) >= {width}") + "order by 1"
    found = {row[0]: row for row in con.execute(_SIZED + text).fetchall()}
    return width, [found.get(period, (period, 0, 0, 0, 0)) for period in periods(list(found), name)]


def undated(con: Any) -> list[Row]:
    """The row of `spread` of the documents without a date; none where all have one."""
    text = _SPREAD.format(value="''", where="date = ''")
    rows: list[Row] = con.execute(_SIZED + text).fetchall()
    return rows


def documents(con: Any, ids: list[str]) -> list[list[Any]]:
    """Rows title, date, speaker, organ, level, genre, characters, sentences, mentions of the documents, as `ids` have them.

    A text without a title goes by its file's name.
    """
    rows = {row[0]: row[1:] for row in con.execute(_SIZED + _ROWS, [ids]).fetchall()}
    return [[title or source, *rest] for title, source, *rest in (rows[id] for id in ids)]


def about(con: Any, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """All of this for the page: `totals` with `failures`, `types`, `facets` (rows by facet), `rejections`."""
    facets = {facet: rows for facet in FACETS if len(rows := spread(con, facet)) > 1 or (rows and rows[0][0])}
    dated = [row for row in by_period(con)[1] if row[1]]
    return {
        **totals(con),
        "failures": len(manifest.get("failures", ())),
        "types": types(con),
        "facets": facets | {"date": [*dated, *undated(con)]},
        "rejections": rejections(manifest),
    }


def rejections(manifest: Mapping[str, Any]) -> list[tuple[str, int]]:
    """(reason, count) of the candidates that are no mention, the most frequent first."""
    return sorted(manifest.get("rejections", {}).items(), key=lambda item: (-item[1], item[0]))
