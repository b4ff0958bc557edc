"""How one graph differs from another: names and ties gained, lost, turned, and by how much.

`a` is the graph before, `b` the one after (or two corpora, two levels, …). A larger corpus has more of everything, so
that something is gained says little by itself; the tests beside it take the sizes into account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import arrow
from kg.analyse.keyness import METHOD as KEYNESS
from kg.analyse.keyness import Counts, keyness
from kg.analyse.method import Method
from kg.analyse.subset import weighed
from kg.analyse.ties import evidence, measured, total
from kg.errors import unknown
from kg.graph import association, cooccurrence
from kg.graph.schema import WINDOWS

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from kg.config import Config

METHOD: Final = Method(
    "ties in one graph or both; difference of the log odds ratios, z of it two-sided, q after Benjamini–Hochberg",
    "windows are independent draws; a larger corpus has more of everything, so what is gained may be its size",
    "Woolf 1955 with Haldane's 0.5; Benjamini and Hochberg 1995",
)

CHANGES: Final = ("gained", "lost", "turned", "stronger", "weaker", "same")
"""Of ties; of names `more` and `less` stand for `stronger` and `weaker`, and nothing is turned."""

BOTH: Final = """
select coalesce(a.source, b.source) as source, coalesce(a.target, b.target) as target,
  coalesce(a.count, 0) as count_a, coalesce(b.count, 0) as count_b,
  coalesce(a.documents, 0) as documents_a, coalesce(b.documents, 0) as documents_b,
  a.npmi as npmi_a, b.npmi as npmi_b, coalesce(a.llr, 0) as llr_a, coalesce(b.llr, 0) as llr_b
from a full join b on a.source = b.source and a.target = b.target
where coalesce(a.count, 0) + coalesce(b.count, 0) >= ?
"""
WITH_SINGLES: Final = """
select t.*, coalesce(sa.windows, 0) as source_a, coalesce(ta.windows, 0) as target_a,
  coalesce(sb.windows, 0) as source_b, coalesce(tb.windows, 0) as target_b
from both_sides t
left join one sa on sa.entity = t.source left join one ta on ta.entity = t.target
left join other sb on sb.entity = t.source left join other tb on tb.entity = t.target
order by t.source, t.target
"""


def names(one: Counts, other: Counts, *, unit: str = "mentions", least: int = 1) -> pa.Table:
    """`keyness` of `other` against `one`, with the column `change` before it: what happened on the way from a to b.

    gained: only in b; lost: only in a; more, less: in both, with q < 0.05; same: in both, otherwise. In the order
    gained, lost, more, less, same, each by G² downwards. Columns as in `keyness`, where `a` is before and `b` after, and
    log_ratio, low and high are of b over a. Raises `UsageError` as `keyness` does.
    """
    import pyarrow as pa

    found = keyness(other, one, unit=unit, least=least)
    turned = {"count_a": "count_b", "documents_a": "documents_b", "rate_a": "rate_b"}
    turned |= {value: key for key, value in turned.items()}
    found = pa.table({name: found[turned.get(name, name)] for name in found.column_names})
    counts = zip(*(found[name].to_pylist() for name in ("count_a", "count_b", "log_ratio", "q")), strict=True)
    changes = [_name_change(*row) for row in counts]
    return KEYNESS.on(_ordered(found, changes, ("gained", "lost", "more", "less", "same"), "g2"), "log ratio: b over a")


def _name_change(a: float, b: float, ratio: float, q: float) -> str:
    if not a or not b:
        return "lost" if a else "gained"
    return ("more" if ratio > 0 else "less") if q < 0.05 else "same"


def ties(one: Any, other: Any, config: Config, *, window: str = "sentence", least: int = 2) -> pa.Table:
    """One row a pair with at least `least` shared windows in both graphs together; `one` and `other` are tables.

    gained: shared windows only in b; lost: only in a; turned: above chance (NPMI > 0) in one and below in the other;
    stronger, weaker: q < 0.05; same: otherwise. In this order, each by the larger G² downwards. Columns: change, source,
    target, source_name, target_name, source_type, target_type, count_a, count_b, documents_a, documents_b, npmi_a,
    npmi_b, llr_a, llr_b, shift, q, evidence.

    shift: difference of the log odds ratios, b − a (`kg.graph.association.log_odds`); q: of its z, two-sided, after
    Benjamini–Hochberg over the pairs that can be tested. Both are null where a name is missing from one graph
    altogether: then the tie is new because the name is. evidence: the earliest shared window in b, or in a for what is
    lost, as source#number. Raises `UsageError` for an unknown window.
    """
    import pyarrow as pa

    if window not in WINDOWS:
        raise unknown("window", window, WINDOWS)
    joined = _joined(one, other, config, window, least)
    shift, q = _shift(joined, total(one, config, window), total(other, config, window))
    table = joined.append_column("shift", shift).append_column("q", q)
    columns = ("count_a", "count_b", "npmi_a", "npmi_b", "shift", "q")
    changes = [_change(*row) for row in zip(*(table[name].to_pylist() for name in columns), strict=True)]
    strength = pa.array(
        [max(pair) for pair in zip(table["llr_a"].to_pylist(), table["llr_b"].to_pylist(), strict=True)], pa.float64()
    )
    table = _ordered(table.append_column("strength", strength), changes, CHANGES, "strength")
    return _finished(one, other, table, window)


def _joined(one: Any, other: Any, config: Config, window: str, least: int) -> pa.Table:
    """All pairs of both sides, with the windows that have each name on each side."""
    import duckdb

    with duckdb.connect() as con:
        for name, tables, singles in (("a", one, "one"), ("b", other, "other")):
            con.register(name, measured(tables, config, window))
            query = cooccurrence.sql(cooccurrence.SINGLES, window, config, weighed=weighed(tables))
            con.register(singles, arrow(tables, query))
        con.register("both_sides", con.sql(BOTH, params=[least]).to_arrow_table())
        return con.sql(WITH_SINGLES).to_arrow_table()


def _shift(table: pa.Table, windows_a: float, windows_b: float) -> tuple[pa.Array, pa.Array]:
    """Difference of the log odds ratios and its q, null where a side has not both names."""
    import numpy as np
    import pyarrow as pa
    from scipy.special import ndtr

    columns = {
        name: table[name].to_numpy().astype(np.float64) for name in table.column_names if name[-2:] in ("_a", "_b")
    }
    known = np.all([columns[f"{end}_{side}"] > 0 for end in ("source", "target") for side in "ab"], axis=0)
    sides: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = [
        association.log_odds(n, *(columns[f"{name}_{side}"][known] for name in ("source", "target", "count")))
        for n, side in ((windows_a, "a"), (windows_b, "b"))
    ]
    shift = sides[1][0] - sides[0][0]
    z = shift / np.sqrt(sides[0][1] ** 2 + sides[1][1] ** 2)
    q = association.benjamini_hochberg(2 * ndtr(-np.abs(z)))
    filled = []
    for values in (shift, q):
        whole = np.full(len(known), np.nan)
        whole[known] = values
        filled.append(pa.array(whole, pa.float64(), from_pandas=True))
    return filled[0], filled[1]


def _change(
    a: float, b: float, npmi_a: float | None, npmi_b: float | None, shift: float | None, q: float | None
) -> str:
    if not a or not b:
        return "lost" if a else "gained"
    if ((npmi_a or 0) > 0) != ((npmi_b or 0) > 0):
        return "turned"
    if q is not None and shift is not None and q < 0.05:
        return "stronger" if shift > 0 else "weaker"
    return "same"


def _ordered(table: pa.Table, changes: list[str], order: tuple[str, ...], by: str) -> pa.Table:
    """The table with the column `change` first, in the order given, then by a figure downwards."""
    import pyarrow as pa

    values = table[by].to_pylist()
    ids = list(zip(*(table[name].to_pylist() for name in table.column_names[:2]), strict=True))
    places = sorted(range(len(changes)), key=lambda i: (order.index(changes[i]), -values[i], ids[i]))
    return table.add_column(0, "change", pa.array(changes, pa.string())).take(pa.array(places, pa.int64()))


def _finished(one: Any, other: Any, table: pa.Table, window: str) -> pa.Table:
    """The columns in their order, with names and evidence."""
    import pyarrow as pa

    facts: dict[str, tuple[str, str]] = {}
    for tables in (one, other):
        found = arrow(tables, "select entity, min(canonical) as name, min(type) as type from mentions group by entity")
        facts |= {row["entity"]: (row["name"], row["type"]) for row in found.to_pylist()}
    for at, (end, column, place) in enumerate(
        (end, column, place) for place, column in enumerate(("name", "type")) for end in ("source", "target")
    ):
        values = [facts[id][place] for id in table[end].to_pylist()]
        table = table.add_column(3 + at, f"{end}_{column}", pa.array(values, pa.string()))
    before, after = (evidence(getattr(side, "con", side), table, window).to_pylist() for side in (one, other))
    where = [b or a for a, b in zip(before, after, strict=True)]
    table = table.drop_columns(["source_a", "target_a", "source_b", "target_b", "strength"])
    return METHOD.on(table.append_column("evidence", pa.array(where, pa.string())), f"window: {window}")
