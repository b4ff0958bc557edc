"""The tables on disk: Parquet parts named by their content, a manifest, and DuckDB over them.

documents ─parts.gather→ part ─arrow.nested→ rows ─parts.write→ <table>/<part>.parquet
build.json (written last) ─Tables→ views ─query→ relation ─render→ text, CSV, JSON
"""

from __future__ import annotations

from kg.tables.store import Tables

__all__ = ["Tables"]
