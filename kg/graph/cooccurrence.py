"""Which names stand together in a sentence, paragraph or document, and how strongly.

The counts come from one SQL text of plain standard SQL, so that another engine can run it; the figures are computed
from these whole numbers afterwards, so that they do not depend on the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import unknown
from kg.graph import association
from kg.graph.schema import WINDOWS
from kg.records import TYPES, Relation, schema

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from kg.config import Config

UNITS = {"sentence": "s.index", "paragraph": "s.paragraph", "document": "0"}

# A window with more names than the limit (a list, a table of contents) would give the square of them in pairs.
_NAMES = """
with names as (
  select distinct m.document, {unit} as unit, m.entity
  from mentions m join sentences s on s.document = m.document and s.index = m.sentence
  where m.type in ({types})
),
crowded as (
  select document, unit from names group by document, unit having count(*) > {max_names}
)"""

# Ids are numbers in string order, so that source < target holds for both; pairs are counted within each document
# first, which makes the second grouping small.
PAIRS = (
    _NAMES
    + """,
kept as (
  select n.document, n.unit, n.entity
  from names n left join crowded c on c.document = n.document and c.unit = n.unit
  where c.document is null
),
entities as (
  select n.entity, {counted} as windows, row_number() over (order by n.entity) as id
  from kept n{weights} group by n.entity
),
coded as (
  select k.document, k.unit, e.id from kept k join entities e on e.entity = k.entity
),
shared as (
  select a.document, a.id as source, b.id as target, count(*) as windows
  from coded a join coded b on a.document = b.document and a.unit = b.unit and a.id < b.id
  group by a.document, a.id, b.id
),
pairs as (
  select n.source, n.target, {summed} as windows, {counted} as documents,
    coalesce(min(nullif(d.date, '')), '') as first_date, coalesce(max(nullif(d.date, '')), '') as last_date
  from shared n left join documents d on d.id = n.document{weights}
  group by n.source, n.target
)
select a.entity as source, b.entity as target, p.windows, p.documents, p.first_date, p.last_date,
  a.windows as source_windows, b.windows as target_windows
from pairs p join entities a on a.id = p.source join entities b on b.id = p.target
order by p.source, p.target
"""
)
"""Pairs of names in `source`, `target` order; fill in `unit`, `types`, `max_names` with `sql`."""

SINGLES = (
    _NAMES
    + """
select n.entity, {counted} as windows
from names n left join crowded c on c.document = n.document and c.unit = n.unit{weights}
where c.document is null group by n.entity order by n.entity
"""
)
"""How many windows have each name; fill in as `PAIRS`."""

PERIODS = (
    _NAMES
    + """,
kept as (
  select n.document, n.unit, n.entity, substr(d.date, 1, {{size}}) as period
  from names n join documents d on d.id = n.document
  left join crowded c on c.document = n.document and c.unit = n.unit
  where c.document is null and length(d.date) >= {{size}}
)
select a.entity as source, b.entity as target, a.period, count(*) as windows
from kept a join kept b on a.document = b.document and a.unit = b.unit and a.entity < b.entity
group by a.entity, b.entity, a.period order by a.entity, b.entity, a.period
"""
)
"""How many windows a pair shares in each period; fill in as `PAIRS`, then `size`: letters of the date that tell it."""

CROWDED = _NAMES + " select {counted} from crowded n{weights}"
"""How many windows have more names than the limit."""

TOTAL = "select {counted} from (select distinct s.document, {unit} as unit from sentences s) n{weights}"
"""How many windows there are, with names or without."""

NAMES = _NAMES
"""The names of every window once, and the crowded windows: the head of a query of others; fill it in with `sql`."""


_COUNTS = {"counted": "count(*)", "summed": "cast(sum(n.windows) as bigint)", "weights": ""}
_WEIGHED = {
    "counted": "coalesce(cast(round(sum(w.weight), 6) as double), 0.0)",
    "summed": "cast(round(sum(n.windows * w.weight), 6) as double)",
    "weights": " join weights w on w.document = n.document",
}


def edges(con: DuckDBPyConnection, config: Config, *, weighed: bool = False) -> pa.Table:
    """The `co_occurs` edges, as `schema(Relation)`: by window from the narrowest, then by source and target.

    `count` is the number of windows shared. q is taken over all pairs of a window kind, before those under
    `graph.min_count` (in the window `document` also `graph.min_documents`) are left out, so that these limits do not
    change it. Windows with more distinct names than
    `graph.max_names` are left out of all counts; `crowded` tells how many.
    With `weighed` a window counts as its document weighs in the table `weights` (document, weight), and `count` and
    `documents` are sums of weights.
    Raises `UsageError` for an unknown window or type.
    """
    import pyarrow as pa

    tables = [_edges(con, window, config, weighed) for window in windows(config)]
    return pa.concat_tables([_columns(weighed).empty_table(), *tables]).combine_chunks()


def _columns(weighed: bool) -> pa.Schema:
    """The columns of the edges; sums of weights are no whole numbers."""
    import pyarrow as pa

    columns = schema(Relation)
    for name in ("count", "documents") if weighed else ():
        columns = columns.set(columns.get_field_index(name), pa.field(name, pa.float64()))
    return columns


def crowded(con: DuckDBPyConnection, config: Config) -> dict[str, int]:
    """How many windows of each kind were left out for having more than `graph.max_names` names."""
    return {window: int(_number(con, sql(CROWDED, window, config))) for window in windows(config)}


def sql(text: str, window: str, config: Config, *, weighed: bool = False) -> str:
    """`PAIRS`, `SINGLES`, `CROWDED` or `TOTAL` for one kind of window; with `weighed` see `edges`."""
    chosen = ", ".join(f"'{type}'" for type in types(config)) or "''"
    counts = _WEIGHED if weighed else _COUNTS
    return text.format(unit=UNITS[window], types=chosen, max_names=int(config.graph.max_names), **counts)


def types(config: Config) -> tuple[str, ...]:
    """The types of names that are counted; raises `UsageError` for an unknown one."""
    for type in config.graph.types:
        if type not in TYPES:
            raise unknown("type", type, TYPES)
    return config.graph.types


def windows(config: Config) -> tuple[str, ...]:
    """The kinds of windows that are counted, the narrowest first; raises `UsageError` for an unknown one."""
    for window in config.graph.windows:
        if window not in WINDOWS:
            raise unknown("window", window, WINDOWS)
    return tuple(window for window in WINDOWS if window in config.graph.windows)


def _number(con: DuckDBPyConnection, text: str) -> Any:
    return con.execute(text).fetchall()[0][0]


def _edges(con: DuckDBPyConnection, window: str, config: Config, weighed: bool) -> pa.Table:
    """The edges of one kind of window."""
    import pyarrow as pa

    pairs = con.sql(sql(PAIRS, window, config, weighed=weighed)).to_arrow_table()
    everything, crowded = (_number(con, sql(text, window, config, weighed=weighed)) for text in (TOTAL, CROWDED))
    total = everything - crowded
    counts = [pairs[name].to_numpy() for name in ("source_windows", "target_windows", "windows")]
    llr = association.g2(total, *counts)
    columns = {
        "source": pairs["source"],
        "target": pairs["target"],
        "relation": pa.repeat("co_occurs", len(pairs)),
        "window": pa.repeat(window, len(pairs)),
        "count": pairs["windows"],
        "documents": pairs["documents"],
        "npmi": association.npmi(total, *counts),
        "llr": llr,
        "q": association.benjamini_hochberg(association.survival(llr)),
        "first": pairs["first_date"],
        "last": pairs["last_date"],
    }
    table = pa.table(columns).cast(_columns(weighed))
    return table.filter(pa.array(counts[2] >= least(window, config)))


def least(window: str, config: Config) -> int:
    """How many windows of this kind two names must share to be tied."""
    graph = config.graph
    return max(graph.min_count, graph.min_documents) if window == "document" else graph.min_count
