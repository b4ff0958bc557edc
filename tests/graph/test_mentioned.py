from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from small_tables import Small, small

from kg.graph import mentioned
from kg.graph.mentioned import Mentioned
from kg.tables import parts, rows
from kg.tables.schemas import PARTED


@pytest.fixture(scope="module")
def said(tables: Small) -> Mentioned:
    return mentioned.read(tables)


def test_every_pair_is_there_once_with_its_number(tables: Small, said: Mentioned) -> None:
    pairs = said.mentions
    found = zip(said.documents.take(pairs.document).to_pylist(), said.entities.take(pairs.entity).to_pylist(),
                pairs.count.tolist(), said.dates.take(said.date[pairs.document]).to_pylist(), strict=True)  # fmt: skip
    query = """select m.document, m.entity, count(*), min(d.date) from mentions m join documents d on d.id = m.document
               group by all order by all"""
    assert sorted(found) == tables.con.execute(query).fetchall()


def test_names_and_dates_come_in_order(said: Mentioned) -> None:
    for names in (said.entities, said.documents, said.dates):
        assert names.to_pylist() == sorted(set(names.to_pylist()))
    assert said.dates[0].as_py() == ""


def test_forms_count_the_mentions(tables: Small, said: Mentioned) -> None:
    rows = said.forms.to_pylist()
    found = [(said.entities[r["entity"]].as_py(), r["type"], r["kind"], r["text"], r["n"]) for r in rows]
    query = "select entity, type, kind, text, count(*) from mentions group by all order by all"
    assert found == tables.con.execute(query).fetchall()


def test_an_empty_name_is_left_out() -> None:
    tables = small()
    tables.con.execute("update mentions set entity = '' where entity = 'slogan:两条渠'")
    said = mentioned.read(tables)
    assert said.entities[0].as_py() == ""
    assert said.mentions.entity.min() > 0
    assert min(said.forms["entity"].to_pylist()) > 0


def test_parts_on_disk_say_what_one_query_says(
    tables: Small, said: Mentioned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = said.documents.to_pylist()
    for part, chosen in {"a": ids[:1], "b": ids[1:3], "c": ids[3:], "d": []}.items():
        for table in PARTED:
            key = "id" if table == "documents" else "document"
            found = tables.con.sql(f"select * from {table} where {key} in (select unnest(?))", params=[chosen])
            path = parts.file(tmp_path, table, part)
            path.parent.mkdir(exist_ok=True)
            parts.write_table(found.to_arrow_table(), path)
    for size in (1, 7, 1 << 20):
        monkeypatch.setattr(rows, "ROWS", size)
        again = mentioned.read(rows.Rows(tmp_path, ["d", "c", "b", "a"]))
        assert (again.entities, again.documents, again.dates) == (said.entities, said.documents, said.dates)
        assert again.date.tolist() == said.date.tolist()
        assert again.forms == said.forms
        assert again.expansions == said.expansions
        assert _pairs(again).tolist() == _pairs(said).tolist()


def _pairs(said: Mentioned) -> np.ndarray:
    pairs = said.mentions
    return np.unique(np.stack([pairs.document, pairs.entity, pairs.count]), axis=1)
