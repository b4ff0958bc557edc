"""How often an entity is named: per document and over the corpus, in counts and per 10,000 characters.

Rates are over the characters of the body, that is without masked ones. They compare texts of unlike length; in short
texts one mention makes a high rate, so look at the count beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.analyse._rows import arrow
from kg.errors import unknown
from kg.records import TYPES

if TYPE_CHECKING:
    import pyarrow as pa

BY_DOCUMENT = """
select m.document, d.source, d.date, m.entity, min(m.canonical) as name, min(m.type) as type,
  count(*) as count, 10000.0 * count(*) / nullif(min(d.characters - d.masked), 0) as rate
from mentions m join documents d on d.id = m.document
where list_contains(?, m.type)
group by m.document, d.source, d.date, m.entity
order by d.source, m.document, count desc, m.entity
"""

OVERALL = """
with size as (select count(*) as documents, sum(characters - masked) as characters from documents)
select m.entity, min(m.canonical) as name, min(m.type) as type, count(*) as count,
  count(distinct m.document) as documents,
  1.0 * count(distinct m.document) / (select documents from size) as share,
  10000.0 * count(*) / nullif((select characters from size), 0) as rate,
  coalesce(min(nullif(d.date, '')), '') as first, coalesce(max(nullif(d.date, '')), '') as last
from mentions m join documents d on d.id = m.document
where list_contains(?, m.type)
group by m.entity
order by count desc, documents desc, m.entity
"""


def by_document(tables: Any, *, types: Sequence[str] = TYPES) -> pa.Table:
    """Columns document, source, date, entity, name, type, count, rate (per 10,000 characters of the document).

    Ordered by source, then count downwards. Raises `UsageError` for an unknown type.
    """
    return arrow(tables, BY_DOCUMENT, [_checked(types)])


def overall(tables: Any, *, types: Sequence[str] = TYPES) -> pa.Table:
    """Columns entity, name, type, count, documents, share (of documents), rate, first, last; the most frequent first.

    `rate` is per 10,000 characters of the whole corpus. Raises `UsageError` for an unknown type.
    """
    return arrow(tables, OVERALL, [_checked(types)])


def _checked(types: Sequence[str]) -> list[str]:
    for type in types:
        if type not in TYPES:
            raise unknown("type", type, TYPES)
    return list(types)
