"""What a table rests on: its statistic, what that assumes, and where it comes from; kept with the Arrow table."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_KEY = b"kg.method"


@dataclass(frozen=True, slots=True)
class Method:
    """How a table was made: `statistic`, `assumptions`, `source`, and `notes` on this very table (cut-offs, counts)."""

    statistic: str
    assumptions: str
    source: str = ""
    notes: tuple[str, ...] = ()

    def on(self, table: pa.Table, *notes: str) -> pa.Table:
        """The table with this method, and `notes` on it, in the metadata of its schema."""
        made = dataclasses.replace(self, notes=(*self.notes, *(note for note in notes if note)))
        text = json.dumps(dataclasses.asdict(made), ensure_ascii=False)
        return table.replace_schema_metadata({**(table.schema.metadata or {}), _KEY: text.encode()})

    def lines(self) -> list[str]:
        """The method as lines to print under the table.

        >>> Method("count", "none").lines()
        ['statistic: count', 'assumes: none']
        """
        told = {"statistic": self.statistic, "assumes": self.assumptions, "source": self.source}
        return [*(f"{label}: {text}" for label, text in told.items() if text), *self.notes]


def counted(count: int, things: str) -> str:
    """So many things, in the singular where there is one.

    >>> counted(1, "documents"), counted(3001, "documents")
    ('1 document', '3,001 documents')
    """
    return f"{count:,} {things.removesuffix('s') if count == 1 else things}"


def of(table: pa.Table) -> Method | None:
    """The method of a table, if it has one; it goes with the table through Parquet and Arrow files.

    >>> import pyarrow as pa
    >>> of(Method("count", "none").on(pa.table({"n": [1]}), "3 documents")).notes
    ('3 documents',)
    """
    text = (table.schema.metadata or {}).get(_KEY)
    if text is None:
        return None
    fields = json.loads(text)
    return Method(**{**fields, "notes": tuple(fields["notes"])})
