"""JSON Lines: a document a line, read line by line so that a file of any size needs little memory."""

from __future__ import annotations

import io
import json
import reprlib
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from kg.config import Read
from kg.read import _passed
from kg.read._decode import decoded, mark
from kg.read._source import Fault, PassedError, Raw, RefusedError, everything


def read(stream: BinaryIO, config: Read) -> Iterator[Raw | Fault]:
    """A document for each line, its key the `id` field or the line number; a line at fault doesn't stop the rest.

    Raises `PassedError` where the first is no text but a row of a table of kg.
    """
    # a character is at most 12 bytes (two \\uXXXX); what is over the limit is skipped, not kept
    limit = min(config.max_bytes, 12 * config.max_characters + 65536)
    first = True
    for number, line in _lines(stream, config.encoding, limit):
        if line is None:
            yield Fault(str(number), f"the line is longer than {limit} bytes")
        elif line.strip():
            found = _record(line, str(number), config.encoding)
            if first and isinstance(found, Fault) and found.remark:
                raise PassedError(found.reason)
            first = False
            yield found


def _lines(stream: BinaryIO, encoding: str, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers from 1; None for one over the limit."""
    head = stream.read(4)
    named = encoding or mark(head)
    rest: BinaryIO = io.BufferedReader(_Joined(head, stream))  # type: ignore[type-var]
    if named.lower().replace("_", "-").startswith(("utf-16", "utf-32")):
        whole_text = decoded(everything(rest, limit), named)
        if whole_text.broken:
            raise RefusedError(f"is not {named} throughout")
        rest = io.BytesIO(whole_text.text.encode("utf-8", "surrogatepass"))
    number = 0
    while line := rest.readline(limit + 1):
        number += 1
        whole: bytes | None = line
        while len(line) > limit and not line.endswith(b"\n"):
            whole, line = None, rest.readline(limit + 1)
        yield number, whole


class _Joined(io.RawIOBase):
    """A stream with the bytes put back that were read from its head."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        size = len(buffer)
        data = self._head or self._rest.read(size)
        data, self._head = data[:size], data[size:]
        buffer[: len(data)] = data
        return len(data)


def _record(line: bytes, number: str, encoding: str) -> Raw | Fault:
    try:
        found = decoded(line, encoding)
        fields = json.loads(found.text)
    except (RefusedError, ValueError) as error:
        return Fault(number, f"is not JSON: {error}")
    except RecursionError:
        return Fault(number, "is not JSON: nested too deeply")
    if not isinstance(fields, dict):
        return Fault(number, "is not a JSON object")
    if told := _passed.by_fields(fields):
        return Fault(number, told, remark=True)
    if "text" not in fields:
        return Fault(number, f"has no field 'text' (fields: {', '.join(fields)[:80]})")
    text = fields.pop("text")
    if not isinstance(text, str):
        return Fault(number, f"field 'text' is a string, not {reprlib.repr(text)}")
    scalars = {name: scalar(value) for name, value in fields.items()}
    key = scalars.pop("id", "").strip() or number
    metadata = tuple((name, value) for name, value in scalars.items() if value)
    return Raw(text, key, metadata, told_by="record", left_out=found.broken, read_as="jsonl")


def scalar(value: object) -> str:
    """A string as it is, a number or truth value as JSON writes it, a date as ISO, "" for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, (bool, int, float)) else ""
