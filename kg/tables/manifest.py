"""build.json: what a build holds and from what it was made. No clock, no path of this machine."""

from __future__ import annotations

import dataclasses
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NotRequired, TypedDict

from kg.config import Config
from kg.errors import BuildError
from kg.files import LOCK, replacing
from kg.tables.folder import MANIFEST
from kg.tables.parts import NAME, WHOLE_NAME, Failure, Part
from kg.tables.schemas import PARTED, WHOLE

FORMAT: Final = 4
"""Raised whenever a table changes its columns or its place."""


class PartEntry(TypedDict):
    """A part: its name and its rows in every table."""

    name: str
    documents: int
    sentences: int
    mentions: int
    expansions: int


class FailureEntry(TypedDict):
    """A source that was left out, with the reason; or one of which something is to be known."""

    source: str
    reason: str


class Manifest(TypedDict):
    """The content of build.json; `parts` are in the order of their documents, `tables` name files of other tables.

    `failures` are what could not be read or annotated; `remarks` are on files for which no text is missing.
    """

    format: int
    version: str
    extractor: str
    lexicon: str
    config: dict[str, Any]
    parts: list[PartEntry]
    tables: dict[str, str]
    counts: dict[str, int]
    rejections: dict[str, int]
    failures: list[FailureEntry]
    remarks: NotRequired[list[FailureEntry]]


def settings(config: Config) -> dict[str, Any]:
    """The settings that shape a build, for the manifest: not where it runs, not the paths of lexicons."""
    values = dataclasses.asdict(config)
    del values["engine"], values["extract"]["lexicons"]
    return json.loads(json.dumps(values))  # type: ignore[no-any-return]


def fingerprint(extractor: str, lexicon: str, config: Config) -> str:
    """What annotation depends on beside the document; parts made under another one are made again."""
    return json.dumps([FORMAT, extractor, lexicon, settings(config)["extract"]], sort_keys=True)


def part_entries(parts: Sequence[Part]) -> list[PartEntry]:
    """Parts as the manifest lists them."""
    return [_entry(part.name, *part.rows) for part in parts]


def _entry(name: str, documents: int, sentences: int, mentions: int, expansions: int) -> PartEntry:
    return PartEntry(name=name, documents=documents, sentences=sentences, mentions=mentions, expansions=expansions)


def counts(parts: Sequence[Part], **more: int) -> dict[str, int]:
    """Rows of every table."""
    return {**{table: sum(part.rows[i] for part in parts) for i, table in enumerate(PARTED)}, **more}


def rejections(parts: Sequence[Part]) -> dict[str, int]:
    """Rejected candidates by reason, in the order of the reasons."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(dict(part.rejections))
    return dict(sorted(total.items()))


def failures(read: Sequence[Failure], parts: Sequence[Part] = ()) -> list[FailureEntry]:
    """What was left out, at reading first, then at annotation."""
    every = [*read, *(failure for part in parts for failure in part.failures)]
    return failure_entries(failure for failure in every if not failure.remark)


def remarks(read: Sequence[Failure]) -> list[FailureEntry]:
    """What was remarked at reading."""
    return failure_entries(failure for failure in read if failure.remark)


def failure_entries(failures: Iterable[Failure]) -> list[FailureEntry]:
    """Failures as the manifest lists them."""
    return [{"source": failure.source, "reason": failure.reason} for failure in failures]


def save(root: Path, manifest: Manifest) -> None:
    """Write build.json, whole and on disk before it has its name."""
    data = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with replacing(root / MANIFEST) as temporary, temporary.open("wb") as handle:
        handle.write(data + b"\n")
        handle.flush()
        os.fsync(handle.fileno())


def read(root: Path) -> Manifest:
    """The manifest of a build; raises `BuildError` that names what is wrong with it."""
    path = root / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        if (root / LOCK).exists():
            raise BuildError(f"{root}: the build here is not finished; run its 'kg build' again to go on") from None
        raise BuildError(f"{root}: no build here (no {MANIFEST}); make one with 'kg build'") from None
    except OSError as error:
        raise BuildError(f"{path}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise BuildError(f"{path}: damaged, not JSON; run 'kg build' again") from None
    made = manifest.get("format") if isinstance(manifest, dict) else None
    if made != FORMAT:
        raise BuildError(f"{root}: made in format {made!r}, not {FORMAT} as this version reads; build it again")
    _check(manifest, path)
    return manifest  # type: ignore[no-any-return]


def _check(manifest: dict[str, Any], path: Path) -> None:
    kinds = {"parts": list, "tables": dict, "counts": dict, "failures": list, "rejections": dict, "config": dict}
    for key, kind in kinds.items():
        if not isinstance(manifest.get(key), kind):
            raise BuildError(f"{path}: damaged, {key!r} is missing; run 'kg build' again")
    names = [part.get("name") if isinstance(part, dict) else None for part in manifest["parts"]]
    for name in names:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise BuildError(f"{path}: damaged, {name!r} is no name of a part; run 'kg build' again")
    for table in WHOLE:
        name = manifest["tables"].get(table)
        match = WHOLE_NAME.fullmatch(name) if isinstance(name, str) else None
        if not match or match[1] != table:
            raise BuildError(f"{path}: damaged, {name!r} is no file of {table}; run 'kg build' again")
