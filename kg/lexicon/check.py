"""Tests of a lexicon file: every fault with its line, in the order of the file."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import LexiconError, unknown
from kg.lexicon import _rules
from kg.lexicon._load import _entry as read_entry
from kg.lexicon._load import _read as read_bytes
from kg.lexicon._load import load
from kg.lexicon.entries import FORMAT, GROUPS, TABLES, Lexicon, Slogan


@dataclass(frozen=True)
class _Stanza:
    """One stanza of a file: its table, its line, and its entry or what kept it from being one."""

    file: str
    line: int
    table: str
    name: str
    entry: Any = None
    fault: str = ""

    def says(self, fault: str) -> str:
        return f"{self.file}:{self.line}: entry {self.name!r}: {fault}"


def file(path: str | Path) -> list[str]:
    """The faults of a user's file, each `FILE:LINE: entry '…': what is wrong`; it may override built-in entries.

    Raises `LexiconError` for a file that cannot be read.
    """
    stanzas, faults = _stanzas(Path(path))
    return faults + _faults(stanzas, load())


def builtin() -> list[str]:
    """The faults of the lexicon that comes with the package."""
    stanzas: list[_Stanza] = []
    faults: list[str] = []
    for path in sorted(Path(__file__).parent.rglob("*.toml")):
        found, broken = _stanzas(path)
        stanzas += found
        faults += broken
    return faults + _faults(stanzas, Lexicon())


def entries(slogans: Iterable[Slogan], lexicon: Lexicon) -> list[list[str]]:
    """The faults of each of these entries, among those of a lexicon and each other.

    >>> entries([Slogan("三色灯", "numeric", domain="地方", confidence="sure")], Lexicon())
    [["confidence 'sure': choose from high, medium, low"]]
    """
    given = list(slogans)
    both = {**lexicon.slogans, **{slogan.name: slogan for slogan in given}}
    context = _rules.Context(dataclasses.replace(lexicon, slogans=both))
    return [[fault for rule in _rules.RULES[Slogan] for fault in rule(slogan, context)] for slogan in given]


def _faults(stanzas: list[_Stanza], base: Lexicon) -> list[str]:
    """The faults of stanzas, among the entries of `base` and their own."""
    context = _rules.Context(_with(base, stanzas))
    seen: dict[tuple[str, str], _Stanza] = {}
    result = []
    for stanza in stanzas:
        first = seen.setdefault((stanza.table, stanza.name), stanza)
        if first is not stanza:
            result.append(stanza.says(f"the name stands already at {first.file}:{first.line}"))
        if stanza.fault:
            result.append(stanza.says(stanza.fault))
            continue
        rules = _rules.RULES.get(TABLES[stanza.table], ())
        result += [stanza.says(fault) for rule in rules for fault in rule(stanza.entry, context)]
    return result


def _with(base: Lexicon, stanzas: Iterable[_Stanza]) -> Lexicon:
    """The lexicon with the entries of the stanzas in it."""
    groups: dict[str, Any] = {group: dict(getattr(base, group)) for group in GROUPS.values()}
    for stanza in stanzas:
        if stanza.entry is not None:
            groups[GROUPS[stanza.table]][stanza.name] = stanza.entry
    return dataclasses.replace(base, **groups)


def _stanzas(path: Path) -> tuple[list[_Stanza], list[str]]:
    """The stanzas of a file in its order, and the faults that concern no stanza."""
    text, faults = "", []
    document: dict[str, Any] = {}
    try:
        text = read_bytes(path).decode("utf-8")
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        faults.append(f"{path}:1: not UTF-8: {error.reason} at byte {error.start}")
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        faults.append(f"{path}:{at[1] if at else len(text.splitlines())}: not TOML: {error}")
    except RecursionError:
        faults.append(f"{path}:1: not TOML: nested too deeply")
    stanzas: list[_Stanza] = []
    if (version := document.pop("format", FORMAT)) != FORMAT:
        faults.append(f"{path}:{_lines(text, 'format')[0]}: {unknown('format', str(version), [str(FORMAT)])}")
    for table, items in document.items():
        lines = _lines(text, table)
        if table not in TABLES:
            faults.append(f"{path}:{lines[0]}: {unknown('table', table, TABLES)}")
        elif not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            faults.append(f"{path}:{lines[0]}: write [[{table}]], not [{table}]")
        else:
            lines += lines[-1:] * (len(items) - len(lines))
            stanzas += [_stanza(path, line, table, item) for line, item in zip(lines, items, strict=False)]
    return sorted(stanzas, key=lambda stanza: stanza.line), faults


def _lines(text: str, table: str) -> list[int]:
    """The lines on which the stanzas of a table begin; line 1 for one that has no header."""
    header = re.compile(rf"""\s*(\[\[?\s*["']?{re.escape(table)}\b|["']?{re.escape(table)}["']?\s*=)""")
    return [number for number, line in enumerate(text.split("\n"), 1) if header.match(line)] or [1]


def _stanza(path: Path, line: int, table: str, item: dict[str, Any]) -> _Stanza:
    name = item.get("name")
    shown = name if isinstance(name, str) else "(without name)"
    try:
        entry = read_entry(TABLES[table], item, str(path))
    except LexiconError as error:
        fault = str(error).partition(f"{name or shown!r}: ")[2] or str(error)
        return _Stanza(str(path), line, table, shown, fault=fault)
    return _Stanza(str(path), line, table, shown, entry)
