"""The counts of windows by period are what a plain count of the same texts gives."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Config, Graph
from kg.export.html import windows

NAMES = {"slogan:甲": "SLOGAN", "slogan:乙": "SLOGAN", "person:丙": "PERSON", "work:丁": "WORK"}
PERIODS = ("2020", "2021")
DATES = st.sampled_from(["", "2", "1999", "2020-02", "2021", "2021-10-13"])
SENTENCES = st.lists(st.lists(st.sampled_from(sorted(NAMES)), max_size=5), max_size=5)
TEXTS = st.lists(st.tuples(DATES, SENTENCES), min_size=1, max_size=6)
TYPES = st.sampled_from([("SLOGAN", "PERSON", "WORK"), ("SLOGAN",)])
IDS = st.permutations(sorted(NAMES)).flatmap(lambda ids: st.integers(0, 4).map(lambda size: ids[:size]))


@settings(max_examples=60, deadline=None)
@given(TEXTS, IDS, TYPES, st.integers(1, 4), st.sampled_from([1, 3, 200_000]), st.sampled_from([1, 250]))
def test_counts_are_those_of_the_texts(texts, ids, types, most, batch, together):
    pairs = np.array([*combinations(range(len(ids)), 2)], np.int64).reshape(-1, 2)
    names = windows.Names(ids, *pairs.T, PERIODS)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(windows, "BATCH", batch)
        changed.setattr(windows, "PAIRS", together)
        mentions, found = windows.count(_tables(texts), Config(graph=Graph(max_names=most, types=types)), names, 4)
    said = Counter((name, _period(date)) for date, sentences in texts for each in sentences for name in each)
    assert mentions.tolist() == _table(said, ids)
    for kind, counted in found.items():
        held = [(period, names) for period, names in _windows(texts, types, kind) if len(names) <= most]
        assert counted.totals.tolist() == _table(Counter(("", period) for period, _ in held), [""])
        for chosen, rows in (
            ([{id} for id in ids], counted.names),
            ([{ids[a], ids[b]} for a, b in pairs], counted.pairs),
        ):
            hits = Counter((at, p) for p, names in held for at, wanted in enumerate(chosen) if wanted <= names)
            assert rows.tolist() == _table(hits, range(len(chosen)))


def _windows(texts, types, kind):
    """The period of each window, and the names of these types in it; two sentences make a paragraph."""
    size = {"sentence": 1, "paragraph": 2, "document": 100}[kind]
    for date, sentences in texts:
        for start in range(0, len(sentences), size):
            names = {name for each in sentences[start : start + size] for name in each}
            yield _period(date), {name for name in names if NAMES[name] in types}


def _period(date):
    """The column of a date; the first is that of all that have no period."""
    return PERIODS.index(date[:4]) + 1 if date[:4] in PERIODS else 0


def _table(counts, keys):
    return [[counts[key, column] for column in range(len(PERIODS) + 1)] for key in keys]


def _tables(texts):
    con = duckdb.connect()
    con.execute("create table documents (id varchar, date varchar)")
    con.execute('create table sentences (document varchar, "index" int, paragraph int)')
    con.execute("create table mentions (document varchar, sentence int, type varchar, entity varchar)")
    for number, (date, sentences) in enumerate(texts):
        con.execute("insert into documents values (?, ?)", [f"doc:{number}", date])
        for index, names in enumerate(sentences):
            con.execute("insert into sentences values (?, ?, ?)", [f"doc:{number}", index, index // 2])
            for name in names:
                con.execute("insert into mentions values (?, ?, ?, ?)", [f"doc:{number}", index, NAMES[name], name])
    return con
