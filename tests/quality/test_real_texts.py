"""The bars of the specification on real texts, where a folder of them is at hand; they cannot be shipped."""

import pytest

from kg.annotate import analyse_text
from tests.quality.dating import measured
from tests.quality.scoring import figures

BARS = {
    "SLOGAN.numeric": 0.97,
    "SLOGAN.quoted": 0.90,
    "SLOGAN.doctrine": 0.88,
    "MEETING": 0.97,
    "WORK": 0.99,
    "PERSON": 0.95,
}


@pytest.fixture(scope="module")
def scored(shared):
    pairs = []
    for gold in sorted((shared / "gold").glob("*.gold.json")):
        text = gold.with_name(gold.name.removesuffix(".gold.json") + ".txt")
        with text.open(encoding="utf-8", newline="") as stream:
            pairs.append((gold, list(analyse_text(stream.read()).mentions)))
    return figures(pairs)


@pytest.mark.parametrize("name", sorted(BARS))
def test_f1_is_above_its_bar(scored, name):
    assert scored[name].f1 >= BARS[name], scored[name]


@pytest.mark.parametrize(("name", "wanted", "floor"), [("reports", 40, 0.85), ("news", 400, 0.97)])
def test_texts_are_dated_from_their_words(shared, name, wanted, floor):
    """Most known dates lie inside the interval, and the intervals are not empty words: most have a beginning."""
    found = measured(shared / "corpus" / name, wanted)
    assert found.inside / found.documents >= floor, found
    assert found.begun / found.documents >= 0.3, found
