"""TOML files → Lexicon; every fault is named with its file and entry."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from kg.errors import LexiconError, unknown
from kg.lexicon import _rules
from kg.lexicon._cache import cached
from kg.lexicon.entries import FORMAT, GROUPS, TABLES, Body, Lexicon, Meeting, Person, Series, Slogan

Entry = TypeVar("Entry", Slogan, Meeting, Series, Body, Person)

FIELDS: dict[type, dict[str, type]] = {
    kind: {name: getattr(hint, "__origin__", hint) for name, hint in get_type_hints(kind).items()}
    for kind in TABLES.values()
}
"""The runtime class of every field of every entry's class (`tuple[str, ...]` → `tuple`)."""

WANTED: dict[type, str] = {
    str: "a string",
    int: "a whole number",
    bool: "true or false",
    tuple: "a list of strings",
}
"""What a TOML file is to have for each of these classes."""


def load(paths: Iterable[str | Path] = ()) -> Lexicon:
    """The built-in lexicon, with the user's TOML files added to it or overriding it, in the order given.

    Raises `LexiconError` for an unreadable file, an unknown field, a value of the wrong type, a name that stands twice in a
    file, an unknown kind, or a date that is none.
    """
    return _load(tuple((str(path), _state(path)) for path in paths))


def _state(path: str | Path) -> tuple[int, int]:
    """What changes when a file is edited: a session that goes on reads it again."""
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _load(paths: tuple[tuple[str, tuple[int, int]], ...]) -> Lexicon:
    own = sorted(Path(__file__).parent.rglob("*.toml"))
    digest = hashlib.sha256()
    groups: dict[str, dict[str, Any]] = {group: {} for group in GROUPS.values()}
    for file in (*own, *(Path(path) for path, _ in paths)):
        data = _read(file)
        digest.update(hashlib.sha256(data).digest())
        for table, entries in parse(data, str(file), keep=file in own).items():
            groups[GROUPS[table]].update(entries)
    return Lexicon(**groups, fingerprint=digest.hexdigest()[:16])


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise LexiconError(f"lexicon {file}: {error.strerror or error}") from None


def parse(data: bytes, source: str, *, keep: bool = False) -> dict[str, dict[str, Any]]:
    """The entries of one TOML file by table and name; with `keep` what TOML gives is kept in the cache.

    >>> list(parse('[[slogan]]\\nname = "六稳"\\nkind = "numeric"'.encode(), "x.toml")["slogan"])
    ['六稳']
    """
    try:
        document = cached(data, _toml) if keep else _toml(data)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"lexicon {source}: {error}") from None
    except RecursionError:
        raise LexiconError(f"lexicon {source}: is nested too deeply") from None
    if (version := document.pop("format", FORMAT)) != FORMAT or isinstance(version, bool):
        raise LexiconError(f"lexicon {source}: {unknown('format', str(version), [str(FORMAT)])}")
    result: dict[str, dict[str, Any]] = {}
    for table, stanzas in document.items():
        if table not in TABLES:
            raise LexiconError(f"lexicon {source}: {unknown('table', table, TABLES)}")
        if not isinstance(stanzas, list) or not all(isinstance(stanza, dict) for stanza in stanzas):
            raise LexiconError(f"lexicon {source}: write [[{table}]], not [{table}]")
        found = [_entry(TABLES[table], item, source) for item in stanzas]
        result[table] = {entry.name: entry for entry in found}
        if not keep:
            _check(found, source)
    return result


def _check(found: Sequence[Entry], source: str) -> None:
    """Raise `LexiconError` for the first entry of a user that stands twice, or has a kind or a date that is none.

    What else may be doubtful of entries is told by `check`.
    """
    seen = set()
    for entry in found:
        faults = [f"{entry.name!r} stands twice"] if entry.name in seen else list(_rules.impossible(entry))
        if faults:
            raise LexiconError(f"lexicon {source}: {type(entry).__name__.lower()} {entry.name!r}: {faults[0]}")
        seen.add(entry.name)


def _toml(data: bytes) -> dict[str, Any]:
    return tomllib.loads(data.decode("utf-8"))


def _entry(kind: type[Entry], stanza: dict[str, Any], source: str) -> Entry:
    """One stanza as an entry of its class."""
    types = FIELDS[kind]
    values: dict[str, Any] = {}
    for key, shown in stanza.items():
        value = shown
        if key not in types:
            raise LexiconError(f"{_where(kind, stanza, source)}: {unknown('field', key, types)}")
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = tuple(value)
        if type(value) is not types[key]:
            raise LexiconError(
                f"{_where(kind, stanza, source)}: field {key!r}: write {WANTED[types[key]]}, not {shown!r}"
            )
        values[key] = value
    if kind is Slogan and values.get("kind") == "quoted":
        values.setdefault("bare", False)
    try:
        return kind(**values)
    except TypeError:
        required = [f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING]
        missing = ", ".join(name for name in required if name not in values)
        raise LexiconError(f"{_where(kind, stanza, source)}: field {missing} is missing") from None


def _where(kind: type[Entry], stanza: dict[str, Any], source: str) -> str:
    return f"lexicon {source}: {kind.__name__.lower()} {stanza.get('name', '(without name)')!r}"
