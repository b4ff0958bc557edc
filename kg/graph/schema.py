"""The names of everything in the graph, in one place: node types, relations, and the attributes of each.

The graph is one `networkx.MultiDiGraph`. Its nodes are entities and documents, keyed by id; its edges are keyed
by relation, and `co_occurs` by relation and window (`co_occurs:sentence`), so that a pair has at most one edge a key.
`co_occurs` has no direction: it is stored once, from the id that sorts first.
"""

from __future__ import annotations

from typing import Final

from kg import records
from kg.records import TYPES

NODE_TYPES: Final = (*TYPES, "PART", "SERIES", "DOCUMENT")
"""`PART` is a part of a slogan that is no entity itself, `SERIES` what meetings are held under."""

KINDS: Final = ("numeric", "doctrine", "quoted", "event", "set", "type", "")
"""The kinds of mentions; where an entity has several equally often, the first of this list is its kind."""

WINDOWS: Final = records.WINDOWS
"""Within what two names can stand together, from the narrowest."""

RELATIONS: Final = {
    "mentions": "document → entity",
    "co_occurs": "entity – entity, once for every kind of window",
    "has_part": "slogan → part, or another slogan that is its part; meeting → the meetings that it is made of",
    "raised_at": "slogan → the meeting, or the document (WORK), that raised it",
    "held_under": "meeting → series",
}

ENTITY: Final = {
    "type": "SLOGAN, MEETING, WORK, ORG, PERSON, PART or SERIES",
    "kind": "the kind that most of its mentions have",
    "name": "the canonical name",
    "aliases": "list: other writings, the lexicon's first, then those in the texts, the most frequent first",
    "parts": "list: the lexicon's parts; where it has none, those that most texts give",
    "english": "official English name",
    "since": "date of first public use (slogan) or of coming into office (person)",
    "raised_by": "who raised a slogan",
    "supersedes": "list: names of the slogans whose place it took",
    "superseded_by": "list: names of the slogans that took its place",
    "start": "first day of a meeting",
    "end": "last day of a meeting",
    "domain": "domain of a slogan",
    "level": "level of the body that raised or held it",
    "known": "bool: the lexicon has it",
    "mentions": "int: mentions in all documents; 0 for what only a relation brings in",
    "documents": "int: documents with a mention",
    "first": "date of the earliest dated document with a mention",
    "last": "date of the latest dated document with a mention",
}

DOCUMENT: Final = {
    "type": "DOCUMENT",
    "name": "the title, or the source where there is none",
    "source": "the path of the file, and the record within it",
    "date": "ISO date, possibly a year or a month only, or empty",
    "speaker": "who speaks",
    "organ": "the body that issued it",
    "level": "the level of that body",
    "genre": "the genre of the text",
    "characters": "int: characters of the text",
}

EDGE: Final = {
    "relation": "one of RELATIONS",
    "count": "int: mentions (mentions), windows shared (co_occurs), expansions that say it (has_part); "
    "0 where only the lexicon says it",
    "documents": "int: documents in which that is so",
    "first": "date of the earliest of them; for raised_at and held_under the date of the fact, where known",
    "last": "date of the latest of them; likewise",
}

ASSOCIATION: Final = {
    "window": "sentence, paragraph or document",
    "npmi": "float: normalised pointwise mutual information, -1 … 1",
    "llr": "float: log-likelihood ratio G² of the 2×2 table of windows",
    "q": "float: its p-value (chi², 1 degree of freedom) after Benjamini–Hochberg over all pairs of that window",
}
"""What `co_occurs` edges have besides `EDGE`."""


def edge_key(relation: str, window: str = "") -> str:
    """The key of an edge between its two nodes.

    >>> edge_key("has_part"), edge_key("co_occurs", "sentence")
    ('has_part', 'co_occurs:sentence')
    """
    return f"{relation}:{window}" if window else relation
