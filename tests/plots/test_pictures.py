"""Every picture is drawn from real tables, whole and empty, and its bytes depend on nothing but the table."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from small_tables import Small, small

from kg.analyse import (
    alluvial,
    centrality,
    chains,
    communities,
    counts,
    difference,
    diffusion,
    duplicates,
    expansion,
    following,
    frequency,
    keyness,
    ledger,
    reuse,
    silence,
    similarity,
    subset,
    supersession,
    ties,
    trend,
)
from kg.analyse.projection import projection
from kg.analyse.selection import Selection
from kg.config import Config
from kg.errors import UsageError
from kg.graph import load
from kg.lexicon import Lexicon, Slogan
from kg.plots import alluvial as alluvial_plot
from kg.plots import centrality as centrality_plot
from kg.plots import chains as chains_plot
from kg.plots import communities as communities_plot
from kg.plots import diffusion as diffusion_plot
from kg.plots import effects as effects_plot
from kg.plots import expansion as expansion_plot
from kg.plots import frequency as frequency_plot
from kg.plots import reuse as reuse_plot
from kg.plots import similarity as similarity_plot
from kg.plots import spans as spans_plot
from kg.plots import supersession as supersession_plot
from kg.plots import trend as trend_plot
from kg.plots.canvas import Picture

KNOWN = Lexicon(slogans={"四盏灯": Slogan("四盏灯", "numeric", superseded_by=("两条渠",))})


def _supersession(tables: Small, selection: Selection) -> Picture:
    found = supersession.supersession(tables, KNOWN, (), selection)
    return supersession_plot.draw(found, counts.count(tables, (), selection, top=0))


PICTURES: dict[str, Callable[[Small, Selection], Picture]] = {
    "frequency": lambda tables, chosen: frequency_plot.draw(frequency.overall(tables, chosen)),
    "trend": lambda tables, chosen: trend_plot.draw(
        trend.series(counts.count(tables, (), chosen), trend.Automaton(3, 1.5, 0.1))
    ),
    "months": lambda tables, chosen: trend_plot.draw(trend.series(counts.count(tables, (), chosen, by="month"))),
    "first": lambda tables, chosen: spans_plot.draw(ledger.first(tables, (), chosen)),
    "silence": lambda tables, chosen: spans_plot.draw(silence.silence(tables, (), chosen)),
    "lags": lambda tables, chosen: diffusion_plot.draw(diffusion.lags(tables, (), chosen)),
    "follows": lambda tables, chosen: diffusion_plot.draw_follows(following.follows(tables, (), chosen, by="organ")),
    "supersession": _supersession,
    "expansion": lambda tables, chosen: expansion_plot.draw(expansion.expansion(small(), (), chosen)),
    "similarity": lambda tables, chosen: similarity_plot.draw(similarity.layout(tables, chosen)),
    "alluvial": lambda tables, chosen: alluvial_plot.draw(alluvial.members(tables, chosen, by="decade")),
    "keyness": lambda tables, chosen: effects_plot.draw(_some(keyness.keyness(*_counts(tables), least=1), chosen)),
    "names": lambda tables, chosen: effects_plot.draw(_some(difference.names(*_counts(tables)), chosen)),
    "ties": lambda tables, chosen: effects_plot.draw(_some(ties.ties(tables, Config()), chosen)),
    "turns": lambda tables, chosen: effects_plot.draw_turns(
        _some(difference.ties(*_sides(tables), Config(), least=1), chosen)
    ),
    "communities": lambda tables, chosen: communities_plot.draw(
        _some(communities.members(load(tables), runs=1), chosen), projection(load(tables), weight="npmi")
    ),
    "centrality": lambda tables, chosen: centrality_plot.draw(_some(centrality.centrality(load(tables)), chosen)),
    "chains": lambda tables, chosen: chains_plot.draw(chains.summaries(chains.families(tables, chosen, documents=1))),
    "variants": lambda tables, chosen: chains_plot.draw_variants(
        chains.variants(chains.families(tables, chosen), chains.chains(tables, chosen), "两条渠")
    ),
    "reuse": lambda tables, chosen: reuse_plot.draw(_some(reuse.passages(_copied()), chosen)),
    "copies": lambda tables, chosen: reuse_plot.draw(_some(duplicates.near_duplicates(_copied()), chosen)),
}


def _some(table: pa.Table, chosen: Selection) -> pa.Table:
    """All rows, or none where nothing is chosen."""
    return table.slice(0, 0) if chosen.start else table


def _sides(tables: Small) -> list[subset.Subset]:
    return [subset.select(tables, ids) for ids in subset.groups(tables, "date", split="2004").values()]


def _counts(tables: Small) -> list[keyness.Counts]:
    return [keyness.count(side) for side in _sides(tables)]


def _copied() -> Small:
    text = (
        "擦亮四盏灯，修好两条渠，三本账都要摆到桌上来让大家看得明白。",
        "灯下议事先把水渠走一遍，再说今年该种些什么。",
    )
    return small([("早.txt", "", "2001", text), ("晚.txt", "", "2011", text)])


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize("name", PICTURES)
def test_it_is_drawn(over_time: Small, name: str, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = PICTURES[name](over_time, Selection())
        svg = picture._repr_svg_()
    root = ElementTree.fromstring(svg)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) > 10


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_no_picture(over_time: Small, name: str) -> None:
    with pytest.raises(UsageError, match=r"^nothing to draw: the table of "):
        PICTURES[name](over_time, Selection("2050"))


HASHED = """
import sys
sys.path[:0] = sys.argv[1:]
from over_time import years
from test_pictures import hashes
print(hashes(years()))
"""


def hashes(tables: Small) -> dict[str, str]:
    return {name: sha256(draw(tables, Selection()).bytes("svg")).hexdigest() for name, draw in PICTURES.items()}


@pytest.mark.usefixtures("font")
def test_nothing_depends_on_the_hash_seed(over_time: Small) -> None:
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", HASHED, *(str(tests / name) for name in ("graph", "analyse", "plots"))],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(tests.parent), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == str(hashes(over_time))
