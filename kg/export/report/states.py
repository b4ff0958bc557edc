"""States of the page that numbers of the report lead to: what they count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.export.report.blocks import State
from kg.records import TYPES, entity_id

NODES: Final = (*TYPES, "PART", "SERIES")

DOCUMENTS: Final[State] = (("table", "documents"),)
NAMES: Final[State] = (("table", "nodes"), ("q", "all"))
TIES: Final[State] = (("table", "ties"), ("q", "all"))
CORPUS: Final[State] = (("table", "corpus"),)


def by(facet: str, value: str) -> State:
    """The texts that have a value of a facet."""
    return [*DOCUMENTS, ("by", f"{facet}:{value}")]


def only(type: str) -> State:
    """All names of a type."""
    return [*NAMES, *(("no-type", other) for other in NODES if other != type)]


def together(names: Iterable[str]) -> State:
    """The sentences in which these slogans stand together."""
    return [("s", entity_id("SLOGAN", name)) for name in names]
