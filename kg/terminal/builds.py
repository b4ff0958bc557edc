"""What reading and building made: a summary on stdout; on stderr what failed and what is to be known besides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.analyse.method import counted
from kg.terminal.lines import print_rows, say, warn

if TYPE_CHECKING:
    from kg.builds import Build
    from kg.changes import Change
    from kg.intake import Double
    from kg.tables.manifest import FailureEntry


SHOWN = 20
"""Failures that are named one by one; the rest are counted."""

NAMED = 3
"""Sources that a line names; the rest are counted."""

REMARKS = "build.json, and extra, origins and left_out of the documents, tell them"
"""Where they are that are not shown."""

_TOP = """
select name, mentions, documents, first, last from nodes
where type = ? and mentions > 0 order by mentions desc, documents desc, name limit ?
"""


def failures(failed: Sequence[FailureEntry], listed: Path | None = None) -> None:
    """A line on stderr for every input that failed; up to SHOWN of them where the file `listed` names them all."""
    shown = len(failed) if listed is None else SHOWN
    for row in failed[:shown]:
        warn(f"kg: {row['source']}: {row['reason']}")
    if len(failed) > shown:
        warn(f"kg: and {len(failed) - shown} more inputs failed; {listed} lists them all")


def remarks(found: Sequence[tuple[str, str]]) -> None:
    """A line on stderr for each remark, given with the source that it is on, and one for more than NAMED sources of which
    the same is said; up to SHOWN of them."""
    of: dict[str, list[str]] = {}
    for source, text in found:
        of.setdefault(text, []).append(source)
    lines = [
        (named, text)
        for text, sources in of.items()
        for named in ([[each] for each in sources] if len(sources) <= NAMED else [sources])
    ]
    for sources, text in lines[:SHOWN]:
        warn(f"kg: {_named(sources)}: {text}")
    if left := sum(len(sources) for sources, _ in lines[SHOWN:]):
        warn(f"kg: and {left} more such remarks; {REMARKS}")


def doubles(found: Sequence[Double]) -> None:
    """A line on stderr for every text that was there before."""
    for row in found:
        warn(f"kg: {row.source}: {'nearly ' if row.near else ''}the same text as {row.id}: kept once")


def gone(sources: Sequence[str]) -> None:
    """A line on stderr for documents of the build before that are there no more, by their sources."""
    if sources:
        are = "is" if len(sources) == 1 else "are"
        what = f"{counted(len(sources), 'documents')} of the build before {are}"
        warn(f"kg: {what} not among these texts any more: {_named(sources)}")


def _named(sources: Sequence[str]) -> str:
    """The first few, and how many more there are.

    >>> _named(["a.txt", "b.txt", "c.txt", "d.txt"]), _named(["a.txt", "b.txt"])
    ('a.txt, b.txt, c.txt and 1 more', 'a.txt, b.txt')
    """
    more = f" and {len(sources) - NAMED:,} more" if len(sources) > NAMED else ""
    return ", ".join(sources[:NAMED]) + more


def kept(files: Sequence[Path]) -> None:
    """A line on stderr for files of the build before that this one did not write again."""
    if there := [file.name for file in files if file.exists()]:
        warn(f"kg: {', '.join(there)} in {files[0].parent}: of a build before, not written again")


def summary(built: Build, change: Change | None, *, page: bool = True) -> None:
    """What a build holds, what of it is new if there was one before, its most frequent names, and the `page` to open."""
    counts = built.manifest["counts"]
    names = ("documents", "sentences", "mentions", "nodes", "edges", "failures")
    say(", ".join(counted(counts.get(name, 0), name) for name in names))
    if change:
        say(f"{counted(change.new, 'documents')} new in this build{_reworked(change)}")
    again, near = built.query("select count(*), count_if(near) from duplicates").fetchall()[0]
    if again:
        are = "is" if again == 1 else "are"
        nearly = f" ({near:,} nearly)" if near else ""
        say(
            f"{counted(again, 'texts')} {are} another one over again{nearly}: kept once; the table duplicates lists them"
        )
    undated = built.query("select count(*) from documents where date = ''").fetchall()[0][0]
    if undated:
        have, they_count, they = ("has", "it counts", "it was") if undated == 1 else ("have", "they count", "they were")
        say(
            f"{counted(undated, 'documents')} {have} no date: {they_count} everywhere but in first and last; kg date FILES tells when {they} written"
        )
    for type, title in (("SLOGAN", "slogans"), ("MEETING", "meetings")):
        rows = built.query(_TOP, (type, 10)).fetchall()
        if rows:
            say()
            print_rows(("most frequent " + title, "mentions", "documents", "first", "last"), rows)
    say()
    look = f"open {built.path / 'graph.html'} in a browser; " if page else ""
    say(f"{look}ask more with kg show NAME --build {built.path}")


def _reworked(change: Change) -> str:
    """What of the build before is another, and what was made anew."""
    told = f"; {counted(len(change.changed), 'documents')} changed: {_named(change.changed)}" if change.changed else ""
    told += f"; {counted(change.said, 'documents')} with other metadata" if change.said else ""
    return told + (f"; all worked out anew, by {' and '.join(change.anew)}" if change.anew else "")


_REMARKABLE = """
select source, extra, origins, left_out from documents
where map_contains(extra, 'date') or map_contains(extra, 'date in the text') or map_contains(extra, 'level') or cardinality(left_out) > 0
    or contains(origins['text'], '(a guess)')
order by source
"""


def remarked(built: Build) -> None:
    """The remarks on the files of a build, and on its documents."""
    from kg.read import remarks as of

    rows = built.query(_REMARKABLE).fetchall()
    files = [(each["source"], each["reason"]) for each in built.manifest.get("remarks", ())]
    remarks(files + [(source, text) for source, *fields in rows for text in of(*fields)])


def stages(built: Build) -> None:
    """The time and memory of every stage of the run that made the build."""
    if built.stats:
        columns = ("stage", "seconds", "CPU s", "peak MB so far", "largest worker MB")
        rows = [
            (s.name, f"{s.wall:.2f}", f"{s.cpu:.2f}", f"{s.peak / 1e6:.0f}", f"{s.worker / 1e6:.0f}")
            for s in built.stats.stages
        ]
        say()
        print_rows(columns, rows)
