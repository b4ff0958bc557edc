"""The frozen records that flow between stages, and their Arrow schemas.

Offsets are half-open `str` indices into `Document.text`, which is the decoded text exactly as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from itertools import chain, starmap
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

if TYPE_CHECKING:
    import pyarrow as pa

TYPES: Final = ("SLOGAN", "MEETING", "WORK", "ORG", "PERSON")
"""The types of a mention, in the order in which they are listed everywhere."""

WINDOWS: Final = ("sentence", "paragraph", "document")
"""Within what two names can stand together, from the narrowest."""

LEVELS: Final = ("central", "province", "city", "county", "township", "village")
"""The levels of the Chinese state, from the top."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its metadata.

    `id` is derived from the text alone, so the same text has the same id wherever it lies.
    `date` is ISO (`2021`, `2021-10` or `2021-10-13`) or empty; `extra` holds metadata columns of other names.
    `origins` says where each field of metadata came from, and under `text` how the file was read; `left_out` what its
    reader left out of the text (headers, page numbers, pages that are pictures), by what and where it is.
    """

    id: str
    source: str
    text: str
    title: str = ""
    date: str = ""
    speaker: str = ""
    organ: str = ""
    level: str = ""
    genre: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mask:
    """A span of a document that is not body text, with the reason (`watermark`, `furniture`, …)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading, title or salutation of a document.

    `role` is `title`, `salutation`, `heading` or `body`; `level` is the depth of a heading
    (1 for 一、 2 for （一） 3 for 1. 4 for 一是), 0 otherwise; `section` is the text of the headings above it,
    outermost first, joined by ` › `. `index` and `paragraph` count from 0 in the document.
    """

    document: str
    index: int
    paragraph: int
    start: int
    end: int
    role: str = "body"
    level: int = 0
    section: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a document that names an entity.

    `sentence` is the index of its sentence; `entity` the id of what it names; `rule` says which rule found it;
    `verb` is the verb that governs it (slogans only), or empty.
    """

    document: str
    sentence: int
    start: int
    end: int
    text: str
    type: str
    kind: str
    canonical: str
    entity: str
    rule: str
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a text itself says a slogan consists of: `members` as worded, in order; the evidence is `start:end`."""

    document: str
    slogan: str
    members: tuple[str, ...]
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that is no mention, with the reason; rejections are counted, not stored."""

    start: int
    end: int
    reason: str


Record = TypeVar("Record")


class Records(Sequence[Record]):
    """Records of one kind, kept as plain rows of their fields; a record is made when it is asked for.

    So a build, which wants columns, makes none: that takes several times longer than a row. Equal to a tuple of the
    same records.

    >>> masks = Records(Mask, [(0, 2, "lead"), (4, 9, "url")])
    >>> masks[-1], masks.column("end")
    (Mask(start=4, end=9, reason='url'), [2, 9])
    """

    __slots__ = ("kind", "rows")

    def __init__(self, kind: type[Record], rows: Iterable[tuple[Any, ...]]) -> None:
        self.kind, self.rows = kind, list(rows)

    @staticmethod
    def joined(kind: type[Record], groups: Iterable[Sequence[Record]]) -> Records[Record]:
        """All records of some groups, in their order."""
        values = attrgetter(*_names(kind))
        return Records(
            kind,
            chain.from_iterable(group.rows if isinstance(group, Records) else map(values, group) for group in groups),
        )

    def column(self, name: str) -> list[Any]:
        """One field of all."""
        return list(map(itemgetter(_names(self.kind).index(name)), self.rows))

    def columns(self) -> list[list[Any]]:
        """All fields, in declared order."""
        return [list(map(itemgetter(at), self.rows)) for at in range(len(_names(self.kind)))]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> Records[Record]: ...
    def __getitem__(self, at: int | slice) -> Record | Records[Record]:
        return Records(self.kind, self.rows[at]) if isinstance(at, slice) else self.kind(*self.rows[at])

    def __iter__(self) -> Iterator[Record]:
        return starmap(self.kind, self.rows)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Records | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _names(kind: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = kind.__match_args__
    return names


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is found in one document."""

    document: Document
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    expansions: tuple[Expansion, ...]
    masks: tuple[Mask, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions with one canonical name stand for: a node of the graph. `id` is `type:name`, never romanised.

    `since`, `start`, `end`, `first` and `last` are ISO dates or empty; `mentions` and `documents` count those of the corpus,
    0 for what only a relation brings in. What each field means: `kg.graph.schema.ENTITY`.
    """

    id: str
    type: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    english: str = ""
    since: str = ""
    raised_by: str = ""
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    domain: str = ""
    level: str = ""
    known: bool = False
    mentions: int = 0
    documents: int = 0
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge. Association figures are given for `co_occurs` only; `window` says within what.

    `count` is in mentions, windows shared or expansions, by `relation`; `npmi` is −1 … 1, `llr` G², `q` the adjusted p-value.
    What each field means: `kg.graph.schema.EDGE` and `ASSOCIATION`.
    """

    source: str
    target: str
    relation: str
    window: str = ""
    count: int = 0
    documents: int = 0
    npmi: float | None = None
    llr: float | None = None
    q: float | None = None
    first: str = ""
    last: str = ""


def entity_id(type: str, name: str) -> str:
    """The id of an entity: stays Chinese, is derived from content.

    >>> entity_id("SLOGAN", "四个意识")
    'slogan:四个意识'
    """
    return f"{type.lower()}:{name}"


@cache
def schema(record: type) -> pa.Schema:
    """The Arrow schema of a record class, field by field in declared order.

    What may be a sum of weights is a whole number here (see `kg.analyse._rows.table`).

    >>> schema(Mask).names
    ['start', 'end', 'reason']
    """
    import typing

    import pyarrow as pa

    simple: dict[object, pa.DataType] = {
        str: pa.string(),
        int: pa.int32(),
        int | None: pa.int32(),
        int | float: pa.int32(),
        int | Fraction: pa.int32(),
        bool: pa.bool_(),
        float: pa.float64(),
        float | None: pa.float64(),
        tuple[str, ...]: pa.list_(pa.string()),
        tuple[tuple[str, str], ...]: pa.map_(pa.string(), pa.string()),
    }
    types = typing.get_type_hints(record)
    return pa.schema([pa.field(f.name, simple[types[f.name]]) for f in fields(record)])
