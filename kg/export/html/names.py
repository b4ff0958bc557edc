"""The nodes of the page: what is known of each name, in columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any, Final

from kg._spelling import pinyin
from kg.analyse._verbs import of_nodes

MAX_VERBS: Final = 8
MAX_ALIASES: Final = 12
LABEL: Final = 14
"""The most characters of a label in the picture; the card gives the whole name."""

_KEPT = """
select id, type, kind, name, coalesce(aliases, []), coalesce(parts, []), english, since, raised_by,
       coalesce(supersedes, []), coalesce(superseded_by, []), start, "end", domain, level, known::integer,
       mentions, documents, first, last
from nodes
where type <> 'DOCUMENT' and (? is null or list_contains(?, id))
order by mentions desc, id limit ?
"""
_COLUMNS: Final = (
    *("id", "type", "kind", "name", "aliases", "parts", "english", "since"),
    *("raised_by", "supersedes", "superseded_by", "start", "end", "domain", "level", "known"),
    *("mentions", "documents", "first", "last"),
)

_SURFACES = """
select entity, text from mentions where entity in (select unnest(?::varchar[])) and length(text) <= ?
group by entity, text
qualify row_number() over (partition by entity order by count(*) desc, length(text), text) = 1
"""

_HELD = "select id from nodes where type <> 'DOCUMENT' order by mentions desc, id limit ?"


def held(con: Any, most: int) -> frozenset[str]:
    """The ids of the nodes that a page of at most `most` nodes holds."""
    return frozenset(id for (id,) in con.execute(_HELD, [most]).fetchall())


def columns(con: Any, keep: Iterable[str] | None, most: int) -> dict[str, Any]:
    """The columns of at most `most` nodes, by falling number of mentions; of the ids in `keep` only, if given.

    Those of `nodes`, and `label`, `pinyin`, `verbs` (`[verb, count, …]`, most frequent first).
    """
    wanted = None if keep is None else sorted(set(keep))
    rows = con.execute(_KEPT, [wanted, wanted, most]).fetchall()
    table: dict[str, Any] = {name: [row[i] for row in rows] for i, name in enumerate(_COLUMNS)}
    table["aliases"] = [aliases[:MAX_ALIASES] for aliases in table["aliases"]]
    surfaces = dict(con.execute(_SURFACES, [table["id"], LABEL]).fetchall())
    named = zip(table["id"], table["name"], table["type"], strict=True)
    table["label"] = [label(name, surfaces.get(id, ""), type) for id, name, type in named]
    table["pinyin"] = pinyin(table["name"])
    table["verbs"] = _verbs(con, table["id"])
    return table


def label(name: str, surface: str, type: str) -> str:
    """What is written in the picture: the name, or the wording that the texts use most where that is shorter.

    >>> label("中国共产党第十九届中央委员会第六次全体会议", "十九届六中全会", "MEETING")
    '十九届六中全会'
    >>> label("不忘初心、牢记使命", "", "SLOGAN")
    '不忘初心、牢记使命'
    """
    if surface and len(name) > LABEL - 4 and (type == "MEETING" or len(name) > LABEL) and len(surface) < len(name):
        name = surface
    return name if len(name) <= LABEL else name[: LABEL - 1] + "…"


def _verbs(con: Any, ids: list[str]) -> list[list[Any]]:
    found = of_nodes(con, ids, limit=MAX_VERBS)
    return [list(chain.from_iterable(found[id])) for id in ids]
