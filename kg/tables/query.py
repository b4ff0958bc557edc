"""DuckDB over the tables: one connection for work, and a closed one that can only read this build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import BuildError, UsageError
from kg.tables.parts import file
from kg.tables.schemas import PARTED, WHOLE

if TYPE_CHECKING:
    import duckdb

    from kg.tables.manifest import Manifest

Parameters = Sequence[Any] | Mapping[str, Any]


def parted(root: Path, parts: Sequence[str]) -> dict[str, list[Path]]:
    """The files of the tables kept in parts, in the order of the parts."""
    return {table: [file(root, table, part) for part in parts] for table in PARTED}


def files(root: Path, manifest: Manifest) -> dict[str, list[Path]]:
    """The files of every table of the build at `root`."""
    found = parted(root, [part["name"] for part in manifest["parts"]])
    return found | {table: [root / manifest["tables"][table]] for table in WHOLE}


def closed(tables: Mapping[str, Sequence[Path]]) -> duckdb.DuckDBPyConnection:
    """A connection with a view a table that reaches no other file, loads no extension and keeps its settings.

    Files it may open it could also write, so SQL of others goes through `checked` besides.
    """
    import duckdb

    con = duckdb.connect(":memory:")
    _views(con, tables)
    allowed = ", ".join(literal(str(path)) for paths in tables.values() for path in paths)
    con.execute(f"SET allowed_paths=[{allowed}]")
    for setting in ("temp_directory=''", "python_enable_replacements=false", "enable_external_access=false"):
        con.execute(f"SET {setting}")
    con.execute("SET lock_configuration=true")
    return con


def checked(con: duckdb.DuckDBPyConnection, sql: str, params: Parameters = ()) -> duckdb.DuckDBPyRelation:
    """The relation of one SELECT (or DESCRIBE, SHOW, SUMMARIZE); raises `UsageError` for anything else."""
    import duckdb

    refuse_broken("query", sql)
    try:
        statements = con.extract_statements(sql)
    except duckdb.Error as error:
        raise fault(error) from None
    if len(statements) != 1:
        raise UsageError(f"query: one statement at a time, not {len(statements)}")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise UsageError(f"query: only SELECT reads the tables, not {statements[0].type.name}")
    return relation(con, sql, params)


def refuse_broken(what: str, text: str) -> None:
    """Raise `UsageError` for a text that is no UTF-8, as DuckDB wants it: an argument may be in another encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{what} {text[:100]!r}: is no UTF-8") from None


def relation(con: duckdb.DuckDBPyConnection, sql: str, params: Parameters = ()) -> duckdb.DuckDBPyRelation:
    """The relation of a query; raises `UsageError` for a fault in it."""
    import duckdb

    try:
        made = con.sql(sql, params=params if params else None)
    except duckdb.Error as error:
        raise fault(error) from None
    if made is None:
        raise UsageError("query: no result")
    return made


def fault(error: Exception) -> UsageError:
    """DuckDB's error in one line, without the excerpt of the query."""
    lines = [line.strip() for line in str(error).split("\nLINE ")[0].splitlines()]
    return UsageError("query: " + " ".join(line for line in lines if line))


def literal(text: str) -> str:
    """A string as an SQL literal.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def _views(con: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[Path]]) -> None:
    import duckdb

    try:
        for table, paths in reversed(list(tables.items())):
            rows = f"read_parquet([{', '.join(literal(str(path)) for path in paths)}])"
            select = SOURCES.format(rows=rows) if table == "documents" else f"SELECT * FROM {rows}"
            con.execute(f"CREATE VIEW {table} AS {select}")
    except duckdb.Error as error:
        raise BuildError(f"tables: damaged ({fault(error)}); run 'kg build' again") from None


SOURCES: Final = """
SELECT kept.*, list_concat([kept.source], coalesce(more.sources, [])) AS sources
FROM {rows} AS kept
LEFT JOIN (SELECT id, list(source ORDER BY source) AS sources FROM duplicates GROUP BY id) AS more USING (id)
"""
