"""Two texts' formulas beside each other, slot by slot: what one says in the place where the other says something else.

Every chain of the one (`kg.analyse.chains`) is set beside the chain of the other with which it shares most slogans, and
the two are aligned so that as little as possible differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.analyse import chains
from kg.analyse._documents import place
from kg.analyse._rows import rows, table
from kg.analyse.chains import Chain, Link
from kg.analyse.method import Method

if TYPE_CHECKING:
    import pyarrow as pa

METHOD: Final = Method(
    "global alignment of two chains of verb + slogan at the least cost: a slogan that one lacks 0.5, another verb 0.25, "
    "another slogan after the same verb 0.75; chains are paired by the slogans that they share (Jaccard index)",
    "the costs are our own: they set another slogan into a slot only where the verb is the same",
    "Needleman and Wunsch 1970, J. Mol. Biol. 48(3)",
    ("moved: in both chains, but not in this slot; start, end: places in the text of the document",),
)

GAP: Final = 0.5
VERB: Final = 0.25
SLOGAN: Final = 0.75

CHANGES: Final = ("same", "verb", "slogan", "only a", "only b", "moved")
"""What a slot may show."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of two aligned chains: what either says there (empty where it says nothing), and both chains as worded.

    `chain` counts the pairs of chains from 1 in the order of the first text, those of one text alone after them.
    """

    chain: int
    slot: int
    change: str
    verb_a: str
    slogan_a: str
    verb_b: str
    slogan_b: str
    text_a: str
    text_b: str
    document_a: str
    sentence_a: int | None
    start_a: int | None
    end_a: int | None
    document_b: str
    sentence_b: int | None
    start_b: int | None
    end_b: int | None


def alignment(tables: Any, one: str, other: str) -> pa.Table:
    """A row a `Slot`; the two texts are given by id, source or title. Raises `UsageError` for one that is not there."""
    documents = rows(tables, "select id, title, source from documents order by source, id")
    ids = [documents[place(documents, name)][0] for name in (one, other)]
    every = chains.chains(tables)
    first, second = ([chain for chain in every if chain.document == id] for id in ids)
    slots = [slot for number, pair in enumerate(_pairs(first, second), 1) for slot in _slots(number, *pair)]
    told = [f"{side}: {documents[place(documents, id)][2]}" for side, id in zip("ab", ids, strict=True)]
    return METHOD.on(table(Slot, slots), *told)


def _pairs(first: Sequence[Chain], second: Sequence[Chain]) -> list[tuple[Chain | None, Chain | None]]:
    """The chains of both, each beside the one most like it, the most alike first served; then those that are alone."""
    alike = sorted(
        (-len({*one.names} & {*other.names}) / len({*one.names, *other.names}), a, b)
        for a, one in enumerate(first)
        for b, other in enumerate(second)
        if {*one.names} & {*other.names}
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in alike:
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    paired: list[tuple[Chain | None, Chain | None]] = [(first[a], second[b]) for a, b in sorted(partner.items())]
    paired += [(chain, None) for a, chain in enumerate(first) if a not in partner]
    return paired + [(None, chain) for b, chain in enumerate(second) if b not in taken]


def _slots(number: int, one: Chain | None, other: Chain | None) -> Iterator[Slot]:
    left, right = one.links if one else (), other.links if other else ()
    both = {link.slogan for link in left} & {link.slogan for link in right}
    for slot, (a, b) in enumerate(aligned(left, right), 1):
        yield Slot(
            *(number, slot, _change(a, b, both)),
            *((a.verb, a.slogan) if a else ("", "")),
            *((b.verb, b.slogan) if b else ("", "")),
            *(one.text if one else "", other.text if other else ""),
            *((one.document, one.sentence, one.start, one.end) if one else ("", None, None, None)),
            *((other.document, other.sentence, other.start, other.end) if other else ("", None, None, None)),
        )


def _change(a: Link | None, b: Link | None, both: set[str]) -> str:
    if a and b:
        return "same" if a == b else "verb" if a.slogan == b.slogan else "slogan"
    alone = a or b
    return "moved" if alone and alone.slogan in both else "only a" if a else "only b"


def aligned(one: Sequence[Link], other: Sequence[Link]) -> list[tuple[Link | None, Link | None]]:
    """The links of two chains in pairs, in the order of both, at the least cost; of equals the slots come early.

    >>> a, b = [Link("增强", "四个意识"), Link("坚定", "三个自信")], [Link("坚定", "四个自信"), Link("做到", "两个维护")]
    >>> [tuple(link and link.slogan for link in pair) for pair in aligned(a, b)]
    [('四个意识', None), ('三个自信', '四个自信'), (None, '两个维护')]
    """
    best: dict[tuple[int, int], tuple[float, list[tuple[Link | None, Link | None]]]] = {}
    for a in range(len(one), -1, -1):
        for b in range(len(other), -1, -1):
            ways: list[tuple[float, list[tuple[Link | None, Link | None]]]] = []
            if a < len(one) and b < len(other):
                cost, rest = best[a + 1, b + 1]
                ways.append((cost + _cost(one[a], other[b]), [(one[a], other[b]), *rest]))
            if a < len(one):
                ways.append((best[a + 1, b][0] + GAP, [(one[a], None), *best[a + 1, b][1]]))
            if b < len(other):
                ways.append((best[a, b + 1][0] + GAP, [(None, other[b]), *best[a, b + 1][1]]))
            best[a, b] = min(ways, key=lambda way: way[0]) if ways else (0.0, [])
    return best[0, 0][1]


def _cost(a: Link, b: Link) -> float:
    if a.slogan == b.slogan:
        return VERB if a.verb != b.verb else 0.0
    return SLOGAN if a.verb == b.verb else float("inf")
