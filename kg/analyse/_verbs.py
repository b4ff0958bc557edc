"""The verbs that govern a name, however the texts write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from kg.analyse._rows import rows
from kg.clean import normalise

_VERBS: Final = """
select entity, verb, count(*) from mentions
where verb <> '' and entity in (select unnest(?::varchar[])) group by entity, verb
"""


def of_nodes(tables: Any, ids: Sequence[str], *, limit: int) -> dict[str, list[tuple[str, int]]]:
    """The verbs of each entity and how often they govern it, the most frequent first, at most `limit`.

    In simplified script, whatever that of the texts: 實現 and 实现 are one. A mention keeps its verb as read.
    """
    found: dict[str, Counter[str]] = {id: Counter() for id in ids}
    for entity, verb, count in rows(tables, _VERBS, [list(ids)]):
        found[entity][normalise(verb)] += count
    return {id: sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit] for id, counts in found.items()}
