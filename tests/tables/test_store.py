import os
import sys

import pytest

from kg.errors import BuildError
from kg.tables import Tables
from kg.tables.schemas import PARTED, table_schema


def test_every_table_is_a_relation_of_its_columns(made):
    tables = Tables(made)
    for name in (*PARTED, "nodes", "edges"):
        columns = getattr(tables, name).columns
        assert columns[: len(table_schema(name))] == table_schema(name).names
    assert tables.documents.columns[-1] == "sources"


def test_documents_know_all_their_sources(made):
    rows = Tables(made).sql("select source, sources from documents order by source").fetchall()
    assert rows == [("a.txt", ["a.txt"]), ("b.txt", ["b.txt", "y.txt", "z.txt"]), ("c.txt", ["c.txt"])]


def test_metadata_of_other_names_is_a_map(made):
    assert Tables(made).sql("select distinct extra['stage'] from documents").fetchall() == [("草案",)]


def test_parameters_are_bound(made):
    tables = Tables(made)
    assert tables.sql("select count(*) from mentions where document = ?", ["doc:a"]).fetchall() == [(1,)]
    assert tables.sql("select count(*) from mentions where text = $text", {"text": "六稳"}).fetchall() == [(3,)]


def test_a_closed_connection_opens_again(made):
    tables = Tables(made)
    assert tables.sql("select 1").fetchall() == [(1,)]
    tables.close()
    tables.close()
    assert tables.sql("select 2").fetchall() == [(2,)]


@pytest.mark.parametrize("name", ["nodes-*.parquet", "duplicates-*.parquet", f"mentions/{'1' * 16}.parquet"])
def test_a_missing_file_is_named(made, name):
    (path,) = made.glob(name)
    path.unlink()
    with pytest.raises(BuildError, match=f"{path.name} is missing"):
        Tables(made)


def test_a_damaged_file_is_named(made):
    next(made.glob("nodes-*.parquet")).write_bytes(b"PAR1")
    with pytest.raises(BuildError, match="damaged"):
        Tables(made).nodes.fetchall()


def test_no_build_is_a_clear_word(tmp_path):
    with pytest.raises(BuildError, match="no build here"):
        Tables(tmp_path / "nowhere")


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes")
def test_a_build_moved_where_it_cannot_be_read_is_one_line(made):
    moved = made.rename(made.with_name(os.fsdecode(b"moved\xff")))
    with pytest.raises(BuildError, match="the path is no UTF-8") as caught:
        Tables(moved)
    assert str(caught.value).isprintable()


def test_nothing_but_tables_and_manifest_is_left(made):
    names = {path.name for path in made.iterdir()}
    tables = Tables(made).manifest["tables"]
    assert names == {*PARTED, ".kg-lock", "build.json", *tables.values()}
    assert list(tables) == ["nodes", "edges", "duplicates"]
