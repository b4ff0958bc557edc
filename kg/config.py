"""Settings: frozen defaults, a TOML file over them; an unknown key is an error."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from kg.errors import UsageError, unknown
from kg.records import TYPES, WINDOWS

ENGINES: Final = ("processes", "serial", "spark")
LANGUAGES: Final = ("zh", "en")
WEIGHTS: Final = ("count", "documents", "npmi", "llr")
"""What a tie may weigh: an attribute of the edges."""


@dataclass(frozen=True, slots=True)
class Read:
    """Limits of reading: a file or text above them is refused by name.

    `max_bytes` also bounds what an archive unpacks to, `max_files` the files of all folders given and of an archive,
    `max_depth` archives within archives, `max_seconds` the reading of one file that another process reads (.pdf, .doc).
    `encoding` overrides what is found out. A text that has `near_duplicates` per cent of its wording (shingles of five
    characters) in common with an earlier one is kept once, with both sources; 0 keeps all but equal ones.
    """

    max_bytes: int = 512 * 1024 * 1024
    max_characters: int = 20_000_000
    max_files: int = 200_000
    max_depth: int = 4
    max_pages: int = 5_000
    max_seconds: int = 300
    encoding: str = ""
    near_duplicates: int = 95


@dataclass(frozen=True, slots=True)
class Extract:
    """What is extracted; `lexicons` are TOML files that add to or override the built-in lexicon."""

    lexicons: tuple[str, ...] = ()
    types: tuple[str, ...] = TYPES


@dataclass(frozen=True, slots=True)
class Graph:
    """Which co-occurrences become edges.

    A pair needs `min_count` windows in common, and in the window `document` also `min_documents`: that two names stand
    in one document says little. A window with more than `max_names` names is left out, and counted.
    """

    windows: tuple[str, ...] = WINDOWS
    types: tuple[str, ...] = TYPES
    min_count: int = 1
    min_documents: int = 2
    max_names: int = 500


@dataclass(frozen=True, slots=True)
class Temperature:
    """From which share of documents a name is 沸 (boiling), 烫, 热, 暖, 温; below the last it is 冷.

    The six steps are those of the China Media Project's scale of discourse (2016), which counts articles of one
    newspaper in a year; these shares are our own, for corpora of any size.
    """

    boiling: float = 0.5
    scalding: float = 0.25
    hot: float = 0.1
    warm: float = 0.05
    tepid: float = 0.01


@dataclass(frozen=True, slots=True)
class Communities:
    """Which ties divide which names into communities: in the page, the report and `kg communities` alike.

    The ties are those above chance within a `window`, by their `weight`; the higher the `resolution`, the more and
    smaller the communities.
    """

    window: str = "sentence"
    weight: str = "llr"
    types: tuple[str, ...] = ("SLOGAN", "MEETING")
    resolution: float = 1.0


@dataclass(frozen=True, slots=True)
class Html:
    """The page: how many nodes are drawn at first, how many sentences a card holds, what the file holds at most."""

    nodes: int = 150
    evidence: int = 5
    max_nodes: int = 3000
    max_edges: int = 12_000
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class Engine:
    """Where per-document work runs; `jobs` 0 means one for each processor; `master` is Spark's.

    A document on which a worker of `processes` dies, or takes more than `max_seconds` (0: any number), is left out.
    """

    name: str = "processes"
    jobs: int = 0
    max_seconds: int = 600
    master: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, one group a stage.

    >>> Config().graph.windows
    ('sentence', 'paragraph', 'document')
    """

    read: Read = field(default_factory=Read)
    extract: Extract = field(default_factory=Extract)
    graph: Graph = field(default_factory=Graph)
    temperature: Temperature = field(default_factory=Temperature)
    communities: Communities = field(default_factory=Communities)
    html: Html = field(default_factory=Html)
    engine: Engine = field(default_factory=Engine)
    seed: int = 1


CHOICES: Final[dict[str, Sequence[str]]] = {
    "extract.types": TYPES,
    "graph.windows": WINDOWS,
    "graph.types": TYPES,
    "communities.window": WINDOWS,
    "communities.weight": WEIGHTS,
    "communities.types": TYPES,
    "html.language": LANGUAGES,
    "engine.name": ENGINES,
}
"""What the settings of these names, or each item of them, may be."""


def load(path: str | Path | None = None, *, base: Config | None = None, **overrides: Any) -> Config:
    """The settings of a TOML file over `base` (the defaults), then `overrides` such as `engine={"jobs": 2}` over both.

    Raises `UsageError` for an unreadable file, an unknown key, a value of the wrong type or out of its choices.

    >>> load(engine={"jobs": 2}).engine.jobs
    2
    >>> load(html={"language": "fr"})
    Traceback (most recent call last):
        ...
    kg.errors.UsageError: unknown value of setting 'html.language' 'fr': choose from en, zh
    >>> load(engin={"jobs": 2})
    Traceback (most recent call last):
        ...
    kg.errors.UsageError: unknown setting 'engin': choose from communities, engine, extract, graph, html, read, seed, temperature
    """
    config = base or Config()
    if path is not None:
        config = _over(config, _parse(Path(path)), "")
    result: Config = _over(config, overrides, "")
    _check(result)
    return result


def _check(config: Config) -> None:
    for name, choices in CHOICES.items():
        value = attrgetter(name)(config)
        for item in (value,) if isinstance(value, str) else value:
            if item not in choices:
                raise unknown(f"value of setting {name!r}", item, choices)
    if not config.communities.resolution > 0:
        raise UsageError(f"setting 'communities.resolution' is more than 0, not {config.communities.resolution:g}")
    steps = dataclasses.astuple(config.temperature)
    if not all(1 >= upper > lower > 0 for upper, lower in pairwise(steps)):
        shown = ", ".join(f"{step:g}" for step in steps)
        raise UsageError(
            f"settings 'temperature' are shares of documents that fall from 1 or less to above 0, not {shown}"
        )


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"config {path}: {error.strerror or error}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"config {path}: {error}") from None
    except RecursionError:
        raise UsageError(f"config {path}: is nested too deeply") from None


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
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(default):
        raise UsageError(f"setting {name!r} is of type {type(default).__name__}, not {value!r}")
    if isinstance(value, (int, float)) and not value >= 0:
        raise UsageError(f"setting {name!r} is 0 or more, not {value}")
    return value
