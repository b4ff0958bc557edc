"""A build's tables, opened for reading."""

from __future__ import annotations

import weakref
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import BuildError
from kg.tables import manifest, query
from kg.tables.folder import refuse_unspeakable

if TYPE_CHECKING:
    import duckdb


class Tables:
    """The tables of the build at `path`: relations, SQL, and the manifest.

    Raises `BuildError` for a folder without a build, a build of another format, a damaged manifest or a
    missing file. A relation is read from disk when it is asked for its rows: `tables.mentions.df()`.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).resolve()
        refuse_unspeakable(self.path)
        self.manifest: manifest.Manifest = manifest.read(self.path)
        if not self.manifest["parts"]:
            raise BuildError(f"{path}: holds no documents; run 'kg build' again")
        self._cursors: list[weakref.ref[duckdb.DuckDBPyConnection]] = []
        self._files = query.files(self.path, self.manifest)
        for paths in self._files.values():
            for file in paths:
                if not file.is_file():
                    name = file.relative_to(self.path)
                    raise BuildError(f"{path}: {name} is missing; run 'kg build' again")

    @cached_property
    def con(self) -> duckdb.DuckDBPyConnection:
        """A connection with a view a table that can reach nothing but this build."""
        return query.closed(self._files)

    def sql(self, sql: str, params: query.Parameters = ()) -> duckdb.DuckDBPyRelation:
        """The relation of a query; raises `UsageError` for a fault in it and for anything but one SELECT."""
        return query.checked(self.con, sql, params)

    @property
    def documents(self) -> duckdb.DuckDBPyRelation:
        """One row a text: the fields of `Document`, `characters`, `masked` (characters), `sources`."""
        return self.con.view("documents")

    @property
    def sentences(self) -> duckdb.DuckDBPyRelation:
        """One row a sentence: the fields of `Sentence`, and its `text`."""
        return self.con.view("sentences")

    @property
    def mentions(self) -> duckdb.DuckDBPyRelation:
        """One row a mention: the fields of `Mention`."""
        return self.con.view("mentions")

    @property
    def expansions(self) -> duckdb.DuckDBPyRelation:
        """One row an expansion: the fields of `Expansion`."""
        return self.con.view("expansions")

    @property
    def nodes(self) -> duckdb.DuckDBPyRelation:
        """One row an entity: the fields of `Entity`, by `id`."""
        return self.con.view("nodes")

    @property
    def edges(self) -> duckdb.DuckDBPyRelation:
        """One row a relation: the fields of `Relation`, by `source`, `target`, `relation`, `window`."""
        return self.con.view("edges")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Another connection to the same tables, for views of one's own; `interrupt` reaches it, too."""
        made = self.con.cursor()
        self._cursors = [*(known for known in self._cursors if known()), weakref.ref(made)]
        return made

    def interrupt(self) -> None:
        """End what the connection and its cursors are at, from another thread; nothing where there is none."""
        import duckdb

        for con in (self.__dict__.get("con"), *(known() for known in self._cursors)):
            with suppress(duckdb.ConnectionException):  # closed meanwhile
                if con:
                    con.interrupt()

    def close(self) -> None:
        """Give the connection back; a later use opens a new one."""
        if "con" in self.__dict__:
            self.con.close()
            del self.__dict__["con"]
