"""What a user should know of a document that was read, though nothing is wrong with the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.read._decode import BROKEN, GUESSED
from kg.read._metadata import AS_WRITTEN, IN_TEXT
from kg.records import LEVELS

PICTURES: Final = "pages that are pictures"
"""The name of what is left out where a page of a file is a scan."""

_UNREADABLE: Final = {"date": "no date", "level": f"none of {', '.join(LEVELS)}"}
"""What is said of a value that could not be taken for the field."""


def remarks(extra: Mapping[str, str], origins: Mapping[str, str], left_out: Mapping[str, str]) -> Iterator[str]:
    """A line for each value that could not be taken, bytes that were replaced, pages without text, a guess, and for a date
    that is not the day in the head of the text. The same is said of all such documents.

    The arguments are the fields of a `Document` of these names.

    >>> list(remarks({"date": "2022-02-30"}, {"date as written": "metadata.csv"}, {}))
    ["date '2022-02-30' in metadata.csv is no date: left aside"]
    """
    for field, what in _UNREADABLE.items():
        if (value := extra.get(field)) is not None:
            by = origins.get(field + AS_WRITTEN, "")
            yield f"{field} {value!r}{by and f' in {by}'} is {what}: left aside"
    if IN_TEXT in extra:
        by = origins.get("date", "the metadata")
        yield f"the date in {by} is not the day that the text itself gives: the former holds (extra['{IN_TEXT}'] has the latter)"
    for where, what in left_out.items():
        if where.startswith(BROKEN):
            yield f"{where}, replaced by U+FFFD: {', '.join(what.splitlines())}"
        elif where == PICTURES:
            yield f"{where}, whose text is not read: {what}"
    if (how := origins.get("text", "")).endswith(GUESSED):
        yield f"read as {how}: give --encoding if it is wrong"
