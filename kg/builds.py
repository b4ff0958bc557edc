"""A build, opened: its tables, its graph, its page."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import config as settings
from kg.config import Config
from kg.errors import BuildError, UsageError
from kg.stats import Stats
from kg.tables import Tables
from kg.tables.manifest import Manifest
from kg.tables.query import Parameters

if TYPE_CHECKING:
    import duckdb
    import networkx as nx


class Build:
    """The build in the folder `path`; raises `BuildError` that names what is wrong with it.

    The tables are DuckDB relations: `build.mentions.df()`, `build.nodes.filter("type = 'SLOGAN'")`.
    """

    def __init__(self, path: str | Path, *, stats: Stats | None = None) -> None:
        self.tables = Tables(path)
        self.stats = stats

    @property
    def path(self) -> Path:
        """The folder."""
        return self.tables.path

    @property
    def manifest(self) -> Manifest:
        """What the build holds and from what it was made: counts, failures, rejections, settings."""
        return self.tables.manifest

    @cached_property
    def config(self) -> Config:
        """The settings that the build was made with."""
        try:
            return settings.load(None, **self.manifest["config"])
        except UsageError as error:
            raise BuildError(f"{self.path}: made by another version ({error}); build it again") from None

    @property
    def documents(self) -> duckdb.DuckDBPyRelation:
        """One row a text, with its metadata and all its `sources`."""
        return self.tables.documents

    @property
    def sentences(self) -> duckdb.DuckDBPyRelation:
        """One row a sentence."""
        return self.tables.sentences

    @property
    def mentions(self) -> duckdb.DuckDBPyRelation:
        """One row a mention: the evidence for every node."""
        return self.tables.mentions

    @property
    def expansions(self) -> duckdb.DuckDBPyRelation:
        """What texts say that slogans consist of, a row each."""
        return self.tables.expansions

    @property
    def nodes(self) -> duckdb.DuckDBPyRelation:
        """One row an entity."""
        return self.tables.nodes

    @property
    def edges(self) -> duckdb.DuckDBPyRelation:
        """One row a relation, with its figures."""
        return self.tables.edges

    def query(self, sql: str, params: Parameters = ()) -> duckdb.DuckDBPyRelation:
        """The relation of one SELECT over the tables; raises `UsageError` for anything else."""
        return self.tables.sql(sql, params)

    @cached_property
    def graph(self) -> nx.MultiDiGraph:
        """The graph; see `kg.graph.schema` for the names of its attributes."""
        from kg.graph import load

        return load(self.tables)

    def graph_view(self, **options: Any) -> Any:
        """The page of the graph, which shows itself in a notebook; options as in `kg.export.html.view`."""
        from kg.export import html

        return html.view(self.tables, self.graph, self.config, **options)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {table}" for table, count in self.manifest["counts"].items())
        return f"<Build {str(self.path)!r}: {counts}>"
