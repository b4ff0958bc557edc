"""What sets one corpus off from another: keyness of names, with effect size, interval and significance.

The effect is the log ratio, the binary logarithm of the ratio of the two rates (Hardie 2014): 1 is twice as frequent, −1
half. Its interval is exact (Clopper and Pearson 1934, given the sum of both sides). The evidence for a difference at all is G² of the 2×2
table (Dunning 1993; Rayson and Garside 2000), with q after Benjamini–Hochberg over all names of the table.

Both take mentions for independent draws. They are not: a speech that says a name says it again. So where a name has few
documents, look at the columns of documents, or compare by `unit="documents"`, where each text counts once
(Lijffijt et al. 2016, Significance testing of word frequencies in corpora, DSH 31).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import numbers, rows
from kg.analyse.method import Method
from kg.analyse.selection import total
from kg.analyse.subset import weighed
from kg.errors import UsageError, unknown
from kg.graph import association
from kg.records import TYPES

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

METHOD: Final = Method(
    "log ratio (binary logarithm of the ratio of rates) with exact 95 % interval; G² with q after Benjamini–Hochberg",
    "mentions are independent draws; a text that says a name says it again, so see the documents too, or count these",
    "Hardie 2014; Clopper and Pearson 1934; Dunning 1993; Rayson and Garside 2000; Benjamini and Hochberg 1995; on the "
    "assumption: Lijffijt et al. 2016",
)

UNITS: Final = ("mentions", "documents")
COUNTS: Final = """
with each as (
  select m.entity, min(m.canonical) as name, min(m.type) as type, m.document, count(*) as uses, min(m.sentence) as sentence
  from mentions m where list_contains(?, m.type) group by m.entity, m.document
)
select e.entity, min(e.name), min(e.type), {uses}, {documents},
  arg_min(d.source || '#' || e.sentence, [case when d.date = '' then '9' else d.date end, d.source, lpad(e.sentence::varchar, 9, '0')])
from each e join documents d on d.id = e.document{weights} group by e.entity order by e.entity
"""
SIZE: Final = "select {documents}, {characters} from documents d{weights}"


NOTHING: Final = ("", "", 0, 0, "")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a corpus holds: its size, and of each entity (name, type, mentions, documents, earliest sentence).

    All counts are sums of weights where its documents weigh unlike.
    """

    documents: int | float
    characters: int | float
    entities: Mapping[str, tuple[str, str, int | float, int | float, str]]

    def size(self, unit: str) -> int | float:
        """Documents, or characters of the body."""
        return self.documents if unit == "documents" else self.characters

    def of(self, entity: str, unit: str) -> int | float:
        """Documents that name an entity, or mentions."""
        _, _, mentions, documents, _ = self.entities.get(entity, NOTHING)
        return documents if unit == "documents" else mentions


def count(tables: Any, *, types: Sequence[str] = TYPES) -> Counts:
    """The counts of `Tables`, a `Subset` or a connection. Raises `UsageError` for an unknown type."""
    for type in types:
        if type not in TYPES:
            raise unknown("type", type, TYPES)
    heavy = weighed(tables)
    weight, weights = ("w.weight", " join weights w on w.document = d.id") if heavy else ("1", "")
    terms = {"uses": f"e.uses * {weight}", "documents": weight, "characters": f"(d.characters - d.masked) * {weight}"}
    sums = {name: total(term, weighed=heavy) for name, term in terms.items()} | {"weights": weights}
    found = rows(tables, COUNTS.format(**sums), [list(types)])
    ((documents, characters),) = rows(tables, SIZE.format(**sums))
    return Counts(documents, characters, {id: tuple(row) for id, *row in found})


def keyness(one: Counts, other: Counts, *, unit: str = "mentions", least: int = 3) -> pa.Table:
    """One row a name with at least `least` mentions (or documents) in both together.

    First those more frequent in `one`, by G² downwards, then those more frequent in `other`. Columns: entity, name,
    type, count_a, count_b (mentions), documents_a, documents_b, rate_a, rate_b (mentions per 10,000 characters of the
    body, or the share of documents), log_ratio, low, high (95 %), g2, q, evidence (the earliest sentence on the side
    that has more, as source#number).

    A count of 0 has no logarithm: where one side has none, one mention is shared out over both by their sizes for the
    log ratio, which keeps its sign, and the interval goes on to infinity on that side.
    Raises `UsageError` for an unknown unit and for a side without text.
    """
    import pyarrow as pa

    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    if not one.size(unit) or not other.size(unit):
        raise UsageError("a side of the comparison has no text")
    ids = sorted({*one.entities, *other.entities})
    ids = [id for id in ids if one.of(id, unit) + other.of(id, unit) >= least]
    figures = _figures(one, other, ids, unit)
    order = sorted(range(len(ids)), key=lambda i: (figures["log_ratio"][i] < 0, -figures["g2"][i], ids[i]))
    found = pa.table(
        {
            **_facts(one, other, [ids[i] for i in order], [bool(figures["log_ratio"][i] >= 0) for i in order]),
            **{name: pa.array(values[order], pa.float64()) for name, values in figures.items()},
        }
    ).select(COLUMNS)
    sizes = "; ".join(
        f"{name}: {side.documents:.12g} documents, {side.characters:.12g} characters"
        for name, side in (("a", one), ("b", other))
    )
    return METHOD.on(found, sizes)


COLUMNS: Final = (
    "entity", "name", "type", "count_a", "count_b", "documents_a", "documents_b", "rate_a", "rate_b",
    "log_ratio", "low", "high", "g2", "q", "evidence",
)  # fmt: skip


def against_the_rest(sides: Mapping[str, Counts], *, unit: str = "mentions", least: int = 3) -> pa.Table:
    """Each group against all others together: `keyness` with the column `group` before it, q within each group.

    Groups come in the order given. Raises `UsageError` for fewer than two groups, and as `keyness` does.
    """
    import pyarrow as pa

    if len(sides) < 2:
        raise UsageError(f"nothing to compare with: the only group is {', '.join(sides) or 'none'}")
    made = []
    for name, side in sides.items():
        rest = _sum([other for key, other in sides.items() if key != name])
        table = keyness(side, rest, unit=unit, least=least)
        made.append(table.add_column(0, "group", pa.array([name] * table.num_rows, pa.string())))
    return METHOD.on(pa.concat_tables(made).combine_chunks(), "a: the group, b: the rest")


def _sum(sides: Sequence[Counts]) -> Counts:
    """Groups of documents as one; of the evidence the first group's."""
    entities: dict[str, tuple[str, str, int | float, int | float, str]] = {}
    for side in sides:
        for id, (name, type, mentions, documents, where) in side.entities.items():
            before = entities.get(id, (name, type, 0, 0, where))
            entities[id] = (before[0], before[1], before[2] + mentions, before[3] + documents, before[4])
    return Counts(sum(side.documents for side in sides), sum(side.characters for side in sides), entities)


def _figures(one: Counts, other: Counts, ids: Sequence[str], unit: str) -> dict[str, Floats]:
    """Rates, effect, interval and significance, in the order of the ids."""
    import numpy as np

    a, b = (np.asarray([side.of(id, unit) for id in ids], dtype=np.float64) for side in (one, other))
    size_a, size_b = one.size(unit), other.size(unit)
    ratio, low, high = log_ratio(a, b, size_a, size_b)
    g2 = association.g2(size_a + size_b, size_a, a + b, a)
    per = 1.0 if unit == "documents" else 10_000.0
    return {
        "rate_a": per * a / size_a,
        "rate_b": per * b / size_b,
        "log_ratio": ratio,
        "low": low,
        "high": high,
        "g2": g2,
        "q": association.benjamini_hochberg(association.survival(g2)),
    }


def log_ratio(a: Floats, b: Floats, size_a: float, size_b: float) -> tuple[Floats, Floats, Floats]:
    """The binary logarithm of the ratio of two rates, with its exact 95 % interval.

    Given how many there are in all, the share of the first side is binomial; the limits of Clopper and Pearson (1934,
    Biometrika 26) for it, turned into a ratio, are those of Przyborowski and Wilenski (1940, Biometrika 31). With nothing
    on one side the interval has no end on that side. Of documents it is wider than it need be.

    >>> import numpy as np
    >>> [value.round(2).tolist() for value in log_ratio(np.array([40.0, 0.0]), np.array([10.0, 9.0]), 10_000, 10_000)]
    [[2.0, -4.25], [0.98, -inf], [3.17, -0.98]]
    """
    import numpy as np
    from scipy.special import betaincinv

    scale = np.log2(size_b / size_a)
    empty = (a == 0) | (b == 0)
    one, other = (side + empty * size / (size_a + size_b) for side, size in ((a, size_a), (b, size_b)))
    share = [
        np.where(a == 0, 0.0, betaincinv(np.where(a == 0, 1, a), b + 1, 0.025)),
        np.where(b == 0, 1.0, betaincinv(a + 1, np.where(b == 0, 1, b), 0.975)),
    ]
    with np.errstate(divide="ignore"):
        low, high = (np.log2(value) - np.log2(1 - value) + scale for value in share)
    return np.log2(one) - np.log2(other) + scale, low, high


def _facts(one: Counts, other: Counts, ids: Sequence[str], first: Sequence[bool]) -> dict[str, Any]:
    """The columns that are no figures."""
    import pyarrow as pa

    sides = [one if more else other for more in first]
    found = [side.entities.get(id, NOTHING) for side, id in zip(sides, ids, strict=True)]
    counts = {
        f"{unit if unit == 'documents' else 'count'}_{name}": [side.of(id, unit) for id in ids]
        for unit in UNITS
        for name, side in (("a", one), ("b", other))
    }
    texts = {"entity": list(ids)} | {name: [row[at] for row in found] for name, at in TEXTS.items()}
    return {name: pa.array(values, pa.string()) for name, values in texts.items()} | {
        name: numbers(values) for name, values in counts.items()
    }


TEXTS: Final = {"name": 0, "type": 1, "evidence": 4}
"""Where the texts stand in what `Counts` has of an entity."""
