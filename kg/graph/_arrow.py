"""Records → Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def table(columns: pa.Schema, records: Sequence[Any]) -> pa.Table:
    """Records of one class as a table of its schema, in the order given.

    >>> from kg.records import Mask, schema
    >>> table(schema(Mask), [Mask(0, 2, "watermark")]).to_pylist()
    [{'start': 0, 'end': 2, 'reason': 'watermark'}]
    """
    import pyarrow as pa

    return pa.table({name: [getattr(item, name) for item in records] for name in columns.names}, schema=columns)
