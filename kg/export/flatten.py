"""The graph for formats that know only plain values and legal XML: the one place where it is made so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from kg.graph.schema import ASSOCIATION, DOCUMENT, EDGE, ENTITY

if TYPE_CHECKING:
    import networkx as nx

Plain = str | int | float | bool

NONE: Final[Mapping[str, str]] = {}

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


def nodes(graph: nx.MultiDiGraph, rename: Mapping[str, str] = NONE) -> Iterator[tuple[str, dict[str, Plain]]]:
    """(id, attributes) of every node, in the graph's order; attributes in `rename` get other names."""
    for id, data in graph.nodes(data=True):
        yield text(id), attributes(data, rename)


def edges(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str, str, dict[str, Plain]]]:
    """(source, target, key, attributes) of every edge, in the graph's order."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield text(source), text(target), key, attributes(data)


def attributes(data: Mapping[str, Any], rename: Mapping[str, str] = NONE) -> dict[str, Plain]:
    """The attributes of one node or edge as plain values: lists become one string, what is missing is left out.

    >>> attributes({"aliases": ["甲", "乙|丙"], "npmi": None, "known": True}, {"known": "in_lexicon"})
    {'aliases': '甲|乙¦丙', 'in_lexicon': True}
    """
    return {rename.get(name, name): plain(value) for name, value in data.items() if value is not None}


def types(items: Iterable[Mapping[str, Any]]) -> dict[str, type]:
    """The type of every attribute, in order of appearance: bool, int, float or str; of several, what holds them all.

    >>> types([{"count": 1, "known": True}, {"count": 0.5, "parts": ["甲"]}])
    {'count': <class 'float'>, 'known': <class 'bool'>, 'parts': <class 'str'>}
    """
    found: dict[str, type] = {}
    for data in items:
        for name, value in data.items():
            if value is not None and found.get(name) is not (kind := type(value)):
                kind = kind if kind in (bool, int, float) else str
                found[name] = _widest(found.get(name, kind), kind)
    return found


def _widest(one: type, other: type) -> type:
    if one is other:
        return one
    return float if {one, other} == {int, float} else str


def written(value: Plain) -> str:
    """A value as XML schema writes it.

    >>> written(True), written(0.5)
    ('true', '0.5')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)
