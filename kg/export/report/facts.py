"""What the report tells, asked of the tables: rows as tuples, in a fixed order."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from kg.export.html.series import unit

Row = tuple[Any, ...]

TOP: Final = 40
SHOWN_CHAINS: Final = 25
LONGEST: Final = 7

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

# A chain is a run of slogans in one sentence with little between them: 增强“…”、坚定“…”、做到“…”.
_CHAINS = """
with stands as (
    select document, sentence, entity, canonical, start, "end",
        lag("end") over (partition by document, sentence order by start) as before
    from mentions where type = 'SLOGAN'
), runs as (
    select *, sum(case when before is null or start - before > 6 then 1 else 0 end) over (
        partition by document, sentence order by start rows unbounded preceding) as run
    from stands
)
select document, list(canonical order by start), list(entity order by start)
from runs group by document, sentence, run having count(*) >= 3 order by document, sentence, run
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
    """(names in order, ids of the first two, uses, texts) of three to `LONGEST` slogans in a row, used twice or more.

    What is never used but within a longer one is left out.
    """
    uses: Counter[tuple[str, ...]] = Counter()
    texts: dict[tuple[str, ...], set[str]] = {}
    ids: dict[str, str] = {}
    for document, names, entities in _rows(con, _CHAINS):
        ids.update(zip(names, entities, strict=True))
        for length in range(3, min(LONGEST, len(names)) + 1):
            for start in range(len(names) - length + 1):
                chain = tuple(names[start : start + length])
                uses[chain] += 1
                texts.setdefault(chain, set()).add(document)
    within = {part for chain, count in uses.items() for part in (chain[1:], chain[:-1]) if uses[part] == count}
    found = [(chain, [ids[chain[0]], ids[chain[1]]], count, len(texts[chain]))
             for chain, count in uses.items() if count > 1 and chain not in within]  # fmt: skip
    return sorted(found, key=lambda row: (-row[2], -row[3], row[0]))[:limit]


def _rows(con: Any, sql: str, parameters: list[Any] | None = None) -> list[Row]:
    rows: list[Row] = con.execute(sql, parameters or []).fetchall()
    return rows
