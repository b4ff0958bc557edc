"""Some documents of a build as a build of their own: what the other analyses look at when told to leave some out.

All analyses over tables take a connection with views of the tables, and those over the graph take a graph; a subset has
both. So periods, levels and speakers are compared, and near duplicates left out or weighed down, by one means.

Where documents weigh unlike, each is one of `k` that are one text over again, and counts as 1 / k: the connection has a
table `weights` (document, weight), and what is counted are sums of weights. An analysis that cannot count so refuses
such a subset (`unweighed`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import rows
from kg.config import Config
from kg.errors import UsageError, unknown

if TYPE_CHECKING:
    import networkx as nx
    from duckdb import DuckDBPyConnection

COLUMNS: Final = ("level", "speaker", "organ", "genre", "title", "source")
PERIODS: Final = {"decade": 3, "year": 4, "month": 7, "day": 10}
"""How many characters of an ISO date tell the period; of a decade three, and a 0 follows."""

DOCUMENTS: Final = ("documents", "sentences", "mentions", "expansions")

NODES: Final = """
with recursive counted as (
  select m.entity, count(*) as mentions, count(distinct m.document) as documents,
    coalesce(min(nullif(d.date, '')), '') as first, coalesce(max(nullif(d.date, '')), '') as last
  from mentions m join documents d on d.id = m.document group by m.entity
),
brought as (
  select entity as id from counted
  union
  select e.target from {edges} e join brought b on b.id = e.source
  where e.relation in ('raised_at', 'held_under') or (e.relation = 'has_part' and b.id in (select entity from counted))
)
select n.* replace (
  cast(coalesce(c.mentions, 0) as integer) as mentions, cast(coalesce(c.documents, 0) as integer) as documents,
  coalesce(c.first, '') as first, coalesce(c.last, '') as last
)
from {nodes} n left join counted c on c.entity = n.id
where n.id in (select id from brought)
order by n.id
"""

WEIGHTS: Final = """
create temp table weights as
select s.id as document, cast(1 / coalesce(k.size, 1) as decimal(18, 12)) as weight
from selected s left join (select unnest(?::varchar[]) as id, unnest(?::integer[]) as size) k on k.id = s.id
"""
"""Decimal, for their sums come out the same in any order."""

EDGES: Final = """
select e.* from {edges} e
where (e.relation = 'mentions' and e.source in (select id from selected))
  or (e.relation in ('has_part', 'raised_at', 'held_under')
    and e.source in (select id from nodes) and e.target in (select id from nodes))
union all
select * from tied
"""


@dataclass(frozen=True)
class Subset:
    """Documents of a build: `con` has views of its tables with only what these documents hold.

    Co-occurrences and the counts of names are computed anew; `has_part`, `raised_at` and `held_under` are those of the
    whole build, with its counts, as are the counts of nodes where documents weigh unlike. `copies` holds, by id, of how
    many documents a document that is not alone is one; null where all weigh alike. `notes` say what was left out or
    weighed down. `cursor` opens further connections to the build.
    """

    con: DuckDBPyConnection
    config: Config
    cursor: Callable[[], DuckDBPyConnection]
    name: str = ""
    copies: Mapping[str, int] | None = None
    notes: tuple[str, ...] = ()

    @property
    def weighed(self) -> bool:
        """Whether documents weigh unlike."""
        return self.copies is not None

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The graph of these documents, with the attributes of `kg.graph.schema`."""
        from kg.graph import cooccurrence, load

        nodes, edges = _whole(self.con, "nodes"), _whole(self.con, "edges")
        self.con.register("tied", cooccurrence.edges(self.con, self.config, weighed=self.weighed))
        self.con.execute("create or replace temp table nodes as " + NODES.format(nodes=nodes, edges=edges))
        self.con.execute("create or replace temp table edges as " + EDGES.format(edges=edges))
        return load(self.con)


def weighed(tables: Any) -> bool:
    """Whether documents of tables weigh unlike: `Tables` and connections know no weights."""
    return bool(getattr(tables, "weighed", False))


Weigher = Callable[[str], int | Fraction]


def weigher(tables: Any) -> Weigher:
    """What a document of an id weighs: exact, so that sums do not depend on their order."""
    copies = getattr(tables, "copies", None) or {}
    weights = {size: Fraction(1, size) for size in set(copies.values())}
    return lambda id: weights[copies[id]] if id in copies else 1


def unweighed(tables: Any, why: str) -> None:
    """Refuse tables whose documents weigh unlike, for the reason given."""
    if weighed(tables):
        raise UsageError(f"copies cannot be weighed here, for {why}; choose drop, or none")


def select(
    tables: Any,
    ids: Sequence[str],
    config: Config | None = None,
    *,
    name: str = "",
    copies: Mapping[str, int] | None = None,
    notes: Sequence[str] = (),
) -> Subset:
    """The documents of these ids; ids that are no document's are passed over. `config` is that of the build.

    `copies` are those of the subset; without them documents weigh what they weigh in `tables`.

    Raises `UsageError` where no document is left.
    """
    chosen = sorted(set(ids) & {row[0] for row in rows(tables, "select id from documents")})
    # A cursor sees the tables of the build, whatever views hide them in the connection it comes from.
    cursor = tables.cursor
    con = cursor()
    con.execute("create temp table selected as select unnest(cast(? as varchar[])) as id", [chosen])
    if not chosen:
        raise UsageError(f"no document is left to look at{f' in {name!r}' if name else ''}")
    for table in DOCUMENTS:
        key = "id" if table == "documents" else "document"
        source = _whole(con, table)
        con.execute(f"create temp view {table} as select * from {source} where {key} in (select id from selected)")
    copies = getattr(tables, "copies", None) if copies is None else copies
    if copies is not None:
        con.execute(WEIGHTS, [list(copies), list(copies.values())])
    return Subset(con, config or Config(), cursor, name, copies, (*getattr(tables, "notes", ()), *notes))


def groups(tables: Any, by: str, *, split: str = "") -> dict[str, list[str]]:
    """Document ids by their value of `by`, values in string order; documents without a value are left out.

    `by` is level, speaker, organ, genre, title, source, a period (decade, year, month, day), date, or another column
    of the metadata. With `date` the dates `split` (one or more, separated by commas) cut time: "…–2012", "2012–…".
    Raises `UsageError` for a column that no document has.

    >>> import duckdb
    >>> con = duckdb.connect()
    >>> _ = con.execute("create table documents as select 'a' as id, '2011-03' as date, 'city' as level")
    >>> groups(con, "decade"), groups(con, "date", split="2012")
    ({'2010s': ['a']}, {'before 2012': ['a']})
    """
    if by == "date":
        return _cut(tables, [date for date in split.split(",") if date])
    if by in PERIODS:
        size = PERIODS[by]
        value = f"case when length(date) >= {max(size, 4)} then substr(date, 1, {size}) end"
        value = f"{value} || '0s'" if by == "decade" else value
    elif by in COLUMNS:
        value = f"nullif(\"{by}\", '')"
    else:
        value = _extra(tables, by)
    found: dict[str, list[str]] = {}
    for group, id in rows(tables, f"select {value}, id from documents where {value} is not null order by 1, 2"):
        found.setdefault(group, []).append(id)
    return found


def _extra(tables: Any, by: str) -> str:
    """The SQL of a metadata column of another name."""
    names = [
        row[0] for row in rows(tables, "select distinct unnest(map_keys(extra)) as name from documents order by 1")
    ]
    if by not in names:
        raise unknown("column to compare by", by, {*COLUMNS, *PERIODS, "date", *names})
    escaped = by.replace("'", "''")
    return f"nullif(extra['{escaped}'], '')"


def _cut(tables: Any, dates: Sequence[str]) -> dict[str, list[str]]:
    """Documents before, between and from these dates on; a date is compared as its string."""
    if not dates or list(dates) != sorted(set(dates)) or not all(_is_date(date) for date in dates):
        raise UsageError("to compare by date, split at a date or at several in order, as in 1978,2012-11-15")
    names = [f"before {dates[0]}", *(f"{a} – {b}" for a, b in pairwise(dates)), f"from {dates[-1]}"]
    found: dict[str, list[str]] = {name: [] for name in names}
    for date, id in rows(tables, "select date, id from documents where date <> '' order by date, id"):
        found[names[sum(date >= cut for cut in dates)]].append(id)
    return {name: ids for name, ids in found.items() if ids}


def _is_date(text: str) -> bool:
    parts = text.split("-")
    return 1 <= len(parts) <= 3 and len(parts[0]) == 4 and all(part.isascii() and part.isdigit() for part in parts)


def _whole(con: DuckDBPyConnection, table: str) -> str:
    """The name under which a table of the whole build is reached beside a view that hides it."""
    database = rows(con, "select current_database()")[0][0]
    return f'"{database}".main.{table}'


def without(
    tables: Any, drop: Mapping[str, Any] | Sequence[str], config: Config | None = None, *, notes: Sequence[str] = ()
) -> Subset:
    """All documents but these, given as ids; raises `UsageError` where none is left."""
    dropped = set(drop)
    ids = [row[0] for row in rows(tables, "select id from documents order by id") if row[0] not in dropped]
    return select(tables, ids, config, notes=notes)
