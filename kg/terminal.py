"""What the command line shows: progress and messages on stderr, summaries and cards on stdout."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import unknown
from kg.estimate import Estimate
from kg.tables.render import FORMATS, printable, table

if TYPE_CHECKING:
    from kg.analyse.card import Card
    from kg.analyse.evidence import Evidence
    from kg.builds import Build
    from kg.changes import Change
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
def progress(quiet: bool, *, left: bool = True) -> Iterator[Progress | None]:
    """A bar on stderr while the block runs, where stderr is a terminal; otherwise nothing. `left`: with the time left."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    texts = (TextColumn(f"{{task.fields[{name}]}}") for name in ("done", "left"))
    columns = SpinnerColumn(), TextColumn("{task.description}"), *texts, TimeElapsedColumn()
    console = Console(stderr=True)
    # Rows that the block prints stay on stdout.
    with Bar(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield _Shown(bar, left=left)


class _Shown:
    """Progress on a rich bar: the stage, documents and megabytes of the input so far, and the time left."""

    def __init__(self, bar: Any, *, left: bool) -> None:
        self._bar = bar
        self._left = Estimate()
        said = _Said(lambda: in_words(self._left.left() if left else None))
        self._task = bar.add_task("documents", total=None, done="", left=said)
        self._documents = self._bytes = self._total = 0

    def plan(self, stages: Sequence[str], bytes: int) -> None:
        """Keep what there is to do."""
        self._total = bytes
        self._left.plan(stages, bytes)

    def stage(self, name: str) -> None:
        """Name what the build is at."""
        self._left.stage(name)
        self._bar.update(self._task, description=name)

    def advance(self, documents: int, bytes: int, text: int, made: bool) -> None:
        """Count what is done."""
        self._documents += documents
        self._bytes += bytes
        self._left.advance(bytes, text, made)
        done = f"{self._documents:,} documents, {self._bytes / 1e6:,.1f}"
        self._bar.update(self._task, done=f"{done} of {self._total / 1e6:,.1f} MB" if self._total else f"{done} MB")


@dataclasses.dataclass(frozen=True, slots=True)
class _Said:
    """A text that is made when it is shown: the bar is drawn again while nothing is told."""

    text: Callable[[], str]

    def __format__(self, _: str) -> str:
        return self.text()


def in_words(seconds: float | None) -> str:
    """Seconds as a person says them; nothing for None.

    >>> in_words(3.2), in_words(75.0), in_words(7260.0), in_words(None)
    ('about 3 s left', 'about 1:15 min left', 'about 2:01 h left', '')
    """
    if seconds is None:
        return ""
    whole = round(seconds)
    if whole < 60:
        return f"about {whole} s left"
    unit, whole = ("min", whole) if whole < 3600 else ("h", whole // 60)
    return f"about {whole // 60}:{whole % 60:02} {unit} left"


def failures(failed: Sequence[FailureEntry], listed: Path | None = None) -> None:
    """A line on stderr for every input that failed; up to SHOWN of them where the file `listed` names them all."""
    shown = len(failed) if listed is None else SHOWN
    for row in failed[:shown]:
        warn(f"kg: {row['source']}: {row['reason']}")
    if len(failed) > shown:
        warn(f"kg: and {len(failed) - shown} more inputs failed; {listed} lists them all")


def remarks(found: Sequence[tuple[str, str]]) -> None:
    """A line on stderr for each remark on a document that was read, given with its source, up to SHOWN of them."""
    for source, text in found[:SHOWN]:
        warn(f"kg: {source}: {text}")
    if len(found) > SHOWN:
        warn(f"kg: and {len(found) - SHOWN} more such remarks; extra, origins and left_out of the documents tell them")


def doubles(found: Sequence[Double]) -> None:
    """A line on stderr for every text that was there before."""
    for row in found:
        warn(f"kg: {row.source}: {'nearly ' if row.near else ''}the same text as {row.id}: kept once")


def kept(files: Sequence[Path]) -> None:
    """A line on stderr for files of the build before that this one did not write again."""
    if there := [file.name for file in files if file.exists()]:
        warn(f"kg: {', '.join(there)} in {files[0].parent}: of a build before, not written again")


def summary(built: Build, change: Change | None, *, page: bool = True) -> None:
    """What a build holds, what of it is new if there was one before, its most frequent names, and the `page` to open."""
    counts = built.manifest["counts"]
    names = ("documents", "sentences", "mentions", "nodes", "edges", "failures")
    say(", ".join(_number(counts.get(name, 0), name) for name in names))
    if change:
        say(f"{_number(change.new, 'documents')} new in this build")
    again, near = built.query("select count(*), count_if(near) from duplicates").fetchall()[0]
    if again:
        say(f"{again:,} texts are another one over again ({near:,} nearly): kept once; the table duplicates lists them")
    undated = built.query("select count(*) from documents where date = ''").fetchall()[0][0]
    if undated:
        say(
            f"{undated:,} documents have no date: they count everywhere but in first and last; kg date FILES tells when they were written"
        )
    for type, title in (("SLOGAN", "slogans"), ("MEETING", "meetings")):
        rows = built.query(_TOP, (type, 10)).fetchall()
        if rows:
            say()
            _print(("most frequent " + title, "mentions", "documents", "first", "last"), rows)
    say()
    look = f"open {built.path / 'graph.html'} in a browser; " if page else ""
    say(f"{look}ask more with kg show NAME --build {built.path}")


def _number(count: int, things: str) -> str:
    return f"{count:,} {things.removesuffix('s') if count == 1 else things}"


_REMARKABLE = """
select source, extra, origins, left_out from documents
where map_contains(extra, 'date') or map_contains(extra, 'level') or cardinality(left_out) > 0
    or contains(origins['text'], '(a guess)')
order by source
"""


def remarked(built: Build) -> None:
    """The remarks on the documents of a build."""
    from kg.read import remarks as of

    rows = built.query(_REMARKABLE).fetchall()
    remarks([(source, text) for source, *fields in rows for text in of(*fields)])


def stages(built: Build) -> None:
    """The time and memory of every stage of the run that made the build."""
    if built.stats:
        columns = ("stage", "seconds", "CPU s", "peak MB so far", "largest worker MB")
        rows = [
            (s.name, f"{s.wall:.2f}", f"{s.cpu:.2f}", f"{s.peak / 1e6:.0f}", f"{s.worker / 1e6:.0f}")
            for s in built.stats.stages
        ]
        say()
        _print(columns, rows)


def card(found: Card) -> None:
    """The card of an entity."""
    from kg.analyse.wordings import difference

    entity = found.entity
    say(f"{entity.name}  [{' '.join(word for word in (entity.type.lower(), entity.kind) if word)}]")
    facts = {
        "aliases": "、".join(entity.aliases),
        "parts": "；".join(entity.parts),
        "English": entity.english,
        "since": entity.since,
        "raised by": entity.raised_by,
        "supersedes": "、".join(entity.supersedes),
        "superseded by": "、".join(entity.superseded_by),
        "held": " – ".join(dict.fromkeys(day for day in (entity.start, entity.end) if day)),
        "domain": entity.domain,
        "in this corpus": f"{entity.mentions} mentions in {entity.documents} documents"
        + (f", {entity.first} – {entity.last}" if entity.first else ""),
        "verbs": "、".join(f"{verb.verb} {verb.count}" for verb in found.verbs),
        "relations": "；".join(f"{link.relation} {'→' if link.outward else '←'} {link.name}" for link in found.links),
    }
    for label, value in facts.items():
        if value:
            say(f"  {label}: {value}")
    for wording in found.wordings:
        against = difference(entity.parts, wording.members) if entity.known else ""
        say(
            f"  as texts unfold it: {'、'.join(wording.members)} ({wording.count})"
            + (f" [{against}]" if against else "")
        )
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
    from kg.lexicon import Slogan
    from kg.link.meetings import full

    meeting = lexicon.meeting_names.get(plain, "") or full(plain)
    found = (
        lexicon.slogans.get(lexicon.canonical.get(plain, ""))
        or lexicon.meetings.get(meeting)
        or lexicon.series.get(meeting)
    )
    if found is None:
        near = [known for known in (*lexicon.canonical, *lexicon.meeting_names) if plain in known or known in plain]
        raise unknown("name", name, sorted(near, key=len)[:8] or ["kg lexicon search TEXT"])
    for field, value in dataclasses.asdict(found).items():
        if value not in ("", (), 0) and field not in ("counting", "bare"):
            say(f"{field}: {'；'.join(value) if isinstance(value, tuple) else value}")
    if isinstance(found, Slogan) and not found.bare:
        say("found only in quotation marks")
    if isinstance(found, Slogan) and found.parts and not found.counting:
        say("its numeral does not count its parts")


def entries(lexicon: Lexicon, text: str) -> None:
    """The slogans and meetings that hold a text in a name, an alias, the English name or the pinyin, a row each."""
    rows = [
        (found.name, found.kind, found.english, "、".join(found.aliases))
        for found in lexicon.slogans.values()
        if _holds(text, found.name, *found.aliases, found.english, found.pinyin)
    ]
    rows += [
        (found.name, "meeting", "", "、".join(found.aliases))
        for found in lexicon.meetings.values()
        if _holds(text, found.name, *found.aliases)
    ]
    if rows:
        _print(("name", "kind", "English", "aliases"), rows)
    else:
        warn(f"kg: no entry holds {text!r}")


def _holds(text: str, *writings: str) -> bool:
    from kg._spelling import letters

    return any(letters(text) in letters(writing) for writing in writings)


def records(rows: Sequence[Any], format: str) -> None:
    """Rows of one dataclass as `table`, `csv` or `json` on stdout; nothing for no rows."""
    if not rows:
        return
    columns = [field.name for field in dataclasses.fields(rows[0])]
    for line in FORMATS[format](columns, (tuple(getattr(row, name) for name in columns) for row in rows)):
        print(line)


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
