"""The counts of parts, added up, are what the SQL over all documents gives."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Config, Graph
from kg.errors import UsageError
from kg.graph import cooccurrence, edges, kept, mentioned, merge, sums
from kg.graph.counts import SUMS, count
from kg.records import Document, Expansion, Mention, Relation, Sentence, schema
from kg.tables import parts
from kg.tables.folder import COUNTS
from kg.tables.rows import Rows

ENTITIES = [("slogan:甲", "SLOGAN"), ("slogan:乙", "SLOGAN"), ("person:丙", "PERSON"), ("work:丁", "WORK"), ("", "ORG")]
DATES = st.sampled_from(["", "1999", "2021-10-13", "2020-02"])
SENTENCES = st.lists(st.lists(st.integers(0, 4), max_size=5), max_size=5)
TEXTS = st.lists(st.tuples(DATES, SENTENCES), min_size=1, max_size=6)


def tables(texts: list[tuple[str, list[list[int]]]], first: int = 0) -> dict[str, pa.Table]:
    """Tables of documents given as (date, sentences), a sentence as the numbers of its names; two make a paragraph."""
    documents, sentences, mentions = [], [], []
    for number, (date, each) in enumerate(texts, first):
        id = f"doc:{number * 7919 % 997:016x}"
        documents.append(Document(id, "", "", date=date))
        for index, names in enumerate(each):
            sentences.append(Sentence(id, index, index // 2, index, index + 1))
            for name in names:
                entity, type = ENTITIES[name]
                mentions.append(Mention(id, index, index, index + 1, "", type, "", "", entity, ""))
        # One before the first sentence: no window holds it.
        mentions.append(Mention(id, -1, 0, 0, "", "SLOGAN", "", "", "slogan:甲", ""))
    rows = {"documents": documents, "sentences": sentences, "mentions": mentions}
    return {name: _table(records, {"documents": Document, "sentences": Sentence, "mentions": Mention}[name])
            for name, records in rows.items()}  # fmt: skip


def _table(records: list[object], kind: type) -> pa.Table:
    # pyarrow wants pairs for a map, in a list
    rows = [{**dataclasses.asdict(item)} for item in records]  # type: ignore[call-overload]
    return pa.Table.from_pylist([{**row, "extra": []} if "extra" in row else row for row in rows], schema=schema(kind))


def connected(rows: dict[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for name, table in rows.items():
        con.register(name, table)
    return con


def mentions(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """The edges from documents to what they mention, by plain SQL."""
    rows = con.sql("""
        select m.document as source, m.entity as target, 'mentions' as relation, '' as window, count(*) as count,
          1 as documents, null as npmi, null as llr, null as q, min(d.date) as first, min(d.date) as last
        from mentions m join documents d on d.id = m.document where m.entity <> '' group by m.document, m.entity
    """)
    return rows.to_arrow_table().cast(schema(Relation))


def put(root: Path, texts: list[tuple[str, list[list[int]]]], cut: int) -> list[parts.Part]:
    """The tables in two parts on disk."""
    for part, (chosen, first) in zip("01", ((texts[:cut], 0), (texts[cut:], cut)), strict=True):
        for name, table in {**tables(chosen, first), "expansions": _table([], Expansion)}.items():
            path = parts.file(root, name, part * 16)
            path.parent.mkdir(exist_ok=True)
            parts.write_table(table, path)
    return [parts.Part(part * 16, ()) for part in "01"]


@settings(max_examples=10, deadline=None)
@given(TEXTS, st.integers(0, 6), st.integers(1, 4))
def test_the_sql_adds_parts_up_to_the_whole(tmp_path_factory, texts, cut, most):
    root = tmp_path_factory.mktemp("parts")
    config = Config(graph=Graph(max_names=most))
    con = connected(tables(texts))
    files = [str(part.path) for part in kept.counted(root, put(root, texts, cut), config)]
    con.read_parquet(files).create_view("counts")
    for window in config.graph.windows:
        added = [row for row in con.execute(SUMS.format(window=window)).fetchall() if row[0] != row[1]]
        whole = con.execute(cooccurrence.sql(cooccurrence.PAIRS, window, config)).fetchall()
        assert added == [row[:6] for row in whole]


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.integers(0, 6), st.integers(1, 4), st.integers(1, 2))
def test_parts_add_up_to_the_whole(tmp_path_factory, texts, cut, most, least):
    root = tmp_path_factory.mktemp("parts")
    config = Config(graph=Graph(max_names=most, min_count=least))
    made = put(root, texts, cut)
    counted = list(kept.counted(root, made, config))
    con = connected(tables(texts))
    found = pa.concat_tables(edges.edges(mentioned.read(Rows(root, [part.name for part in made])), [], counted, config))
    wanted = pa.concat_tables([cooccurrence.edges(con, config), mentions(con)])
    order = [(name, "ascending") for name in ("source", "target", "relation", "window")]
    assert found.to_pylist() == wanted.sort_by(order).to_pylist()
    assert found.schema == wanted.schema
    crowded = {f"crowded {window}": n for window, n in cooccurrence.crowded(con, config).items() if n}
    assert kept.crowded(counted) == crowded


def test_sums_do_not_depend_on_when_they_are_added_up(monkeypatch):
    texts = [("2020", [[0, 1, 2], [1, 2]])] * 9 + [("", [[3, 1], [], [0, 3, 4]])] * 9
    every = [count(*tables(texts[i : i + 2], i).values(), Config()).pairs for i in range(0, 18, 2)]
    pieces = [pairs.filter(pc.equal(pairs["window"], "sentence")) for pairs in every]
    ids, dates = pa.array(sorted(id for id, _ in ENTITIES)), pa.array(["", "2020"])
    found = []
    for pending in (1, 7, 1 << 20):
        monkeypatch.setattr(sums, "PENDING", pending)
        monkeypatch.setattr(sums, "LOOKED_UP", pending)
        ties = merge.ties("sentence", pieces, 45, Config(graph=Graph(min_count=1)), ids, dates)
        every = {field.name: getattr(ties.sums, field.name).tolist() for field in dataclasses.fields(ties.sums)}
        found.append({**every, "q": ties.q.tolist(), "alone": ties.alone.tolist()})
    assert found[0] == found[1] == found[2]
    assert len(found[0]["key"]) == len(set(found[0]["key"])) > 3
    assert sum(found[0]["windows"]) == 9 * 4 + 9 * 4


def test_counts_are_made_once_for_each_setting(tmp_path):
    made = put(tmp_path, [("2020", [[0, 1], [2]]), ("", [[0, 1]])], 1)
    first = [each.path for each in kept.counted(tmp_path, made, Config())]
    times = [path.stat().st_mtime_ns for path in first]
    assert [each.path.stat().st_mtime_ns for each in kept.counted(tmp_path, made, Config())] == times
    other = [each.path for each in kept.counted(tmp_path, made, Config(graph=Graph(max_names=7)))]
    assert not {*first} & {*other}
    same = [each.path for each in kept.counted(tmp_path, made, Config(graph=Graph(min_count=7)))]
    assert same == first


def test_damaged_counts_are_made_again(tmp_path):
    made = put(tmp_path, [("2020", [[0, 1], [2]]), ("", [[0, 1]])], 1)
    paths = [each.path for each in kept.counted(tmp_path, made, Config())]
    good = [path.read_bytes() for path in paths]
    paths[0].write_bytes(good[0][:-20])
    paths[1].unlink()
    assert [each.path.read_bytes() for each in kept.counted(tmp_path, made, Config())] == good
    assert sorted((tmp_path / COUNTS).iterdir()) == sorted(paths)


@pytest.mark.parametrize("changes", [{"windows": ("page",)}, {"types": ("slogan",)}])
def test_unknown_settings_name_the_choices(changes):
    with pytest.raises(UsageError, match="choose from"):
        count(*tables([("", [[0]])]).values(), Config(graph=Graph(**changes)))
