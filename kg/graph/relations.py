"""The typed edges that are no co-occurrence: mentions, has_part, raised_at, held_under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph._arrow import table
from kg.graph._facts import facts
from kg.records import Relation, schema

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from kg.lexicon import Lexicon

MENTIONS = """
select m.document as source, m.entity as target, count(*) as n, coalesce(min(d.date), '') as date
from mentions m left join documents d on d.id = m.document
where m.entity <> ''
group by m.document, m.entity
order by m.document, m.entity
"""


def edges(con: DuckDBPyConnection, lexicon: Lexicon) -> pa.Table:
    """The edges as `schema(Relation)`, in the order mentions, has_part, raised_at, held_under, each by source, target.

    `mentions` counts mentions and has the document's date; `has_part` counts the expansions that say it and has
    their dates; `raised_at` and `held_under` are the lexicon's, count 0, with the date of the fact where known.
    """
    import pyarrow as pa

    return pa.concat_tables([_mentions(con), table(schema(Relation), facts(con, lexicon))]).combine_chunks()


def _mentions(con: DuckDBPyConnection) -> pa.Table:
    import pyarrow as pa

    found = con.sql(MENTIONS).to_arrow_table()
    size, none = len(found), pa.nulls(len(found), pa.float64())
    columns = {
        "source": found["source"],
        "target": found["target"],
        "relation": pa.repeat("mentions", size),
        "window": pa.repeat("", size),
        "count": found["n"],
        "documents": pa.repeat(1, size),
        "npmi": none,
        "llr": none,
        "q": none,
        "first": found["date"],
        "last": found["date"],
    }
    return pa.table(columns).cast(schema(Relation))
