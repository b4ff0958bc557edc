"""Discovered names as entries of a lexicon, in the format of `kg/lexicon/FORMAT.md`.

Only what the texts show is claimed: the name, its kind, parts that a text names, a document in which it stands. So
`confidence` is low, and `since` is left out, for the first text of a corpus is not the first use of a name.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence

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
    made = [_entry(item) for item in found]
    for change in ({"parts": ()}, {"bare": False}):
        faults = checks.entries(made, lexicon)
        made = [dataclasses.replace(e, **change) if f else e for e, f in zip(made, faults, strict=True)]
    return [entry for entry, faults in zip(made, checks.entries(made, lexicon), strict=True) if not faults]


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
    """The lines of a lexicon file: an entry a name, with what speaks for it and where it stands as comments."""
    about = {item.name: item for item in found}
    for entry in entries(found, lexicon):
        item = about[entry.name]
        yield f"# score {item.score}: {', '.join(item.reasons)}"
        yield f"# {item.count} times in {item.documents} documents" + (f", from {item.first}" if item.first else "")
        for shown in item.evidence:
            yield printable(
                f"# {shown.date or 'undated'} {shown.title or shown.source}: {' '.join(shown.text.split())}"
            )
        yield "[[slogan]]"
        for name in FIELDS:
            value = getattr(entry, name)
            if value not in ("", ()) and not _implied(entry, name):
                yield f"{name} = {_value(value)}"
        yield ""


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
