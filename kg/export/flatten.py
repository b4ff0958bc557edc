"""The graph for formats that know only plain values and legal XML: the one place where it is made so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from kg.graph.schema import ASSOCIATION, DOCUMENT, EDGE, ENTITY

Plain = str | int | float | bool

SEPARATOR: Final = "|"
"""Between the items of a list; one within an item becomes ¦."""

ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 forbids or discourages."""

KINDS: Final = {
    **dict.fromkeys(("count", "documents", "mentions", "characters"), int),
    **dict.fromkeys(("npmi", "llr", "q"), float),
    "known": bool,
}


def _types(names: Iterable[str]) -> dict[str, type]:
    return {name: KINDS.get(name, str) for name in names}


NODES: Final = _types((*ENTITY, *DOCUMENT))
"""The type of every attribute of a node, as a format holds it; lists are strings."""

EDGES: Final = _types(("key", *EDGE, *ASSOCIATION))
"""The type of every attribute of an edge; `key` is the edge's key in the graph."""


def plain(value: Any) -> Plain:
    """A value as a string, number or truth value; lists become one string.

    >>> plain(["甲", "乙|丙"])
    '甲|乙¦丙'
    """
    if isinstance(value, (list, tuple)):
        return SEPARATOR.join(text(str(item)).replace(SEPARATOR, "¦") for item in value)
    return value if isinstance(value, (bool, int, float)) else text(str(value))


def text(value: str) -> str:
    r"""A string as legal XML text that reads back the same: forbidden characters as \uXXXX, line breaks as blanks.

    >>> print(text("a\x00b\r\nc"))
    a\u0000b c
    """
    if value.isprintable():
        return value
    return ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", re.sub(r"\r\n|[\r\n\t]", " ", value))
