"""What a build has that the one before it in the same folder had not, and what it has no more."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import BuildError
from kg.tables import Tables

if TYPE_CHECKING:
    import pyarrow as pa

_TEXTS: Final = """
select source, id, hash(source, title, date, speaker, organ, level, genre, extra) as said from documents
union all select source, if(near, null, id), null from duplicates
"""

_CHANGED: Final = """
select distinct source from after where id is not null and source in (select source from before where id is not null)
    and (source, id) not in (select (source, id) from before where id is not null) order by source
"""
"""What is nearly another text may be what it was: its own is not known."""

_GONE: Final = """
select source from before where said is not null and source not in (select source from after)
    and id not in (select id from after where id is not null) order by source
"""

_NEW: Final = """
select count(*) from after where said is not null and id not in (select id from before where id is not null)
    and source not in (select source from changed)
"""

_SAID: Final = "select count(*) from after join before using (id) where after.said <> before.said"

_MAKERS: Final = {"extractor": "another version of kg", "lexicon": "another lexicon", "config": "other settings"}
"""What all documents of a build were worked out by, as the manifest names it."""


class State(NamedTuple):
    """The texts of a build, and what they were worked out by.

    Of each text its `source`, the `id` of its document, none where it is nearly that document only, and a number for what
    is `said` of the document, none for a further source of it. `failed` are the sources that were left out.
    """

    texts: pa.Table
    makers: dict[str, object]
    failed: frozenset[str] = frozenset()


class Change(NamedTuple):
    """What became of the documents: how many are new, and of how many other things are said.

    `changed` are the sources that are there still, with another text; `gone` those of documents that are there no more, by
    whatever name, without those that failed. `anew` is why all were made anew.
    """

    new: int
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    said: int = 0
    anew: tuple[str, ...] = ()


def state(path: str | Path) -> State | None:
    """What a build holds, or None where there is no build that can be read whole."""
    import duckdb

    try:
        with closing(Tables(path)) as tables:
            makers: dict[str, object] = {name: tables.manifest[name] for name in _MAKERS}  # type: ignore[literal-required]
            makers["config"] = tables.manifest["config"].get("extract")
            failed = frozenset(failure["source"] for failure in tables.manifest["failures"])
            return State(tables.con.sql(_TEXTS).to_arrow_table(), makers, failed)
    except (BuildError, duckdb.Error):
        return None


def between(before: State, after: State) -> Change:
    """How the documents changed.

    >>> import pyarrow as pa
    >>> def texts(**ids):
    ...     return pa.table({"source": list(ids), "id": list(ids.values()), "said": [1] * len(ids)})
    >>> one = State(texts(a="doc:1", b="doc:2", c="doc:3", d="doc:4"), {"lexicon": "a"})
    >>> two = State(texts(a="doc:5", b="doc:2", e="doc:4", f="doc:6"), {"lexicon": "b"})
    >>> between(one, two)
    Change(new=1, changed=('a',), gone=('c',), said=0, anew=('another lexicon',))
    """
    import duckdb

    with duckdb.connect() as con:
        con.register("before", before.texts)
        con.register("after", after.texts)
        con.execute(f"create table changed as {_CHANGED}")
        changed, gone = (tuple(name for (name,) in con.execute(sql).fetchall()) for sql in ("from changed", _GONE))
        new, said = (con.execute(sql).fetchall()[0][0] for sql in (_NEW, _SAID))
    anew = tuple(why for name, why in _MAKERS.items() if before.makers.get(name) != after.makers.get(name))
    return Change(new, changed, tuple(source for source in gone if not _failed(source, after.failed)), said, anew)


def _failed(source: str, failed: Collection[str]) -> bool:
    """Whether a source was left out, or the archive or folder that it is in.

    >>> [_failed(source, {"a.zip", "b"}) for source in ("a.zip", "a.zip#x/y.txt", "b/c.txt", "bc.txt")]
    [True, True, True, False]
    """
    ends = (match.start() for match in re.finditer("[#/]|$", source))
    return any(source[:end] in failed for end in ends)
