"""How strongly names go together, measure by measure, and which ties make a backbone.

All measures come from four whole numbers a pair: windows in all, with the one, with the other, with both. They take the
windows for independent draws, which sentences of one speech are not: they rank ties well and are too sure of themselves
as probabilities (Evert 2005, The Statistics of Word Cooccurrences). NPMI favours rare pairs, G² frequent ones, Dice
pairs that are never apart; the odds ratio with its interval says how strong and how sure at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import arrow, rows
from kg.analyse.backbone import disparity, spanning
from kg.analyse.method import Method, counted
from kg.analyse.subset import weighed
from kg.errors import unknown
from kg.graph import association, cooccurrence
from kg.graph.schema import WINDOWS
from kg.records import entity_id

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.config import Config

METHOD: Final = Method(
    "NPMI, G² with q after Benjamini–Hochberg over all pairs, Dice, odds ratio with 95 % interval, of 2×2 tables of windows",
    "windows are independent draws; sentences of one text are not, so the order is worth more than q and the interval",
    "Bouma 2009; Dunning 1993; Benjamini and Hochberg 1995; Dice 1945; Woolf 1955 with Haldane's 0.5; disparity: Serrano, "
    "Boguñá and Vespignani 2009; spanning forest: Kruskal 1956",
)

MEASURES: Final = ("llr", "npmi", "dice", "odds_ratio", "count", "documents")
"""By what ties may be ordered; the highest first."""

BACKBONES: Final = ("disparity", "spanning")

Z: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

NAMED: Final = """
select t.source, t.target, a.name as source_name, b.name as target_name, a.type as source_type, b.type as target_type,
  t.* exclude (source, target)
from ties t join nodes a on a.id = t.source join nodes b on b.id = t.target order by t.place
"""

EVIDENCE: Final = """
with names as (
  select distinct m.document, {unit} as unit, m.entity
  from mentions m join sentences s on s.document = m.document and s.index = m.sentence
  where m.entity in (select source from wanted union select target from wanted)
),
shared as (
  select a.entity as source, b.entity as target, a.document, a.unit
  from names a join names b on b.document = a.document and b.unit = a.unit and a.entity < b.entity
  join wanted w on w.source = a.entity and w.target = b.entity
)
select h.source, h.target, arg_min(
  d.source || '#' || h.unit,
  [case when d.date = '' then '9' else d.date end, d.source, lpad(cast(h.unit as varchar), 9, '0')]
)
from shared h join documents d on d.id = h.document group by h.source, h.target
"""


def ties(
    tables: Any,
    config: Config,
    *,
    window: str = "sentence",
    entity: str = "",
    types: Sequence[str] = (),
    by: str = "llr",
    least: int = 1,
    backbone: str = "",
    alpha: float = 0.05,
    top: int = 0,
) -> pa.Table:
    """One row a pair that shares a window of this kind, the strongest above chance first; all of one `entity`, or all.

    Of `types` (none: all) are both names of a pair, or the one beside `entity`; `least` windows at least are shared. The
    measures are over all pairs whatever is chosen.

    Columns: source, target (ids; source < target, but of one `entity` it is the source), source_name, target_name, source_type, target_type, count (windows
    shared), source_windows, target_windows, windows (in all), documents, npmi, llr, q, dice, odds_ratio with low and
    high (95 %), disparity, spanning, bridge, first, last, evidence.

    npmi, llr (G²) and q are those of the edges table (`kg.graph.association`). disparity: how likely so heavy a tie is
    where each end spreads its shared windows by chance (Serrano et al. 2009), null below chance. spanning: it is one of
    the maximum spanning forest by G² of the ties above chance (Kruskal 1956). bridge: without it what it ties would
    fall apart, among the ties above chance. evidence: the earliest window, as source#number of the sentence or
    paragraph (in the window `document` 0).

    `backbone` keeps the ties with a disparity below `alpha`, or the spanning forest; `top` at most so many rows (0: all),
    which spares looking for the evidence of the others. `config` is that of the build.
    Raises `UsageError` for an unknown window, measure or backbone.
    """
    for what, value, choices in (
        ("window", window, WINDOWS),
        ("measure", by, MEASURES),
        ("backbone", backbone, ("", *BACKBONES)),
    ):
        if value not in choices:
            raise unknown(what, value, [choice for choice in choices if choice])
    table = measured(tables, config, window)
    table = _with_backbones(table)
    found = _chosen(table.filter(_wanted(table, entity, types, least)), by, backbone, alpha)
    told = f"window: {window}; {counted(len(found), 'ties')}"
    return METHOD.on(_finished(tables, found.slice(0, top) if top else found, window, entity), told)


def measured(tables: Any, config: Config, window: str) -> pa.Table:
    """All pairs of one kind of window with counts and measures, by source and target.

    Columns as in `ties`, without names, backbones and evidence; no pair is left out, so q is over all of them.
    """
    pairs = arrow(tables, cooccurrence.sql(cooccurrence.PAIRS, window, config, weighed=weighed(tables)))
    n = total(tables, config, window)
    x, y, xy = (pairs[name].to_numpy() for name in ("source_windows", "target_windows", "windows"))
    llr = association.g2(n, x, y, xy)
    odds, error = association.log_odds(n, x, y, xy)
    import numpy as np
    import pyarrow as pa

    return pa.table(
        {
            "source": pairs["source"],
            "target": pairs["target"],
            "count": xy,
            "source_windows": x,
            "target_windows": y,
            "windows": np.full(len(xy), n, dtype=np.float64 if weighed(tables) else np.int64),
            "documents": pairs["documents"],
            "npmi": association.npmi(n, x, y, xy),
            "llr": llr,
            "q": association.benjamini_hochberg(association.survival(llr)),
            "dice": association.dice(x, y, xy),
            "odds_ratio": np.exp(odds),
            "low": np.exp(odds - Z * error),
            "high": np.exp(odds + Z * error),
            "first": pairs["first_date"],
            "last": pairs["last_date"],
        }
    )


def total(tables: Any, config: Config, window: str) -> int | float:
    """How many windows of a kind there are, without the crowded ones."""
    count, crowded = (
        rows(tables, cooccurrence.sql(text, window, config, weighed=weighed(tables)))[0][0]
        for text in (cooccurrence.TOTAL, cooccurrence.CROWDED)
    )
    found: int | float = count - crowded
    return found


def _with_backbones(table: pa.Table) -> pa.Table:
    """The table with the columns disparity, spanning and bridge before `first`."""
    import networkx as nx
    import pyarrow as pa

    names = list(zip(table["source"].to_pylist(), table["target"].to_pylist(), strict=True))
    figures = zip(names, table["count"].to_pylist(), table["llr"].to_pylist(), table["npmi"].to_pylist(), strict=True)
    above = [(ends, count, llr) for ends, count, llr, npmi in figures if npmi > 0]
    graph = nx.Graph()
    graph.add_weighted_edges_from((*ends, count) for ends, count, _ in above)
    unlikely = disparity(graph)
    forest = spanning([ends for ends, _, _ in sorted(above, key=lambda item: (-item[2], item[0]))])
    bridges = {(min(ends), max(ends)) for ends in nx.bridges(graph)}
    at = table.column_names.index("first")
    for name, values in (
        ("bridge", pa.array([ends in bridges for ends in names], pa.bool_())),
        ("spanning", pa.array([ends in forest for ends in names], pa.bool_())),
        ("disparity", pa.array([unlikely.get(ends) for ends in names], pa.float64())),
    ):
        table = table.add_column(at, name, values)
    return table


def _wanted(table: pa.Table, entity: str, types: Sequence[str], least: int) -> pa.ChunkedArray:
    """Which rows are of an entity, of names of these types beside it, and of so many windows."""
    import pyarrow.compute as pc

    wanted = pc.greater_equal(table["count"], least)
    own = [pc.equal(table[end], entity) for end in ("source", "target")]
    if entity:
        wanted = pc.and_(wanted, pc.or_(*own))
    if types:
        for end, itself in zip(("source", "target"), own, strict=True):
            typed = [pc.starts_with(table[end], entity_id(type, "")) for type in types]
            wanted = pc.and_(wanted, reduce(pc.or_, [*typed, itself]))
    return wanted


def _chosen(table: pa.Table, by: str, backbone: str, alpha: float) -> pa.Table:
    """The rows of a backbone, those above chance first, then by the measure downwards."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if backbone == "spanning":
        table = table.filter(table["spanning"])
    if backbone == "disparity":
        table = table.filter(pc.fill_null(pc.less(table["disparity"], alpha), False))
    table = table.append_column("attracted", pc.greater(table["npmi"], 0))
    falling = dict.fromkeys(("attracted", by, "count"), "descending")
    rising = dict.fromkeys(("source", "target"), "ascending")
    table = table.sort_by(list({**falling, **rising}.items())).drop_columns(["attracted"])
    return table.append_column("place", pa.array(range(table.num_rows), pa.int64()))


def _finished(tables: Any, table: pa.Table, window: str, entity: str) -> pa.Table:
    """The rows with names and evidence, those of an entity from its side."""
    con = getattr(tables, "con", tables)
    con.register("ties", table)
    named = arrow(con, NAMED).drop_columns(["place"])
    con.unregister("ties")
    return _from(entity, named.append_column("evidence", evidence(con, named, window)))


def _from(entity: str, table: pa.Table) -> pa.Table:
    """The rows turned round where the entity is the target, so that it is the source of all."""
    import pyarrow as pa
    import pyarrow.compute as pc

    turned = pc.equal(table["target"], entity)
    ends = [(f"source{of}", f"target{of}") for of in ("", "_name", "_type", "_windows")]
    other = {name: table[facing] for pair in ends for name, facing in (pair, pair[::-1])}
    columns = {name: table[name] for name in table.column_names}
    columns |= {name: pc.if_else(turned, other[name], table[name]) for name in other}
    return pa.table(columns)


def evidence(con: Any, pairs: pa.Table, window: str) -> pa.Array:
    """The earliest window that the two of each row share, as source#number."""
    import pyarrow as pa

    ends: Sequence[tuple[str, str]] = list(zip(pairs["source"].to_pylist(), pairs["target"].to_pylist(), strict=True))
    con.register("wanted", pa.table({"source": pairs["source"], "target": pairs["target"]}))
    found = {
        (source, target): where for source, target, where in rows(con, EVIDENCE.format(unit=cooccurrence.UNITS[window]))
    }
    con.unregister("wanted")
    return pa.array([found.get(pair) for pair in ends], pa.string())
