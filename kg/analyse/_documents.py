"""A document by what a person calls it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import UsageError


def place(documents: Sequence[tuple[str, str, str]], name: str) -> int:
    """The place of the document with this id, source or title, among documents given as (id, title, source).

    A name may also be a part of one source alone. Raises `UsageError` for none, or for several.

    >>> place([("doc:1", "讲话", "a.txt"), ("doc:2", "讲话", "b.txt")], "b.txt")
    1
    """
    for field in (0, 2, 1):
        hits = [number for number, row in enumerate(documents) if row[field] == name]
        if len(hits) > 1:
            raise UsageError(f"{len(hits)} documents are called {name!r}: give the id of one")
        if hits:
            return hits[0]
    parts = [number for number, row in enumerate(documents) if name and name in row[2]]
    if len(parts) == 1:
        return parts[0]
    from kg.analyse._unknown import close

    near = close(name, [name for row in documents for name in row[1:3] if name])
    raise UsageError(f"no document {name!r}" + (f": did you mean {', '.join(near)}?" if near else ""))
