"""Who follows whom: which of two voices (levels, organs, speakers) says slogans first.

What counts as following is said in `kg.analyse.diffusion`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from kg.analyse._rows import table
from kg.analyse.dates import lag
from kg.analyse.diffusion import NO_WEIGHTS, TOGETHER, First, Heard, firsts, grouped
from kg.analyse.method import Method
from kg.analyse.selection import Selection
from kg.analyse.subset import unweighed
from kg.errors import unknown

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

VOICES: Final = ("level", "organ", "speaker")
"""By which field of documents one voice is told from another."""

FOLLOWS: Final = Method(
    "slogans that the leader says before the follower, against those that the follower says first; median lag in days; "
    "p of the two-sided sign test, q after Benjamini–Hochberg over all pairs",
    "slogans are independent of each other; those said first on one date, as far as it is known, are left out, and so "
    "are those where the follower has no documents by the leader's use, or none without it between that and its own",
    "Dixon and Mood 1946, The Statistical Sign Test, JASA 41(236)",
)


LEFT_OUT: Final = "left_out: also names that one of the two uses before the first document of the other"

PAIRS: Final = 4
"""So many pairs are warned of by name."""


@dataclass(frozen=True, slots=True)
class Follow:
    """The follower says `slogans` after the leader and `against` before it; `lag` is the median of the former in days.

    `share` is slogans / (slogans + against); `left_out` were tied or could not be compared; `examples` are the
    slogans with the shortest lags.
    """

    leader: str
    follower: str
    slogans: int
    against: int
    share: float
    lag: float
    p: float
    q: float
    left_out: int
    examples: tuple[str, ...]


def follows(
    tables: Any,
    entities: Sequence[str] = (),
    selection: Selection | None = None,
    *,
    by: str = "level",
    top: int = 0,
) -> pa.Table:
    """A row a `Follow` for every two voices that can be compared, as who leads more often, the most slogans first.

    First uses are those in the documents of the selection, as in `kg.analyse.diffusion.lags`. `by` is a field of
    documents of `VOICES`. `top` keeps as many rows; 0 all. Raises `UsageError` for another field.
    """
    if by not in VOICES:
        raise unknown("voice", by, VOICES)
    unweighed(tables, NO_WEIGHTS)
    selection = selection or Selection()
    heard = Heard(tables, selection, by)
    pairs = _Pairs(heard)
    for group in grouped(firsts(tables, entities, selection, by)):
        for one, other in combinations(sorted(group, key=lambda use: use.voice), 2):
            pairs.add(one, other)
    found = pairs.rows()
    return FOLLOWS.on(table(Follow, found[:top] if top else found), *heard.notes(), LEFT_OUT, _warning(heard.apart()))


def _warning(apart: Sequence[tuple[str, str]]) -> str:
    """That voices have documents of different times; of many pairs the first few by name."""
    if not apart:
        return ""
    named = "; ".join(f"{one} and {other}" for one, other in apart[:PAIRS])
    more = f"; and {len(apart) - PAIRS} pairs more" if len(apart) > PAIRS else ""
    return (
        f"warning: the dated documents of {named}{more} overlap for less than {TOGETHER:.0%} of the time that they span: "
        "what was said before the later of them begin is left out, so that who begins later may seem to lead"
    )


def graph(found: pa.Table) -> nx.DiGraph:
    """The directed graph of a table of `follows`: from leader to follower, with its other columns on the edge."""
    import networkx as nx

    result = nx.DiGraph()
    for row in found.to_pylist():
        leader, follower = row.pop("leader"), row.pop("follower")
        result.add_edge(leader, follower, **{key: value for key, value in row.items() if key != "examples"})
    return result


class _Pairs:
    """Who says what first, for every two voices."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._led: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        self._left_out: dict[tuple[str, str], int] = defaultdict(int)

    def add(self, one: First, other: First) -> None:
        """Count a slogan for the voice that says it first; `one.voice` sorts first."""
        days = lag(one.date, other.date)
        leader, follower = (one, other) if days >= 0 else (other, one)
        if days == 0 or not self._heard.comparable(one, other):
            self._left_out[one.voice, other.voice] += 1
        else:
            self._led[leader.voice, follower.voice].append((abs(days), one.name))

    def rows(self) -> list[Follow]:
        """The pairs with a slogan that can be compared; of equally many, who sorts first leads."""
        from statistics import median

        from scipy.stats import binomtest

        from kg.graph.association import benjamini_hochberg

        pairs = []
        for one, other in sorted({(min(ends), max(ends)) for ends in self._led}):
            ends = (one, other)
            if len(self._led.get((other, one), ())) > len(self._led.get(ends, ())):
                ends = (other, one)
            led, against = sorted(self._led[ends]), len(self._led.get(ends[::-1], ()))
            p = float(binomtest(len(led), len(led) + against).pvalue)
            pairs.append((ends, led, against, p, self._left_out[one, other]))
        adjusted = benjamini_hochberg([pair[3] for pair in pairs]).tolist()
        found = [
            Follow(
                *(*ends, len(led), against, len(led) / (len(led) + against), float(median(days for days, _ in led))),
                *(p, q, left_out, tuple(name for _, name in led[:3])),
            )
            for (ends, led, against, p, left_out), q in zip(pairs, adjusted, strict=True)
        ]
        return sorted(found, key=lambda row: (-(row.slogans - row.against), -row.slogans, row.leader, row.follower))
