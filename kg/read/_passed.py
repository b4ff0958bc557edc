"""What programs wrote, and no text: graphs, and what kg made of texts; told by how it begins, or by its fields.

Only what no text begins with is named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.read._source import PassedError

_XML: Final = r"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?"
_ID: Final = r'"doc:[0-9a-f]{16}"'
_STRING: Final = r'"(?:[^"\\]|\\.){0,2000}"'

_PASSED: Final = ", no text: passed over"

_HEADS: Final = tuple(
    (re.compile(pattern, re.I | re.S), what)
    for pattern, what in (
        (
            _XML + r'<(?:!doctype html|html)\b.{0,4000}?<meta name="generator" content="kg"/?>',
            "is a page that kg wrote",
        ),
        (_XML + r"<(?:\w+:)?graphml[\s>]", "is a graph (GraphML)"),
        (_XML + r"<(?:\w+:)?gexf[\s>]", "is a graph (GEXF)"),
        (r'\{\s*"directed":\s*(?:true|false),\s*"multigraph":\s*(?:true|false)\s*,', "is a graph (JSON)"),
        (r'\{\s*"@context":\s*\{[^{}]{0,2000}"urn:kg:vocabulary:"', "is a graph that kg wrote (JSON-LD)"),
        (
            r"(?:@prefix \w+: <[^>\n]{0,200}> \.\s+){0,20}@prefix kg: <urn:kg:vocabulary:>",
            "is a graph that kg wrote (Turtle)",
        ),
        (r"CREATE CONSTRAINT kg_node IF NOT EXISTS ", "is a graph that kg wrote (Cypher)"),
        (r'---\nid: "[a-z]+:[^\n]{1,300}"\ntags: \["kg/', "is a note that kg wrote"),
        (r"# doc = [^\n]{0,1000}\n# id = doc:[0-9a-f]{16}\n", "holds mentions that kg found (CoNLL)"),
        (
            r"T1\t[A-Z]+ [\d ;]+\t[^\n]{1,1000}\n(?:A1\tKind|#1\tAnnotatorNotes) T1\b",
            "holds mentions that kg found (brat)",
        ),
        (r"\[entities\]\nSLOGAN\n", "is a configuration of brat that kg wrote"),
        (rf'\{{\s*"doc":\s*{_STRING},\s*"source":\s*{_STRING},\s*"document":\s*{_ID}', "holds mentions that kg found"),
        (rf'\[?\s*\{{\s*"document":\s*{_ID},\s*"(?:sentence|section|slogan)":', "is a table that kg wrote (JSON)"),
    )
)
"""How a file begins, after blanks, and what it is."""

_TABLES: Final = (
    (frozenset(("document", "start", "end", "type", "canonical", "entity")), "holds mentions that kg found"),
    (frozenset(("document", "start", "end", "slogan", "members", "rule")), "holds expansions that kg found"),
    (frozenset(("document", "section", "paragraph", "index", "start", "end")), "holds sentences that kg found"),
    (frozenset(("source", "target", "relation", "window", "count")), "holds the edges of a graph"),
    (frozenset(("id", "type", "kind", "name", "aliases", "mentions")), "holds the nodes of a graph"),
    (frozenset(("id:id", ":label")), "holds the nodes of a graph"),
    (frozenset((":start_id", ":end_id", ":type")), "holds the edges of a graph"),
)
"""Fields that a row has, all of them, and what such rows are."""


def by_head(head: str) -> str:
    """What a file is that begins so and is no text, else "".

    >>> by_head('<?xml version="1.0"?>\\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
    'is a graph (GraphML), no text: passed over'
    >>> by_head("GraphML 是一种格式。<graphml>")
    ''
    """
    start = head.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    return next((what + _PASSED for pattern, what in _HEADS if pattern.match(start)), "")


def by_fields(names: Iterable[str]) -> str:
    """What rows are that have these fields and are no texts, else ""."""
    fields = frozenset(names)
    return next((what + _PASSED for known, what in _TABLES if known <= fields), "")


def refuse(told: str) -> None:
    """Raise `PassedError` where there is something to tell."""
    if told:
        raise PassedError(told)
