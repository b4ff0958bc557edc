"""Curated knowledge: slogans, meetings, bodies and people as TOML (see FORMAT.md), loaded into frozen entries."""

from __future__ import annotations

from kg.lexicon._load import load, parse
from kg.lexicon.entries import FORMAT, GROUPS, TABLES, Body, Lexicon, Meeting, Person, Series, Slogan

__all__ = ["FORMAT", "GROUPS", "TABLES", "Body", "Lexicon", "Meeting", "Person", "Series", "Slogan", "load", "parse"]
