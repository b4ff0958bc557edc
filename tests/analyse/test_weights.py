"""A corpus that holds every text three times counts as one that holds each once, where copies are weighed or left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from over_time import CENTRE, COUNTY, FILLER, PROVINCE
from small_tables import TEXTS, Small, small

from kg.analyse import (
    alluvial,
    centrality,
    chains,
    communities,
    counts,
    difference,
    diffusion,
    expansion,
    following,
    frequency,
    keyness,
    ledger,
    silence,
    similarity,
    subset,
    supersession,
    ties,
    trend,
)
from kg.analyse.duplicates import deduped
from kg.analyse.selection import Selection
from kg.config import Config
from kg.errors import UsageError
from kg.lexicon import Lexicon, Slogan

# Each text has words of its own, so that no two are copies of each other.
SAID = [*TEXTS, *((f"{n}.txt", "", day, (said, f"第{n}天{FILLER}" * (n + 1), "做到清水进村。")) for n, (day, said) in
        enumerate(sorted({**CENTRE, **PROVINCE, **COUNTY}.items())))]  # fmt: skip
LEXICON = Lexicon(slogans={"四盏灯": Slogan("四盏灯", "numeric", superseded_by=("两条渠",))})
EVERY = Selection(types=("SLOGAN", "MEETING"))


def tabled(times: int) -> Small:
    return small([(f"{copy}{source}", *rest) for copy in range(times) for source, *rest in SAID])


@pytest.fixture(scope="module")
def once() -> Small:
    return tabled(1)


@pytest.fixture(scope="module", params=["drop", "weight"])
def thrice(request: pytest.FixtureRequest) -> subset.Subset:
    return deduped(tabled(3), Config(), request.param)


def split(tables: Any) -> list[subset.Subset]:
    return [subset.select(tables, ids) for ids in subset.groups(tables, "date", split="2004").values()]


def alike(tables: Any) -> pa.Table:
    """The likeness of every two texts, without that of copies."""
    found = similarity.similarity(tables, shared=1, top=100_000)
    rows = {(row["source"][1:], row["other_source"][1:], round(row["similarity"], 5)) for row in found.to_pylist()}
    return pa.table({"rows": sorted(map(str, (row for row in rows if row[0] != row[1])))})


ANALYSES: dict[str, Callable[[Any], pa.Table]] = {
    "frequency": lambda tables: frequency.overall(tables, EVERY),
    "trend": lambda tables: trend.series(counts.count(tables, (), EVERY, top=0)),
    "trend by sentences": lambda tables: trend.series(counts.count(tables, (), by="decade", unit="sentence", top=2)),
    "bursts": lambda tables: trend.bursts(counts.count(tables, (), EVERY, top=0), trend.Automaton(gamma=0.1)),
    "supersession": lambda tables: supersession.supersession(tables, LEXICON).select([*range(13)]),
    "alluvial": lambda tables: alluvial.members(tables, EVERY, window="sentence"),
    "similarity": alike,
    "chains": lambda tables: chains.summaries(chains.families(tables, documents=1)),
    "ties": lambda tables: ties.ties(tables, Config()).drop_columns(["evidence"]),
    "keyness": lambda tables: keyness.keyness(*map(keyness.count, split(tables)), least=1).drop_columns(["evidence"]),
    "names": lambda tables: difference.names(*map(keyness.count, split(tables))).drop_columns(["evidence"]),
    "difference": lambda tables: difference.ties(*split(tables), Config()).drop_columns(["evidence"]),
    "communities": lambda tables: communities.members(graph(tables), runs=2),
    "centrality": lambda tables: centrality.centrality(graph(tables), window="paragraph"),
}


def graph(tables: Any) -> Any:
    return subset.select(tables, [row[0] for row in tables.con.sql("select id from documents").fetchall()]).graph


@pytest.mark.parametrize("analysis", ANALYSES)
def test_copies_count_once(once: Small, thrice: subset.Subset, analysis: str) -> None:
    expected, found = (ANALYSES[analysis](tables).to_pylist() for tables in (once, thrice))
    assert len(expected) == len(found) > 0
    for one, other in zip(expected, found, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


def test_notes_tell_how_many(thrice: subset.Subset) -> None:
    texts = len(SAID)
    start = f"weighed: {3 * texts} of {3 * texts} documents are {texts} texts in copies" if thrice.weighed else (
        f"left out: {2 * texts} of {3 * texts} documents"
    )  # fmt: skip
    assert thrice.notes[0].startswith(start)
    assert subset.select(thrice, [row[0] for row in thrice.con.sql("select id from documents").fetchall()]).notes


WHOLE: dict[str, Callable[[Any], pa.Table]] = {
    "first": ledger.first,
    "silence": silence.silence,
    "diffusion": diffusion.lags,
    "following": following.follows,
    "expansion": expansion.expansion,
    "frequency by document": frequency.by_document,
}


@pytest.mark.parametrize("analysis", WHOLE)
def test_what_cannot_be_weighed_is_refused(once: Small, thrice: subset.Subset, analysis: str) -> None:
    if thrice.weighed:
        with pytest.raises(UsageError, match=r"copies cannot be weighed here, for .*; choose drop, or none"):
            WHOLE[analysis](thrice)
    else:
        assert len(WHOLE[analysis](thrice)) == len(WHOLE[analysis](once))


def test_copies_are_looked_for_within_the_selection() -> None:
    """A text of which only the copy is chosen stands for itself."""
    text = ("擦亮四盏灯，修好两条渠。", "记好三本账。")
    tables = small([("早.txt", "", "2001", text), ("晚.txt", "", "2011", text)])
    assert len(frequency.overall(deduped(tables, Config(), selection=Selection("2011")))) == 3
    late = deduped(tables, Config(), "weight", selection=Selection("2011"))
    assert {row["documents"] for row in frequency.overall(late).to_pylist()} == {1.0}
    with pytest.raises(UsageError, match="no document is left"):
        deduped(tables, Config(), selection=Selection("2050"))
    with pytest.raises(UsageError, match="unknown way with copies 'merge': choose from drop, weight"):
        deduped(tables, Config(), "merge")
