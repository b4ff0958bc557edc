"""What a build has that the one before it in the same folder had not, and what it has no more."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import BuildError
from kg.tables import Tables

if TYPE_CHECKING:
    import pyarrow as pa

_SAID: Final = "id, hash(source, title, date, speaker, organ, level, genre, extra) as said"

_MAKERS: Final = {"extractor": "another version of kg", "lexicon": "another lexicon", "config": "other settings"}
"""What all documents of a build were worked out by, as the manifest names it."""


class State(NamedTuple):
    """The documents of a build, `id` and a number for what is `said` of each; and what they were worked out by."""

    documents: pa.Table
    makers: dict[str, object]


class Change(NamedTuple):
    """How many documents are new, how many are gone, of how many other things are said; and why all were made anew."""

    new: int
    gone: int
    said: int = 0
    anew: tuple[str, ...] = ()


def state(path: str | Path) -> State | None:
    """What a build holds, or None where there is no build that can be read whole."""
    import duckdb

    try:
        with closing(Tables(path)) as tables:
            makers: dict[str, object] = {name: tables.manifest[name] for name in _MAKERS}  # type: ignore[literal-required]
            makers["config"] = tables.manifest["config"].get("extract")
            return State(tables.documents.select(_SAID).to_arrow_table().combine_chunks(), makers)
    except (BuildError, duckdb.Error):
        return None


def between(before: State, after: State) -> Change:
    """How the documents changed.

    >>> import pyarrow as pa
    >>> one = State(pa.table({"id": ["doc:1", "doc:2"], "said": [1, 2]}), {"lexicon": "a"})
    >>> two = State(pa.table({"id": ["doc:2", "doc:3", "doc:4"], "said": [7, 3, 4]}), {"lexicon": "b"})
    >>> between(one, two)
    Change(new=2, gone=1, said=1, anew=('another lexicon',))
    """
    import pyarrow.compute as pc

    places = pc.index_in(after.documents["id"], before.documents["id"].combine_chunks())
    kept = len(places) - places.null_count
    other = pc.not_equal(before.documents["said"].take(places), after.documents["said"])
    anew = tuple(why for name, why in _MAKERS.items() if before.makers.get(name) != after.makers.get(name))
    return Change(len(places) - kept, len(before.documents) - kept, pc.sum(other).as_py() or 0, anew)
