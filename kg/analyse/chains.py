"""Formula chains: the run of verb + slogan in a clause (增强“四个意识”、坚定“四个自信”、做到“两个维护”).

A formula is what most documents say: its members in the order in which most of them put them, each with its usual
verb. Every chain is held against the formula that it shares most members with, and what is missing, added, put in
another place or governed by another verb is told. Nothing is known beforehand; the corpus decides what a formula is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import table
from kg.analyse._runs import REACH, Chain, Link, chains
from kg.analyse.method import Method
from kg.analyse.selection import Selection

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "ALIKE",
    "METHOD",
    "REACH",
    "Chain",
    "Deviation",
    "Family",
    "Formula",
    "Link",
    "Summary",
    "Variant",
    "chains",
    "deviation",
    "families",
    "summaries",
    "variants",
]

ALIKE: Final = 0.5
"""The share of members that a chain and its formula have in common, of all that either has, at least."""


@dataclass(frozen=True, slots=True)
class Formula:
    """What most documents say; `exact` is the share of its chains that deviate in nothing from it."""

    links: tuple[Link, ...]
    chains: int | Fraction
    documents: int | Fraction
    exact: float
    first: str
    last: str

    @property
    def names(self) -> tuple[str, ...]:
        """The slogans in order."""
        return tuple(link.slogan for link in self.links)

    def __str__(self) -> str:
        return "、".join(link.verb + link.slogan for link in self.links)


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a chain differs from its formula: in members, in their order, in their verbs (slogan, usual, used)."""

    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    verbs: tuple[tuple[str, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.added or self.moved or self.verbs)

    def __str__(self) -> str:
        told = [f"− {name}" for name in self.missing] + [f"+ {name}" for name in self.added]
        told += [f"moved: {name}" for name in self.moved]
        return "；".join([*told, *(f"{name}: {used} for {usual}" for name, usual, used in self.verbs)])


@dataclass(frozen=True, slots=True)
class Family:
    """A formula and its chains, each with what it deviates in, by date (undated last), then source and place."""

    formula: Formula
    chains: tuple[tuple[Chain, Deviation], ...]


def families(tables: Any, selection: Selection | None = None, *, documents: int = 2) -> list[Family]:
    """The formulas that at least so many `documents` hold word for word, those of most documents first.

    Of two sequences that share `ALIKE` of their members the one of fewer documents is a deviation from the other.
    """
    every = chains(tables, selection)
    formulas = _Formulas()
    for names, said in _by_sequence(every):
        if _documents(said) < documents:
            break
        if formulas.nearest(names) is None:
            formulas.keep(names)
    for chain in every:
        nearest = formulas.nearest(chain.names)
        if nearest is not None:
            nearest.chains.append(chain)
    result = [_family(formula) for formula in formulas.kept if formula.chains]
    return sorted(result, key=lambda family: (-family.formula.documents, family.formula.names))


@dataclass(slots=True)
class _Kept:
    """The sequence of a formula, and the chains that are held against it."""

    names: tuple[str, ...]
    chains: list[Chain] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Summary:
    """A formula as a row; `deviations` are the commonest, each with its number of chains.

    `text` is the earliest of its chains that deviates in nothing (or of all), as `document` (id, source) has it in its `sentence`.
    """

    formula: str
    chains: int | Fraction
    documents: int | Fraction
    exact: float
    first: str
    last: str
    deviations: str
    text: str
    source: str
    document: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A chain as a row: where it stands, its formula, how it deviates from it, and its words."""

    date: str
    source: str
    formula: str
    deviation: str
    text: str
    document: str
    sentence: int
    start: int
    end: int


METHOD: Final = Method(
    "chains: runs of slogans of one sentence, each with its verb; a formula is a sequence that several documents hold, and "
    "that shares less than half of its members with any of more documents, each member with its usual verb; a chain is held "
    "against the formula that it shares most members with (Jaccard index)",
    f"at most {REACH} characters between two members; at least {ALIKE:g} of all members in common",
    "P. Jaccard (1901), Bulletin de la Société Vaudoise des Sciences Naturelles 37",
)


def summaries(found: Iterable[Family]) -> pa.Table:
    """A row for each formula, as `schema(Summary)`."""
    return METHOD.on(table(Summary, map(_summary, found)))


def _summary(family: Family) -> Summary:
    formula = family.formula
    often: dict[str, int | Fraction] = defaultdict(int)
    for chain, deviation in family.chains:
        if deviation:
            often[str(deviation)] += chain.weight
    most = sorted(often.items(), key=lambda item: -item[1])[:3]
    told = " | ".join(f"{deviation} ({float(count):g})" for deviation, count in most)
    figures = (formula.chains, formula.documents, formula.exact)
    shown, _ = min(family.chains, key=lambda item: bool(item[1]))
    return Summary(
        *(str(formula), *figures, formula.first, formula.last, told),
        *(shown.text, shown.source, shown.document, shown.sentence),
    )


def variants(found: Iterable[Family], every: Iterable[Chain], name: str) -> pa.Table:
    """A row for each chain that has the slogan of this canonical name, or whose formula has it, as `schema(Variant)`.

    A chain that is like no formula has none.
    """
    families = list(found)
    told = [
        _variant(chain, str(family.formula), str(deviation))
        for family in families
        for chain, deviation in family.chains
        if name in family.formula.names or name in chain.names
    ]
    like = {(chain.document, chain.start) for family in families for chain, _ in family.chains}
    told += [_variant(chain) for chain in every if name in chain.names and (chain.document, chain.start) not in like]
    return METHOD.on(table(Variant, told))


def _variant(chain: Chain, formula: str = "", deviation: str = "") -> Variant:
    place = (chain.document, chain.sentence, chain.start, chain.end)
    return Variant(chain.date, chain.source, formula, deviation, chain.text, *place)


def deviation(chain: Chain, formula: Formula) -> Deviation:
    """How a chain differs from a formula.

    >>> said = Chain("doc:0", "", "", 0, 0, 0, (Link("做到", "两个维护"), Link("树立", "四个意识")), "")
    >>> usual = Formula((Link("增强", "四个意识"), Link("坚定", "四个自信"), Link("做到", "两个维护")), 9, 9, 1.0, "", "")
    >>> str(deviation(said, usual))
    '− 四个自信；moved: 两个维护；四个意识: 树立 for 增强'
    """
    said, usual = chain.names, {link.slogan: link.verb for link in formula.links}
    place = {name: at for at, name in enumerate(usual)}
    shared = [name for name in said if name in usual]
    steady = _rising([place[name] for name in shared])
    return Deviation(
        missing=tuple(name for name in usual if name not in shared),
        added=tuple(name for name in said if name not in usual),
        moved=tuple(name for at, name in enumerate(shared) if at not in steady),
        verbs=tuple(
            (link.slogan, usual[link.slogan], link.verb)
            for link in chain.links
            if usual.get(link.slogan, link.verb) != link.verb
        ),
    )


def _by_sequence(every: Iterable[Chain]) -> list[tuple[tuple[str, ...], list[Chain]]]:
    """The chains by their slogans in order, the sequence of most documents first; of equals the longer, then by name."""
    said: dict[tuple[str, ...], list[Chain]] = defaultdict(list)
    for chain in every:
        said[chain.names].append(chain)
    return sorted(said.items(), key=lambda item: (-_documents(item[1]), -len(item[0]), item[0]))


def _documents(chains: Iterable[Chain]) -> int | Fraction:
    """How many documents chains stand in, or what these weigh."""
    return sum({chain.document: chain.weight for chain in chains}.values())


class _Formulas:
    """The sequences kept as formulas, and by each member those that hold it."""

    def __init__(self) -> None:
        self.kept: list[_Kept] = []
        self._holding: dict[str, list[int]] = defaultdict(list)

    def keep(self, names: tuple[str, ...]) -> None:
        """Keep a sequence."""
        for name in set(names):
            self._holding[name].append(len(self.kept))
        self.kept.append(_Kept(names))

    def nearest(self, names: tuple[str, ...]) -> _Kept | None:
        """The formula that shares most members with a sequence, if enough; of equals the one kept first."""
        members = set(names)
        held = Counter(at for name in members for at in self._holding.get(name, ()))
        best, most = None, 0.0
        for at, shared in sorted(held.items()):
            share = shared / len(members.union(self.kept[at].names)) if shared > 1 else 0.0
            if share >= ALIKE and share > most:
                best, most = self.kept[at], share
        return best


def _family(kept: _Kept) -> Family:
    verbs: dict[str, dict[str, int | Fraction]] = {name: defaultdict(int) for name in kept.names}
    for chain in kept.chains:
        for link in chain.links:
            if link.slogan in verbs:
                verbs[link.slogan][link.verb] += chain.weight
    links = tuple(
        Link(min(said.items(), key=lambda item: (-item[1], item[0]))[0], name) for name, said in verbs.items()
    )
    dates = sorted({chain.date for chain in kept.chains} - {""}) or [""]
    every = sum(chain.weight for chain in kept.chains)
    formula = Formula(links, every, _documents(kept.chains), 0.0, dates[0], dates[-1])
    ordered = sorted(kept.chains, key=lambda chain: (chain.date == "", chain.date, chain.source, chain.start))
    told = tuple((chain, deviation(chain, formula)) for chain in ordered)
    exact = sum(chain.weight for chain, deviation in told if not deviation)
    return Family(replace(formula, exact=float(exact / every)), told)


def _rising(values: Sequence[int]) -> set[int]:
    """The indices of a longest rising subsequence; of equally long ones the last to begin."""
    best: list[tuple[int, ...]] = []
    for at, value in enumerate(values):
        before = [run for run in best if values[run[-1]] < value]
        longest: tuple[int, ...] = max(before, key=len, default=())
        best.append((*longest, at))
    last: tuple[int, ...] = max(reversed(best), key=len, default=())
    return set(last)
