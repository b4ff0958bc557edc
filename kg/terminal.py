"""What the command line shows: progress and messages on stderr, summaries and cards on stdout."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import unknown
from kg.tables.render import printable, table

if TYPE_CHECKING:
    from kg.analyse.card import Card
    from kg.analyse.evidence import Evidence
    from kg.builds import Build
    from kg.intake import Double
    from kg.lexicon import Lexicon
    from kg.pipeline import Progress
    from kg.tables.manifest import FailureEntry

SHOWN = 20
"""Failures that are named one by one; the rest are counted."""

_TOP = """
select name, mentions, documents, first, last from nodes
where type = ? and mentions > 0 order by mentions desc, documents desc, name limit ?
"""


def say(line: str = "") -> None:
    """A line on stdout that cannot steer the terminal."""
    print(printable(line))


def warn(line: str) -> None:
    """A line on stderr that cannot steer the terminal."""
    print(printable(line), file=sys.stderr)


@contextmanager
def progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on stderr while the block runs, where stderr is a terminal; otherwise nothing."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[done]}"), TimeElapsedColumn()
    console = Console(stderr=True)
    # Rows that the block prints stay on stdout.
    with Bar(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield _Shown(bar)


class _Shown:
    """Progress on a rich bar: documents and megabytes so far, then the stage."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._task = bar.add_task("documents", total=None, done="")
        self._documents = self._bytes = self._total = 0

    def stage(self, name: str) -> None:
        """Name what the build is at."""
        self._bar.update(self._task, description=name)

    def total(self, bytes: int) -> None:
        """Keep what there is to read."""
        self._total = bytes

    def advance(self, documents: int, bytes: int) -> None:
        """Count what is done."""
        self._documents += documents
        self._bytes += bytes
        done = f"{self._documents:,} documents, {self._bytes / 1e6:,.1f} MB"
        if self._total:
            done += f" of about {self._total / 1e6:,.1f} MB"
        self._bar.update(self._task, done=done)


def failures(failed: Sequence[FailureEntry], listed: Path | None = None) -> None:
    """A line on stderr for every input that failed; up to SHOWN of them where the file `listed` names them all."""
    shown = len(failed) if listed is None else SHOWN
    for row in failed[:shown]:
        warn(f"kg: {row['source']}: {row['reason']}")
    if len(failed) > shown:
        warn(f"kg: and {len(failed) - shown} more inputs failed; {listed} lists them all")


def doubles(found: Sequence[Double]) -> None:
    """A line on stderr for every text that was there before."""
    for row in found:
        warn(f"kg: {row.source}: {'nearly ' if row.near else ''}the same text as {row.id}: kept once")


def summary(built: Build) -> None:
    """What a build holds, its most frequent slogans and meetings, and what to open."""
    counts = built.manifest["counts"]
    names = ("documents", "sentences", "mentions", "nodes", "edges", "failures")
    say(", ".join(f"{counts.get(name, 0):,} {name}" for name in names))
    again, near = built.query("select count(*), count_if(near) from duplicates").fetchall()[0]
    if again:
        say(f"{again:,} texts were there before ({near:,} of them nearly): kept once, with all their sources")
    undated = built.query("select count(*) from documents where date = ''").fetchall()[0][0]
    if undated:
        say(f"{undated:,} documents have no date: they count everywhere but in first and last")
    for type, title in (("SLOGAN", "slogans"), ("MEETING", "meetings")):
        rows = built.query(_TOP, (type, 10)).fetchall()
        if rows:
            say()
            _print(("most frequent " + title, "mentions", "documents", "first", "last"), rows)
    say()
    say(f"open {built.path / 'graph.html'} in a browser; ask more with kg show NAME --build {built.path}")


def stages(built: Build) -> None:
    """The time and memory of every stage of the run that made the build."""
    if built.stats:
        columns = ("stage", "seconds", "CPU s", "peak MB", "largest worker MB")
        rows = [
            (s.name, f"{s.wall:.2f}", f"{s.cpu:.2f}", f"{s.peak / 1e6:.0f}", f"{s.worker / 1e6:.0f}")
            for s in built.stats.stages
        ]
        say()
        _print(columns, rows)


def card(found: Card) -> None:
    """The card of an entity."""
    entity = found.entity
    say(f"{entity.name}  [{' '.join(word for word in (entity.type.lower(), entity.kind) if word)}]")
    facts = {
        "aliases": "、".join(entity.aliases),
        "parts": "；".join(entity.parts),
        "English": entity.english,
        "since": entity.since,
        "held": " – ".join(dict.fromkeys(day for day in (entity.start, entity.end) if day)),
        "domain": entity.domain,
        "in this corpus": f"{entity.mentions} mentions in {entity.documents} documents"
        + (f", {entity.first} – {entity.last}" if entity.first else ""),
        "verbs": "、".join(f"{verb.verb} {verb.count}" for verb in found.verbs),
        "relations": "；".join(f"{link.relation} {'→' if link.outward else '←'} {link.name}" for link in found.links),
        "as texts unfold it": " / ".join("、".join(w.members) + f" ({w.count})" for w in found.wordings),
    }
    for label, value in facts.items():
        if value:
            say(f"  {label}: {value}")
    if found.neighbours:
        say()
        rows = [(n.window, n.name, n.type.lower(), n.count, n.documents, n.npmi, n.llr, n.q) for n in found.neighbours]
        _print(("window", "neighbour", "type", "count", "documents", "NPMI", "G²", "q"), rows)
    evidence(found.evidence, entity.mentions)


def evidence(sentences: Iterable[Evidence], total: int) -> None:
    """Sentences with the names marked, each with where it stands; `total` mentions there are in all."""
    shown = list(sentences)
    if not shown:
        return
    say()
    say(f"evidence: {len(shown)} sentences; {total} mentions in all")
    for item in shown:
        say(f"  {_marked(item)}")
        say("    — " + "，".join(part for part in (item.title or item.source, item.section, item.date) if part))


def entry(lexicon: Lexicon, name: str) -> None:
    """What a lexicon knows of a slogan or meeting, field by field; raises `UsageError` for an unknown name."""
    plain = name.strip("“”\"'")
    found = lexicon.slogans.get(lexicon.canonical.get(plain, "")) or lexicon.meetings.get(
        lexicon.meeting_names.get(plain, "")
    )
    if found is None:
        near = [known for known in (*lexicon.canonical, *lexicon.meeting_names) if plain in known or known in plain]
        raise unknown("name", name, sorted(near, key=len)[:8] or ["kg lexicon search TEXT"])
    for field, value in dataclasses.asdict(found).items():
        if value not in ("", (), 0):
            say(f"{field}: {'、'.join(value) if isinstance(value, tuple) else value}")


def entries(lexicon: Lexicon, text: str) -> None:
    """The slogans and meetings that hold a text in a name or alias, a row each."""
    rows = [(found.name, found.kind, "、".join(found.aliases)) for found in lexicon.slogans.values()]
    rows += [(found.name, "meeting", "、".join(found.aliases)) for found in lexicon.meetings.values()]
    rows = [row for row in rows if text in row[0] or text in row[2]]
    if rows:
        _print(("name", "kind", "aliases"), rows)
    else:
        warn(f"kg: no entry holds {text!r}")


def _marked(item: Evidence) -> str:
    """The sentence with 【】 around the names."""
    text, at, pieces = item.text, 0, []
    for mark in item.marks:
        pieces += [text[at : mark.start], "【", text[mark.start : mark.end], "】"]
        at = mark.end
    return "".join([*pieces, text[at:]])


def _print(columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    for line in table(columns, rows):
        print(line)
