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

import pytest
from small_tables import Small, small

from kg.analyse import (
    alluvial,
    counts,
    diffusion,
    expansion,
    following,
    frequency,
    ledger,
    silence,
    similarity,
    supersession,
    trend,
)
from kg.analyse.selection import Selection
from kg.errors import UsageError
from kg.lexicon import Lexicon, Slogan
from kg.plots import alluvial as alluvial_plot
from kg.plots import diffusion as diffusion_plot
from kg.plots import expansion as expansion_plot
from kg.plots import frequency as frequency_plot
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
}


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
