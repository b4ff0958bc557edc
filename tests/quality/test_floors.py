"""The scores on the project's own corpus have floors; only `--lower-floors` lets them sink."""

from pathlib import Path

import pytest

from kg import read
from kg.annotate import annotate
from kg.config import Config
from kg.lexicon import load
from tests.quality.scoring import figures

DATA = Path(__file__).parents[2] / "data"
FLOORS = {
    "SLOGAN.numeric": 0.95,
    "SLOGAN.quoted": 0.80,
    "SLOGAN.doctrine": 0.80,
    "MEETING": 0.92,
    "WORK": 0.98,
    "PERSON": 0.90,
}
CANONICAL = 0.95


@pytest.fixture(scope="module")
def scored():
    lexicon, config = load(), Config()
    found = {}
    for source in read.sources([DATA / "corpus"], config):
        for document in read.documents(source, config):
            found[Path(source.name).stem] = list(annotate(document, lexicon, config).mentions)
    golds = sorted((DATA / "gold").glob("*.gold.json"))
    pairs = [(gold, found[gold.name.removesuffix(".gold.json")]) for gold in golds]
    return figures(pairs)


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_f1_is_above_its_floor(scored, name, request):
    if request.config.getoption("--lower-floors"):
        pytest.skip("floors lowered on request")
    assert scored[name].f1 >= FLOORS[name], scored[name]


def test_canonical_names_are_right(scored):
    found = sum(figure.found for figure in scored.values())
    assert sum(figure.named for figure in scored.values()) / found >= CANONICAL
