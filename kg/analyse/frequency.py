"""How often an entity is named: per document and over the corpus, in counts and per 10,000 characters.

Rates are over the characters of the body, that is without masked ones. They compare texts of unlike length; in short
texts one mention makes a high rate, so look at the count beside it. The temperature is a name for the share of
documents, in six steps whose cut-offs are settings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import arrow
from kg.analyse.method import Method
from kg.analyse.selection import Selection, chosen, total
from kg.analyse.subset import unweighed, weighed
from kg.config import Temperature

if TYPE_CHECKING:
    import pyarrow as pa

STEPS: Final = ("沸", "烫", "热", "暖", "温", "冷")
"""The temperatures, from the highest."""

METHOD: Final = Method(
    "mentions; share of documents with one; mentions per 10,000 characters of body text; temperature by that share",
    "every document counts alike, however long, and copies too without --dedupe; shares of corpora of unlike documents do not compare",
    "the six steps are named as in the China Media Project's scale of discourse (2016); the cut-offs are settings",
)

BY_DOCUMENT = """
select u.document, t.source, t.title, t.date, u.entity, any_value(u.name) as name, any_value(u.type) as type,
  any_value(u.kind) as kind, count(*) as count, 10000.0 * count(*) / nullif(any_value(t.characters), 0) as rate
from uses u join texts t on t.id = u.document
group by u.document, t.source, t.title, t.date, u.entity
order by t.source, u.document, count desc, u.entity
"""

OVERALL = """,
size as (select {texts} as documents, {characters} as characters from texts),
each as (
  select u.entity, any_value(u.name) as name, any_value(u.type) as type, any_value(u.kind) as kind, u.document, u.date,
    any_value(u.weight) as weight, count(*) as uses
  from uses u group by u.entity, u.document, u.date
)
select e.entity, any_value(e.name) as name, any_value(e.type) as type, any_value(e.kind) as kind, {uses} as count,
  {documents} as documents,
  1.0 * {documents} / (select documents from size) as share,
  10000.0 * {uses} / nullif((select characters from size), 0) as rate,
  coalesce(min(nullif(e.date, '')), '') as first, coalesce(max(nullif(e.date, '')), '') as last
from each e
group by e.entity
order by documents desc, count desc, e.entity
"""

NO_WEIGHTS: Final = "a row a document counts that document's own uses"


def by_document(tables: Any, selection: Selection | None = None, *, entities: Sequence[str] = ()) -> pa.Table:
    """Columns document, source, title, date, entity, name, type, kind, count, rate (per 10,000 characters of it).

    Ordered by source, then count downwards. `entities` are ids; none means all of the selection. Raises `UsageError`
    where documents weigh unlike.
    """
    unweighed(tables, NO_WEIGHTS)
    return METHOD.on(arrow(tables, (selection or Selection()).scope(chosen(entities)) + BY_DOCUMENT))


def overall(
    tables: Any,
    selection: Selection | None = None,
    *,
    entities: Sequence[str] = (),
    scale: Temperature | None = None,
) -> pa.Table:
    """Columns entity, name, type, kind, count, documents, share (of documents), temperature, rate, first, last.

    The name in most documents first. `rate` is per 10,000 characters of all documents of the selection; first and
    last are dates, empty where no document with it is dated.
    """
    import pyarrow as pa

    scale = scale or Temperature()
    heavy = weighed(tables)
    terms = {
        "texts": "weight",
        "characters": "weight * characters",
        "uses": "e.weight * e.uses",
        "documents": "e.weight",
    }
    query = OVERALL.format(**{name: total(term, weighed=heavy) for name, term in terms.items()})
    table = arrow(tables, (selection or Selection()).scope(chosen(entities), weighed=heavy) + query)
    steps = {share: temperature(share, scale) for share in table["share"].unique().to_pylist()}
    warmth = pa.array([steps[share] for share in table["share"].to_pylist()], pa.string())
    return METHOD.on(table.add_column(table.column_names.index("rate"), "temperature", warmth), cuts(scale))


def temperature(share: float, scale: Temperature) -> str:
    """The step of a share of documents.

    >>> [temperature(share, Temperature()) for share in (1.0, 0.5, 0.3, 0.1, 0.05, 0.01, 0.0)]
    ['沸', '沸', '烫', '热', '暖', '温', '冷']
    """
    return next((step for step, cut in zip(STEPS, dataclasses.astuple(scale), strict=False) if share >= cut), STEPS[-1])


def cuts(scale: Temperature) -> str:
    """The cut-offs in one line.

    >>> cuts(Temperature())
    'temperature by share of documents: 沸 ≥ 50%, 烫 ≥ 25%, 热 ≥ 10%, 暖 ≥ 5%, 温 ≥ 1%, 冷 below'
    """
    steps = [
        f"{step} ≥ {cut:.4g}%" for step, cut in zip(STEPS, (100 * v for v in dataclasses.astuple(scale)), strict=False)
    ]
    return f"temperature by share of documents: {', '.join(steps)}, {STEPS[-1]} below"
