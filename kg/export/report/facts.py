"""What the report tells, asked of the tables: rows as tuples, in a fixed order."""

from __future__ import annotations

from typing import Any, Final

from kg.export.html.series import unit
from kg.records import entity_id

Row = tuple[Any, ...]

TOP: Final = 40
SHOWN_CHAINS: Final = 25
SHOWN_WARM: Final = 40
COLDEST: Final = "冷"

_UNLISTED = """
select id, name, kind, mentions, documents, first from nodes
where type = 'SLOGAN' and not known and documents > 1 order by documents desc, mentions desc, id limit 30
"""

_CORPUS = """
select count(*), count(*) filter (date = ''), coalesce(min(date) filter (date <> ''), ''), coalesce(max(date), ''),
    coalesce(sum(length(text)), 0),
    (select count(*) from sentences), (select count(*) from mentions),
    (select count(*) from nodes where type <> 'DOCUMENT'),
    (select count(*) from (select distinct source, target from edges where relation = 'co_occurs'))
from documents
"""

_TYPES = """
select type, count(*) as names, sum(mentions) as mentions from nodes
where type <> 'DOCUMENT' and mentions > 0 group by type order by mentions desc, type
"""

_GROUPED = """
select coalesce(nullif({column}, ''), '') as value, count(*) as texts from documents
group by 1 order by texts desc, value limit ?
"""

_PERIODS = """
select substr(date, 1, {width}) as period, count(*) from documents where length(date) >= {width}
group by 1 order by 1
"""

_TOP = """
select id, name, coalesce(english, ''), mentions, documents, first, last, since from nodes
where type = ? and mentions > 0 order by mentions desc, id limit ?
"""

_SHARES = """
select m.entity, substr(d.date, 1, {width}) as period, count(distinct m.document)
from mentions m join documents d on d.id = m.document
where length(d.date) >= {width} and list_contains(?, m.entity) group by 1, 2 order by 1, 2
"""

_FIRST = """
with uses as (
    select m.entity, d.date, d.title, d.source, s.text, m.start - s.start as start, m."end" - s.start as stop,
        row_number() over (partition by m.entity order by d.date, d.source, m.document, m.start) as turn
    from mentions m join documents d on d.id = m.document
    join sentences s on s.document = m.document and s."index" = m.sentence
    where d.date <> '' and list_contains(?, m.entity)
)
select u.entity, n.name, u.date, n.since, coalesce(nullif(u.title, ''), u.source), u.text, u.start, u.stop
from uses u join nodes n on n.id = u.entity where turn = 1 order by u.date, u.entity
"""


def corpus(con: Any) -> Row:
    """Texts, undated texts, first and last date, characters, sentences, mentions, names, co-occurring pairs."""
    row: Row = con.execute(_CORPUS).fetchall()[0]
    return row


def types(con: Any) -> list[Row]:
    """(type, names, mentions) of every type of name, the most mentioned first."""
    return _rows(con, _TYPES)


def grouped(con: Any, column: str, *, limit: int = 12) -> list[Row]:
    """(value, texts) of a column of the documents; `column` is one of ours, not a user's."""
    return _rows(con, _GROUPED.format(column=column), [limit])


def periods(con: Any) -> tuple[int, list[Row]]:
    """The characters of a date that name a period, and (period, texts) in order."""
    dates = con.execute("select date, count(*) from documents where date <> '' group by date order by date").fetchall()
    width = unit(dates)[1]
    return width, _rows(con, _PERIODS.format(width=width))


def top(con: Any, type: str, *, limit: int = TOP) -> list[Row]:
    """(id, name, english, mentions, documents, first, last, since) of the most mentioned names of a type."""
    return _rows(con, _TOP, [type, limit])


def names(con: Any, ids: list[str]) -> dict[str, str]:
    """The names of entities by id, the most mentioned first."""
    sql = "select id, name from nodes where list_contains(?, id) order by mentions desc, id"
    return dict(_rows(con, sql, [ids]))


def shares(con: Any, ids: list[str], width: int) -> dict[str, dict[str, int]]:
    """For each id the texts of each period that name it."""
    found: dict[str, dict[str, int]] = {id: {} for id in ids}
    for id, period, texts in _rows(con, _SHARES.format(width=width), [ids]):
        found[id][period] = texts
    return found


def first_uses(con: Any, ids: list[str]) -> list[Row]:
    """(id, name, date, since, title, sentence, start, end) of the earliest dated mention of each id, by date."""
    return _rows(con, _FIRST, [ids])


def chains(con: Any, *, limit: int = SHOWN_CHAINS) -> list[Row]:
    """(formula, id of its first slogan, chains, texts, share that say it exactly, how others deviate) by texts."""
    from kg.analyse.chains import families, summaries

    found = families(con)[:limit]
    told = summaries(found).to_pylist()
    return [
        (
            row["formula"],
            entity_id("SLOGAN", family.formula.names[0]),
            row["chains"],
            row["documents"],
            row["exact"],
            row["deviations"],
        )
        for family, row in zip(found, told, strict=True)
    ]


def warmth(con: Any, scale: Any) -> list[tuple[str, list[tuple[str, str, float]]]]:
    """(step, [(id, name, share of texts)]) of the slogans, from the hottest; the coldest step is left out."""
    from kg.analyse.frequency import overall
    from kg.analyse.selection import Selection

    steps: dict[str, list[tuple[str, str, float]]] = {}
    for row in overall(con, Selection(types=("SLOGAN",)), scale=scale).to_pylist():
        if row["documents"] > 1:
            steps.setdefault(row["temperature"], []).append((row["entity"], row["name"], row["share"]))
    return [(step, names[:SHOWN_WARM]) for step, names in steps.items() if step != COLDEST]


def unlisted(con: Any) -> list[Row]:
    """(id, name, kind, mentions, documents, first) of slogans that no lexicon has, in more than one text, most first."""
    return _rows(con, _UNLISTED)


def _rows(con: Any, sql: str, parameters: list[Any] | None = None) -> list[Row]:
    rows: list[Row] = con.execute(sql, parameters or []).fetchall()
    return rows
