"""Settings: frozen defaults, a TOML file over them; an unknown key is an error."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError, unknown


@dataclass(frozen=True, slots=True)
class Read:
    """Limits of reading: a file or text above them is refused by name."""

    max_bytes: int = 512 * 1024 * 1024
    max_characters: int = 20_000_000
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is extracted; `lexicons` are TOML files that add to or override the built-in lexicon."""

    lexicons: tuple[str, ...] = ()
    types: tuple[str, ...] = ("SLOGAN", "MEETING", "WORK", "ORG", "PERSON")


@dataclass(frozen=True, slots=True)
class Graph:
    """Which co-occurrences become edges.

    A pair needs `min_count` windows in common, and in the window `document` also `min_documents`: that two names stand
    in one document says little. A window with more than `max_names` names is left out, and counted.
    """

    windows: tuple[str, ...] = ("sentence", "paragraph", "document")
    types: tuple[str, ...] = ("SLOGAN", "MEETING", "WORK", "ORG", "PERSON")
    min_count: int = 1
    min_documents: int = 2
    max_names: int = 500


@dataclass(frozen=True, slots=True)
class Html:
    """The page: how many nodes are drawn at first, how many sentences a card holds."""

    nodes: int = 150
    evidence: int = 5
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Engine:
    """Where per-document work runs; `jobs` 0 means one for each processor."""

    name: str = "processes"
    jobs: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, one group a stage.

    >>> Config().graph.windows
    ('sentence', 'paragraph', 'document')
    """

    read: Read = field(default_factory=Read)
    extract: Extract = field(default_factory=Extract)
    graph: Graph = field(default_factory=Graph)
    html: Html = field(default_factory=Html)
    engine: Engine = field(default_factory=Engine)
    seed: int = 1


def load(path: str | Path | None = None, **overrides: Any) -> Config:
    """The settings of a TOML file over the defaults, then `overrides` such as `engine={"jobs": 2}` over both.

    Raises `UsageError` for an unreadable file, an unknown key or a value of the wrong type.

    >>> load(engine={"jobs": 2}).engine.jobs
    2
    >>> load(engin={"jobs": 2})
    Traceback (most recent call last):
        ...
    kg.errors.UsageError: unknown setting 'engin': choose from engine, extract, graph, html, read, seed
    """
    config = Config()
    if path is not None:
        config = _over(config, _parse(Path(path)), "")
    result: Config = _over(config, overrides, "")
    return result


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"config {path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"config {path}: {error}") from None


def _over(base: Any, values: dict[str, Any], prefix: str) -> Any:
    """`base` with `values` over it; groups are merged key by key."""
    known = {f.name: getattr(base, f.name) for f in dataclasses.fields(base)}
    changed: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise unknown("setting", prefix + key, (prefix + name for name in known))
        changed[key] = _value(known[key], value, prefix + key)
    return dataclasses.replace(base, **changed)


def _value(default: Any, value: Any, name: str) -> Any:
    """`value` checked against the type of the default that it replaces."""
    if dataclasses.is_dataclass(default):
        if isinstance(value, type(default)):
            return value
        if not isinstance(value, dict):
            raise UsageError(f"setting {name!r} is a table of settings, not {value!r}")
        return _over(default, value, name + ".")
    if isinstance(default, tuple):
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
            raise UsageError(f"setting {name!r} is a list of strings, not {value!r}")
        return tuple(value)
    if type(value) is not type(default):
        raise UsageError(f"setting {name!r} is of type {type(default).__name__}, not {value!r}")
    return value
