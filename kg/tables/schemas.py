"""The names of the tables and their Arrow schemas, all derived from the records."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.errors import unknown
from kg.records import Document, Entity, Expansion, Mention, Relation, Sentence, schema

if TYPE_CHECKING:
    import pyarrow as pa

PARTED: Final = ("documents", "sentences", "mentions", "expansions")
"""The tables kept in parts, one file a part in a folder of the table's name."""

WHOLE: Final = ("nodes", "edges", "duplicates")
"""The tables kept in one file; `duplicates` (`id`, `source`, `near`) lists further sources of a text."""

TABLES: Final = PARTED + WHOLE


@cache
def table_schema(name: str) -> pa.Schema:
    """The schema of a table as it lies on disk.

    The view `documents` has one column more: `sources`, all sources of the text, the one kept first.
    Raises `UsageError` for an unknown table.

    >>> table_schema("sentences").names[-1]
    'text'
    """
    import pyarrow as pa

    if name == "duplicates":
        return pa.schema([("id", pa.string()), ("source", pa.string()), ("near", pa.bool_())])
    records = {
        "documents": Document,
        "sentences": Sentence,
        "mentions": Mention,
        "expansions": Expansion,
        "nodes": Entity,
        "edges": Relation,
    }
    if name not in records:
        raise unknown("table", name, TABLES)
    more = {
        "documents": [pa.field("characters", pa.int32()), pa.field("masked", pa.int32())],
        "sentences": [pa.field("text", pa.string())],
    }
    return pa.schema([*schema(records[name]), *more.get(name, [])])


@cache
def nested_schema() -> pa.Schema:
    """One row a document: the row of `documents`, the rows of the other tables as lists, and what went wrong.

    `rejections` counts candidates by reason; `error` is empty, or why the document could not be annotated.
    """
    import pyarrow as pa

    rejection = pa.struct([("reason", pa.string()), ("count", pa.int32())])
    lists = [pa.field(name, pa.list_(pa.struct(list(table_schema(name))))) for name in PARTED[1:]]
    last = [pa.field("rejections", pa.list_(rejection)), pa.field("error", pa.string())]
    return pa.schema([*table_schema("documents"), *lists, *last])
