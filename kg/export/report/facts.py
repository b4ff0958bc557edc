"""What the report tells, asked of the tables: rows as tuples, in a fixed order."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kg.analyse.chains import Deviation, Formula
    from kg.config import Temperature

    Deviating = tuple[Deviation, tuple[str, ...], int]

Row = tuple[Any, ...]

TOP: Final = 40
SHOWN_CHAINS: Final = 25
SHOWN_WARM: Final = 40
COLDEST: Final = "冷"

_UNLISTED = """
select id, name, kind, mentions, documents, first from nodes
where type = 'SLOGAN' and not known and documents > 1 order by documents desc, mentions desc, id limit 30
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


def chains(con: Any, *, limit: int = SHOWN_CHAINS) -> list[tuple[Formula, list[Deviating]]]:
    """The formulas by texts, each with the deviations from it: how, the slogans of the first such chain, how many."""
    from kg.analyse.chains import families

    found = []
    for family in families(con)[:limit]:
        often: dict[str, Deviating] = {}
        for chain, deviation in family.chains:
            if deviation:
                _, names, count = often.get(str(deviation), (deviation, chain.names, 0))
                often[str(deviation)] = deviation, names, count + 1
        found.append((family.formula, sorted(often.values(), key=lambda each: -each[2])))
    return found


def warmth(con: Any, scale: Temperature) -> list[tuple[str, list[Row]]]:
    """(step, [(id, name, share of texts, texts)]) of the slogans, from the hottest; the coldest step is left out."""
    from kg.analyse.frequency import overall
    from kg.analyse.selection import Selection

    steps: dict[str, list[Row]] = {}
    for row in overall(con, Selection(types=("SLOGAN",)), scale=scale).to_pylist():
        if row["documents"] > 1:
            own = steps.setdefault(row["temperature"], [])
            own.append((row["entity"], row["name"], row["share"], row["documents"]))
    return [(step, names) for step, names in steps.items() if step != COLDEST]


def cuts(scale: Temperature) -> list[float]:
    """The least share of texts of each step, from the hottest, in per cent."""
    return [100 * cut for cut in dataclasses.astuple(scale)]


def unlisted(con: Any) -> list[Row]:
    """(id, name, kind, mentions, documents, first) of slogans that no lexicon has, in more than one text, most first."""
    return _rows(con, _UNLISTED)


def _rows(con: Any, sql: str, parameters: list[Any] | None = None) -> list[Row]:
    rows: list[Row] = con.execute(sql, parameters or []).fetchall()
    return rows
