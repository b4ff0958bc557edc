"""The first parts as one come to the same as each by itself, however the build came to have them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Config
from kg.errors import BuildError
from kg.graph import bundle, kept, merge
from kg.graph.bundle import bundled
from kg.graph.counts import count
from kg.graph.kept import Kept
from tests.graph.test_counts import ENTITIES, TEXTS, tables

IDS = pa.array(sorted(id for id, _ in ENTITIES))
DATES = pa.array(["", "1999", "2020-02", "2021-10-13"])
NUMBERS = st.lists(st.integers(0, 40), min_size=1, max_size=12, unique=True)


def _parts(root: Path, numbers: list[int], texts) -> list[Kept]:
    """Counts of as many parts as there are numbers, which name them."""
    found = []
    for place, number in enumerate(numbers):
        counts = count(*tables([texts[place % len(texts)]], place).values(), Config())
        path = root / f"{number:04x}{'0' * 12}-00000000.parquet"
        found.append(kept.write(path, counts.by_window(), counts.units, counts.crowded))
    return found


def _ties(parts: list[Kept]) -> list[list[object]]:
    """All ties, by window, and what was left out."""
    found: list[list[object]] = [sorted(kept.crowded(parts).items())]
    for window in parts[0].units:
        total = sum(part.units[window] - part.crowded[window] for part in parts)
        ties = merge.ties(window, (part.rows(window) for part in parts), total, Config(), IDS, DATES)
        columns = (ties.sums.key, ties.sums.windows, ties.sums.documents, ties.sums.first, ties.sums.last, ties.q)
        found.append([total, ties.alone.tolist(), *(column.tolist() for column in columns)])
    return found


@pytest.fixture(autouse=True)
def _often(monkeypatch):
    monkeypatch.setattr(bundle, "FEWEST", 4)


@settings(max_examples=30, deadline=None)
@given(numbers=NUMBERS, texts=TEXTS)
def test_a_bundle_and_the_rest_come_to_the_same(tmp_path_factory, numbers, texts):
    parts = _parts(tmp_path_factory.mktemp("counts"), numbers, texts)
    found = bundled(parts, IDS, DATES)
    assert _ties(found) == _ties(parts)
    assert len(found) <= len(parts) // 4 or len(parts) < 4
    assert found[1:] == parts[len(parts) - len(found) + 1 :]


@settings(max_examples=30, deadline=None)
@given(numbers=NUMBERS, texts=TEXTS, before=st.integers(1, 12))
def test_a_bundle_made_of_an_earlier_one_has_the_same_bytes(tmp_path_factory, numbers, texts, before):
    fresh, grown = (_parts(tmp_path_factory.mktemp("counts"), numbers, texts) for _ in range(2))
    bundled(grown[:before], IDS, DATES)
    for one, other in zip(bundled(fresh, IDS, DATES), bundled(grown, IDS, DATES), strict=True):
        assert one.path.name == other.path.name
        assert one.path.read_bytes() == other.path.read_bytes()


def test_what_is_there_is_not_added_up_again(tmp_path, monkeypatch):
    parts = _parts(tmp_path, [3, 8, 5, 2, 4, 1, 9, 7], [("2020-02", [[0, 1], [2]]), ("", [[0, 1]])])
    before = bundled(parts[:4], IDS, DATES)
    opened: list[Path] = []
    real = Kept.rows
    monkeypatch.setattr(Kept, "rows", lambda self, window: opened.append(self.path) or real(self, window))
    bundled(parts, IDS, DATES)
    assert set(opened) == {before[0].path, *(part.path for part in parts[4:8])}
    opened.clear()
    bundled(parts, IDS, DATES)
    assert not opened


def test_a_damaged_bundle_is_made_again(tmp_path):
    parts = _parts(tmp_path, [3, 2, 5, 4], [("2020-02", [[0, 1], [2]]), ("", [[0, 1]])])
    path = bundled(parts, IDS, DATES)[0].path
    good = path.read_bytes()
    path.write_bytes(good[:-20])
    assert bundled(parts, IDS, DATES)[0].path.read_bytes() == good


def test_what_is_damaged_within_is_told_and_made_again(tmp_path):
    parts = _parts(tmp_path, [3, 2, 5, 4], [("2020-02", [[0, 1], [2]]), ("", [[0, 1]])])
    good = [each.path.read_bytes() for each in bundled(parts, IDS, DATES)]
    path = bundled(parts, IDS, DATES)[0].path
    place = good[0].index("甲".encode())  # of a name, which reads as another
    path.write_bytes(good[0][:place] + "乙".encode() + good[0][place + 3 :])
    with pytest.raises(BuildError, match=f"{path.name}: was damaged and is removed"):
        _ties(bundled(parts, IDS, DATES))
    assert [each.path.read_bytes() for each in bundled(parts, IDS, DATES)] == good


def test_few_parts_stay_as_they_are(tmp_path, monkeypatch):
    monkeypatch.undo()
    parts = _parts(tmp_path, list(range(15)), [("", [[0, 1]])])
    assert bundled(parts, IDS, DATES) == parts
