"""Tests of a lexicon file: every fault with its line, in the order of the file.

Of a user's file a fault is what `kg.lexicon.load` refuses; whatever else the rules find is a warning, and the file is taken
as it is. The built-in lexicon keeps to all rules.
"""

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

    def says(self, fault: str, *, warning: bool = False) -> Finding:
        return Finding(f"{self.file}:{self.line}", f"entry {self.name!r}: {fault}", warning)


@dataclass(frozen=True)
class Finding:
    """What is wrong at a place (`FILE:LINE`); a `warning` where the file is taken nevertheless."""

    place: str
    text: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def findings(path: str | Path) -> list[Finding]:
    """The faults of a user's file, which may override built-in entries, and the warnings, in its order.

    Raises `LexiconError` for a file that cannot be read.
    """
    stanzas, faults = _stanzas(Path(path))
    return faults + _findings(stanzas, load())


def file(path: str | Path) -> list[str]:
    """The same as lines, each `FILE:LINE: entry '…': what is wrong`."""
    return [str(finding) for finding in findings(path)]


def builtin() -> list[str]:
    """What is wrong with the lexicon that comes with the package, a line each."""
    stanzas: list[_Stanza] = []
    faults: list[Finding] = []
    for path in sorted(Path(__file__).parent.rglob("*.toml")):
        found, broken = _stanzas(path)
        stanzas += found
        faults += broken
    ours = [(stanza, rule) for stanza in stanzas if stanza.entry for rule in _rules.OURS.get(TABLES[stanza.table], ())]
    context = _rules.Context(Lexicon())
    faults += [stanza.says(fault) for stanza, rule in ours for fault in rule(stanza.entry, context)]
    return [str(finding) for finding in faults + _findings(stanzas, Lexicon())]


def entries(slogans: Iterable[Slogan], lexicon: Lexicon) -> list[list[str]]:
    """The faults of each of these entries, among those of a lexicon and each other.

    >>> entries([Slogan("三色灯", "numeric", domain="地方", confidence="sure")], Lexicon())
    [["confidence 'sure': choose from high, medium, low"]]
    """
    given = list(slogans)
    both = {**lexicon.slogans, **{slogan.name: slogan for slogan in given}}
    context = _rules.Context(dataclasses.replace(lexicon, slogans=both))
    return [[fault for rule in _rules.RULES[Slogan] for fault in rule(slogan, context)] for slogan in given]


def _findings(stanzas: list[_Stanza], base: Lexicon) -> list[Finding]:
    """What is wrong with stanzas, among the entries of `base` and their own."""
    context = _rules.Context(_with(base, stanzas))
    seen: dict[tuple[str, str], _Stanza] = {}
    result: list[Finding] = []
    for stanza in stanzas:
        first = seen.setdefault((stanza.table, stanza.name), stanza)
        if first is not stanza:
            result.append(stanza.says(f"the name stands already at {first.file}:{first.line}"))
        if stanza.fault:
            result.append(stanza.says(stanza.fault))
            continue
        refused = list(_rules.impossible(stanza.entry))
        result += [stanza.says(fault) for fault in refused]
        found = (fault for rule in _rules.RULES.get(TABLES[stanza.table], ()) for fault in rule(stanza.entry, context))
        result += [stanza.says(fault, warning=True) for fault in found if fault not in refused]
    return result


def _with(base: Lexicon, stanzas: Iterable[_Stanza]) -> Lexicon:
    """The lexicon with the entries of the stanzas in it."""
    groups: dict[str, Any] = {group: dict(getattr(base, group)) for group in GROUPS.values()}
    for stanza in stanzas:
        if stanza.entry is not None:
            groups[GROUPS[stanza.table]][stanza.name] = stanza.entry
    return dataclasses.replace(base, **groups)


def _stanzas(path: Path) -> tuple[list[_Stanza], list[Finding]]:
    """The stanzas of a file in its order, and the faults that concern no stanza."""
    text, faults = "", list[Finding]()
    document: dict[str, Any] = {}
    try:
        text = read_bytes(path).decode("utf-8")
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        faults.append(Finding(f"{path}:1", f"not UTF-8: {error.reason} at byte {error.start}"))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        faults.append(Finding(f"{path}:{at[1] if at else len(text.splitlines())}", f"not TOML: {error}"))
    except RecursionError:
        faults.append(Finding(f"{path}:1", "not TOML: nested too deeply"))
    stanzas: list[_Stanza] = []
    if (version := document.pop("format", FORMAT)) != FORMAT or isinstance(version, bool):
        faults.append(
            Finding(f"{path}:{_lines(text, 'format')[0]}", str(unknown("format", str(version), [str(FORMAT)])))
        )
    for table, items in document.items():
        lines = _lines(text, table)
        if table not in TABLES:
            faults.append(Finding(f"{path}:{lines[0]}", str(unknown("table", table, TABLES))))
        elif not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            faults.append(Finding(f"{path}:{lines[0]}", f"write [[{table}]], not [{table}]"))
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
