"""Records → Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
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

    rows = map(attrgetter(*columns.names), records)
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pa.array(column, field.type) for column, field in zip(values, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=columns)
