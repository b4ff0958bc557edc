"""SQL of others: what reads the tables works, everything else is refused and leaves no trace."""

import io

import pytest

from kg.errors import KgError, UsageError
from kg.tables import Tables, render

GOOD = [
    "select count(*) from mentions",
    "from mentions select distinct canonical",
    "with x as (select * from nodes) select name from x",
    "values (1), (2)",
    "describe documents",
    "show tables",
    "summarize nodes",
    "select 1;",
    "-- a remark\nselect 1",
    "select * from mentions m join documents d on d.id = m.document",
]

HOSTILE = [
    "copy documents to '{out}'",
    "copy documents to '{part}' (format parquet, use_tmp_file false)",
    "copy (select 1) to '{part}' (use_tmp_file false)",
    "copy (pivot documents on id using count(*)) to '{part}' (use_tmp_file false)",
    "explain analyze copy documents to '{part}' (use_tmp_file false)",
    "export database '{out}'",
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('/etc/passwd')",
    "select * from read_json('/etc/passwd')",
    "select * from sniff_csv('/etc/passwd')",
    "select * from glob('/etc/*')",
    "select * from '/etc/passwd'",
    "from query('copy documents to ''{out}''')",
    "from query_table('/etc/passwd')",
    "select * from read_parquet('{sibling}')",
    "select * from read_csv('{root}/../secret.csv')",
    "select * from read_parquet('https://example.org/x.parquet')",
    "attach '{out}' as other",
    "attach ':memory:' as other",
    "detach memory",
    "install httpfs",
    "load httpfs",
    "pragma enable_external_access",
    "pragma database_list",
    "set enable_external_access = true",
    "set allowed_directories = ['/']",
    "reset lock_configuration",
    "call enable_logging()",
    "create table x as select 1",
    "create or replace view documents as select 1",
    "drop view documents",
    "insert into nodes values (1)",
    "update nodes set name = 'x'",
    "delete from nodes",
    "truncate nodes",
    "create macro f(x) as x",
    "create secret s (type s3)",
    "prepare p as select 1",
    "checkpoint",
    "begin",
    "vacuum",
    "use memory",
    "select 1; copy documents to '{out}'",
    "select 1; select 2",
    "with x as (insert into nodes values (1) returning *) select * from x",
    "select * from secret_variable",
    "",
    ";",
    "-- nothing",
    "selec 1",
    "select",
    "select * from nothing_like_that",
    "select no_such_function(1)",
    "select count(*) from mentions where document = ?",
    "select '\x00'; drop",
    "四个意识",
    "select '\udcff'",
]


@pytest.mark.parametrize("sql", GOOD)
def test_reading_works(made, sql):
    assert Tables(made).sql(sql).fetchall()


@pytest.mark.parametrize("sql", HOSTILE)
def test_anything_else_is_refused_in_one_line(made, tmp_path, sql):
    secret_variable = [{"a": 1}]
    assert secret_variable
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    sibling = tmp_path / "sibling.parquet"
    sibling.write_bytes(next(made.glob("nodes-*.parquet")).read_bytes())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    part = made / "documents" / ("0" * 16 + ".parquet")
    places = {"out": tmp_path / "out", "part": part, "root": made, "sibling": sibling}
    sql = sql.format(**{name: str(path).replace("'", "''") for name, path in places.items()})
    tables = Tables(made)
    with pytest.raises(UsageError) as caught:
        render.write(tables.sql(sql), "json", io.StringIO())
    assert "\n" not in str(caught.value)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert tables.sql("select count(*) from documents").fetchall() == [(3,)]


@pytest.mark.parametrize(
    "sql", ["select * from read_csv('/etc/passwd')", "copy documents to '/tmp/x'", "install httpfs"]
)
def test_the_connection_itself_is_closed_too(made, sql):
    import duckdb

    with pytest.raises(duckdb.Error, match=r"disabled|Cannot access"):
        Tables(made).con.execute(sql)


def test_all_errors_are_of_this_package(made):
    with pytest.raises(KgError):
        Tables(made).sql("select 1 +")
