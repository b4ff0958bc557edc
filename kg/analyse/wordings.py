"""How a text's list of a slogan's parts differs from the lexicon's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.graph.facts import plain, same


@dataclass(frozen=True, slots=True)
class Difference:
    """Parts that a text leaves out, parts that it adds, and those that it words otherwise (as known, as worded).

    `moved` tells whether the parts that both have stand in another order.
    """

    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()
    moved: bool = False

    def __bool__(self) -> bool:
        return bool(self.missing or self.added or self.reworded or self.moved)

    def __str__(self) -> str:
        told = [f"− {part}" for part in self.missing] + [f"+ {part}" for part in self.added]
        told += [f"{known} → {worded}" for known, worded in self.reworded]
        return "；".join([*told, *(["in another order"] if self.moved else [])])


def difference(parts: Sequence[str], members: Sequence[str]) -> Difference:
    """How `members`, as a text words them, differ from the known `parts`; nothing where no parts are known.

    >>> str(difference(["政治意识", "大局意识", "核心意识"], ["大局意识", "增强政治意识", "看齐意识"]))
    '− 核心意识；+ 看齐意识；政治意识 → 增强政治意识；in another order'
    """
    if not parts:
        return Difference()
    known = [plain(part) for part in parts]
    meant = {plain(member): same(plain(member), known) for member in members}
    shared = [part for part in meant.values() if part in known]
    return Difference(
        missing=tuple(part for part in known if part not in shared),
        added=tuple(worded for worded, part in meant.items() if part not in known),
        reworded=tuple((part, worded) for worded, part in meant.items() if part in known and worded != part),
        moved=shared != [part for part in known if part in shared],
    )
