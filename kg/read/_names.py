"""Sources of one name from several folders, told apart by their folders."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from kg.read._source import Source, sound


def told_apart(found: Iterable[tuple[Source, str]]) -> list[Source]:
    """Sources, each given with the folder that its name is relative to, in their order and under names that differ.

    Where folders have files of one name, that of each gets its folder before it, and folders above that one as far
    as it takes, so that the order of the arguments does not show and no more of the path than is needed does.

    >>> pair = (Source("a/r.txt", "r.txt"), "/home/a"), (Source("b/r.txt", "r.txt"), "/home/b")
    >>> [source.name for source in told_apart(pair)]
    ['a/r.txt', 'b/r.txt']
    """
    pairs = list(found)
    homes: dict[str, set[str]] = {}
    for source, home in pairs:
        homes.setdefault(source.name, set()).add(home)
    taken = set(homes)
    names: dict[tuple[str, str], str] = {}
    for name in sorted(name for name, folders in homes.items() if len(folders) > 1):
        made = _prefixed(name, sorted(homes[name]), taken)
        names |= {(name, home): new for home, new in made.items()}
        taken.update(made.values())
    return [
        dataclasses.replace(source, name=names[source.name, home]) if (source.name, home) in names else source
        for source, home in pairs
    ]


def _prefixed(name: str, homes: list[str], taken: set[str]) -> dict[str, str]:
    """The name in each folder, with the fewest folders before it that tell these apart."""
    parts = [Path(home).parts[1:] for home in homes]
    made: dict[str, str] = {}
    for depth in range(1, max(map(len, parts)) + 1):
        made = {home: sound("/".join((*part[-depth:], name))) for home, part in zip(homes, parts, strict=True)}
        if len(set(made.values())) == len(homes) and taken.isdisjoint(made.values()):
            break
    return made
