"""What a section of the report is made of: tables and figures, and links into the graph page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from kg.export.html.corpus import Spread
from kg.export.report.words import Say

State = Sequence[tuple[str, str]]
"""A state of the graph page: the keys and values of its address."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `heads` are words, `rows` hold cells; `numeric` are the columns that are sorted as numbers.

    A `folded` one is seen when its caption is pressed.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    numeric: frozenset[int] = frozenset()
    caption: str = ""
    folded: bool = False


Block = Table | Markup


@dataclass(frozen=True, slots=True)
class Section:
    """A section: a note under its heading, then figures and tables in order."""

    key: str
    note: str = ""
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """What a report is made of; `graph_file` is the page that its links lead to, `held` the names that it holds.

    `spread` is how the documents spread, which several sections tell.
    """

    con: Any
    manifest: Mapping[str, Any]
    config: Any
    say: Say
    held: frozenset[str]
    spread: Spread
    graph_file: str = "graph.html"

    def link(self, id: str, text: object) -> Markup:
        """A link to the card of an entity, where its sentences are; the text alone where the page has not the entity."""
        return self.lead([("n", id)], text) if id in self.held else escape(text)

    def date(self, id: str, date: str) -> Markup | str:
        """A date that leads to the card of an entity."""
        return self.link(id, Markup("<time>{}</time>").format(date)) if date else ""

    def lead(self, state: State, text: object) -> Markup:
        """A link to a state of the graph page; whole numbers have their thousands apart."""
        shown = f"{text:,}" if isinstance(text, int) else text
        return Markup('<a href="{}">{}</a>').format(self.address(state), shown)

    def address(self, state: State) -> str:
        """The address of a state of the graph page."""
        return f"{self.graph_file}#" + "&".join(f"{key}={quote(value, safe='')}" for key, value in state)
