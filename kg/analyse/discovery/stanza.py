"""Discovered names as entries of a lexicon, in the format of `kg/lexicon/FORMAT.md`.

Only what the texts show is claimed: the name, its kind, parts that a text names, a document in which it stands. So
`confidence` is low, and `since` is left out, for the first text of a corpus is not the first use of a name.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.analyse.discovery.rows import Discovery
from kg.lexicon import Lexicon, Slogan
from kg.lexicon import check as checks
from kg.tables.render import printable

FIELDS = ("name", "kind", "parts", "bare", "domain", "level", "source", "confidence")


def entries(found: Sequence[Discovery], lexicon: Lexicon) -> list[Slogan]:
    """The entries of discovered names, each of which `kg lexicon check` accepts beside the others and the lexicon.

    Where it would not, the parts are left out (they are not as many as the name counts), or the name is recognised in
    quotation marks only (it is an ordinary phrase, or hides a shorter name).
    """
    return [settled.entry for settled in _settled(found, lexicon) if not settled.faults]


@dataclass(frozen=True, slots=True)
class _Settled:
    """The entry of a name, what was `changed` so that the check accepts it, and the `faults` that are left."""

    entry: Slogan
    changed: tuple[str, ...]
    faults: tuple[str, ...]


def _settled(found: Sequence[Discovery], lexicon: Lexicon) -> list[_Settled]:
    made = [_entry(item) for item in found]
    changed: list[list[str]] = [[] for _ in made]
    left = checks.entries(made, lexicon)
    for change, told in CHANGES:
        tried = [dataclasses.replace(entry, **change) if f else entry for entry, f in zip(made, left, strict=True)]
        for at, faults in enumerate(checks.entries(tried, lexicon)):
            entry = made[at]
            if mended := [fault for fault in left[at] if fault not in faults]:
                made[at] = tried[at]
                lost = f" ({'、'.join(entry.parts)})" if "parts" in change else ""
                changed[at].append(f"{told}{lost}: {'; '.join(mended)}")
        left = checks.entries(made, lexicon)
    return [_Settled(*row) for row in zip(made, map(tuple, changed), map(tuple, left), strict=True)]


CHANGES: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"parts": ()}, "parts left out"),
    ({"bare": False}, "recognised in quotation marks only"),
)
"""What is tried on an entry that the check refuses, in this order."""


def _entry(item: Discovery) -> Slogan:
    first = item.evidence[0] if item.evidence else None
    return Slogan(
        name=item.name,
        kind=item.kind,
        parts=item.parts,
        bare=item.kind == "doctrine" or (item.kind == "numeric" and len(item.name) >= 4),
        domain=item.domain,
        level=item.level or "central",
        source=f"{first.title}, {first.date}" if first and first.title and first.date else "",
        confidence="low",
    )


def toml(found: Sequence[Discovery], lexicon: Lexicon) -> Iterator[str]:
    """The lines of a lexicon file: an entry a name, with what speaks for it and where it stands as comments.

    Comments say also what was changed in an entry so that the check accepts it, and which names it refuses, and why.
    """
    for item, settled in zip(found, _settled(found, lexicon), strict=True):
        if settled.faults:
            yield printable(f"# left out: {item.name}: {'; '.join(settled.faults)}")
        else:
            yield f"# score {item.score}: {', '.join(item.reasons)}"
            yield from _stanza(item, settled)
        yield ""


def _stanza(item: Discovery, settled: _Settled) -> Iterator[str]:
    yield f"# {item.count} times in {item.documents} documents" + (f", from {item.first}" if item.first else "")
    for shown in item.evidence:
        yield printable(f"# {shown.date or 'undated'} {shown.title or shown.source}: {' '.join(shown.text.split())}")
    for change in settled.changed:
        yield printable(f"# {change}")
    yield "[[slogan]]"
    for name in FIELDS:
        value = getattr(settled.entry, name)
        if value not in ("", ()) and not _implied(settled.entry, name):
            yield f"{name} = {_value(value)}"


def _implied(entry: Slogan, field: str) -> bool:
    """Whether the field has the value that the format gives it anyway."""
    if field == "bare":
        return entry.bare == (entry.kind != "quoted")
    return field == "level" and entry.level == "central"


def _value(value: object) -> str:
    """A TOML value; the strings of JSON are strings of TOML, but for control characters, which are written out before."""
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(printable(str(value)), ensure_ascii=False)
