"""The whole flow: files in, tables and graph out.

::

    files ─read→ Document ─clean→ Document ─segment→ Sentence ─extract→ Mention ─link→ Entity, Relation
          ─tabulate→ documents, sentences, mentions, nodes, edges (Parquet) ─graph→ networkx ─analyse→ tables
          ─export→ HTML, GraphML, GEXF, CSV, JSON, Cypher, RDF
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from kg import read, version
from kg.batches import GONE, Task, make_part, make_parts, settled
from kg.builds import Build
from kg.config import Config
from kg.engines import Engine, Gathered, Steps, engine
from kg.entries import Entries
from kg.errors import BuildError, InputError, UsageError, unknown
from kg.graph import kept
from kg.intake import Intake, Texts, items, located
from kg.ledger import Ledger
from kg.lexicon import Lexicon, load
from kg.records import Document
from kg.stats import Stats
from kg.tables import arrow, commit, folder, manifest, parts

EXPORTS: Final = ("html", "report", "graphml")
"""The files that a build writes beside its tables."""

FILES: Final = {"report": "report.html"}
"""What these are called that are not `graph.` and their format."""


Taken = Intake | Gathered
"""What was read, with its `failures` and `duplicates()`."""


class Progress(Protocol):
    """Told what a build is at; a build that is given none says nothing.

    Spark begins when the first documents go to it, which takes some seconds: during the stage `documents`, and for URLs
    before the plan, as their files are listed there. The command line says so beforehand.
    """

    def plan(self, stages: Sequence[str], bytes: int) -> None:
        """The stages to come, in order, and the bytes of the input files; told once, first."""

    def stage(self, name: str) -> None:
        """A stage begins: `documents`, `graph`, or the name of an export."""

    def advance(self, documents: int, bytes: int, text: int, made: bool) -> None:
        """So many more documents are in the tables: bytes of the input, and UTF-8 bytes of their text.

        Those that an earlier run left there were not `made`.
        """


class Silent:
    """No progress shown."""

    def plan(self, stages: Sequence[str], bytes: int) -> None:
        """Say nothing."""

    def stage(self, name: str) -> None:
        """Say nothing."""

    def advance(self, documents: int, bytes: int, text: int, made: bool) -> None:
        """Say nothing."""


def build(
    paths: Iterable[str | Path] | str | Path,
    out: str | Path = "build",
    config: Config | None = None,
    *,
    lexicon: Lexicon | None = None,
    progress: Progress | None = None,
    exports: Sequence[str] = EXPORTS,
) -> Build:
    """Build the knowledge graph of files and folders in the folder `out`, or bring it up to date.

    `exports` name the files written beside the tables (`kg.export.EXPORTERS`); an empty one writes none. Without a
    `lexicon` it is the built-in one with those of `config`. The same texts, lexicon and settings give the same bytes.
    Paths may be URLs (`hdfs://…`, `s3a://…`, `file:///…`) with the engine spark, whose workers then read them; not
    both at once.
    Parts that an earlier or interrupted run made of the same documents are kept, and files that it read are not read
    again. On Linux the whole process gives large memory back to the system from then on. What could not be read or
    annotated is in `manifest["failures"]`, what is to be known of other files in `manifest["remarks"]`. Raises
    `BuildError` where the folder is in use or holds other things, where no document could be read, and for a full disk;
    `UsageError` for an unknown name.
    """
    arrow.frugal()
    config, progress, stats = config or Config(), progress or Silent(), Stats()
    exporters, work = _exporters(exports), engine(config.engine)
    lexicon = lexicon if lexicon is not None else load(config.extract.lexicons)
    with folder.claimed(out, *_exported(exporters)) as root:
        before = _manifest(root)
        with work:
            with stats.stage("documents"):
                taken, made = documents(paths, root, work, lexicon, config, progress, tuple(exporters))
            with stats.stage("graph"):
                progress.stage("graph")
                relate(taken, made, root, work, lexicon, config)
                arrow.release()
        built = Build(root, stats=stats)
        # a run that is stopped from here on would leave the files of other tables
        for name in exporters if built.manifest != before else ():
            folder.remove(exported(root, name))
        for name, export in exporters.items():
            with stats.stage(name):
                progress.stage(name)
                folder.vacate(exported(root, name))
                try:
                    export(built.tables, exported(root, name), config)
                except UsageError as error:
                    raise BuildError(
                        f"{error}; the tables are whole, and the next build writes what is missing"
                    ) from None
    return built


def exported(root: Path, name: str) -> Path:
    """The file of an export in a build."""
    return root / FILES.get(name, f"graph.{name}")


def _exported(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The names of the files and of the folders that these exports write in a build."""
    from kg.export import FOLDERS

    files, folders = list[str](), list[str]()
    for name in names:
        (folders if name in FOLDERS else files).append(exported(Path(), name).name)
    return files, folders


def _manifest(root: Path) -> manifest.Manifest | None:
    """The manifest of the build that is there, if it can be read."""
    try:
        return manifest.read(root)
    except BuildError:
        return None


def documents(
    paths: Iterable[str | Path] | str | Path,
    root: Path,
    work: Engine,
    lexicon: Lexicon,
    config: Config,
    progress: Progress,
    exports: tuple[str, ...] = (),
) -> tuple[Taken, Sequence[parts.Part]]:
    """Files → parts of the tables, read here or, at URLs, by the workers; and what was left out."""
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    if not (urls := located(given)):
        taken = Intake(
            given, config, out=root, ledger=Ledger(root, f"{version.reader()} {read.programs()} {config.read}")
        )
        progress.plan(("documents", "graph", *exports), taken.size())
        return taken, tabulate(taken, root, work, lexicon, config, progress)
    tag = manifest.fingerprint(version.extractor(), fingerprint(lexicon), config)
    made = partial(make_parts, root=root, tag=tag, make=_making(root, lexicon, config))
    steps = Steps(partial(read.sources, config=config), partial(items, config=config), made)
    gathered = work.gather(urls, root, steps, _Told(progress, exports))
    return gathered, gathered.parts


def tabulate(
    intake: Intake, root: Path, work: Engine, lexicon: Lexicon, config: Config, progress: Progress
) -> list[parts.Part]:
    """Documents → parts of the tables, in the order of the documents; parts that are there are kept."""
    tag = manifest.fingerprint(version.extractor(), fingerprint(lexicon), config)
    sizes: dict[str, tuple[int, int, int]] = {}
    texts = intake.texts()
    done: dict[str, parts.Part] = {}

    def missing() -> Iterator[Task]:
        place = 0
        for entries, text in parts.gather(intake.entries()):
            name = parts.name(entries, tag)
            sizes[name] = len(entries), intake.place - place, text
            place = intake.place
            if (found := parts.find(root, name)) and settled(found):
                keep(found, made=False)
            else:
                task = _task(name, entries, texts)
                del entries  # with their texts, before those of the next part come
                yield task
                arrow.release()

    def keep(part: parts.Part, *, made: bool = True) -> None:
        done[part.name] = part
        progress.advance(*sizes[part.name], made)

    progress.stage("documents")
    make = _making(root, lexicon, config)
    for part in work.run(make, missing()):
        keep(part)
    return [done[name] for name in sizes]


def _task(name: str, entries: Entries, texts: Texts) -> Task:
    """What makes a part; a document that was known and whose file is gone by now is a fault of it."""
    documents, faults = list[Document](), dict[int, str]()
    for place, entry in enumerate(entries):
        try:
            documents.append(texts.document(entry))
        except InputError as error:
            documents.append(Document(entry.id, entry.source, ""))
            faults[place] = GONE + error.reason
    return Task(name, arrow.batch(documents), faults)


def relate(
    taken: Taken, made: Sequence[parts.Part], root: Path, work: Engine, lexicon: Lexicon, config: Config
) -> None:
    """Parts → nodes and edges, and the manifest over all; raises `BuildError` where no part has a document."""
    from kg.graph import edges, entities, mentioned
    from kg.graph.facts import facts

    failures = manifest.failures(taken.failures, made)
    if not any(part.rows[0] for part in made):
        raise _nothing(failures, manifest.remarks(taken.failures))
    counted = list(kept.counted(root, made, config))
    with folder.temporary_folder(root) as temporary:
        with work.over(root, made) as rows:
            said = mentioned.read(rows)
        arrow.release()
        found = facts(said, lexicon)
        added = work.added(counted, said.entities, said.dates)
        write = partial(commit.write, root, temporary)
        tables = {
            "nodes": write("nodes", commit.arranged("nodes", [entities.nodes(said, found, lexicon)])),
            "edges": write("edges", edges.edges(said, found.relations, added, config)),
            "duplicates": write("duplicates", commit.arranged("duplicates", [taken.duplicates()])),
        }
        about: manifest.Manifest = {
            "format": manifest.FORMAT,
            "version": version.__version__,
            "extractor": version.extractor(),
            "lexicon": fingerprint(lexicon),
            "config": manifest.settings(config),
            "parts": manifest.part_entries(made),
            "tables": tables,
            "counts": manifest.counts(made, **commit.rows(root, tables), failures=len(failures)),
            "rejections": manifest.rejections(made) | kept.crowded(counted),
            "failures": failures,
            "remarks": manifest.remarks(taken.failures),
        }
        counts = {part.path.name for part in (*counted, *added) if isinstance(part, kept.Kept)}
        commit.commit(root, about, counts, taken.sheets)


def _making(root: Path, lexicon: Lexicon, config: Config) -> Callable[[Task], parts.Part]:
    """What makes a part of its documents, and keeps what is counted in it."""
    count = partial(kept.keep, root=root, config=config)
    return partial(make_part, root=root, lexicon=lexicon, config=config, then=count)


class _Told:
    """What workers that read are told of, passed on: the bytes of the texts stand for those of the files."""

    def __init__(self, progress: Progress, exports: tuple[str, ...]) -> None:
        self._progress, self._exports = progress, exports

    def total(self, bytes: int) -> None:
        """The files have so many bytes."""
        self._progress.plan(("documents", "graph", *self._exports), bytes)
        self._progress.stage("documents")

    def advance(self, documents: int, bytes: int) -> None:
        """So many more documents, and bytes of their text, are done."""
        self._progress.advance(documents, bytes, bytes, True)


def fingerprint(lexicon: Lexicon) -> str:
    """What a lexicon holds, in 16 hex digits, also where it was made in Python."""
    return lexicon.fingerprint or hashlib.sha256(repr(lexicon).encode()).hexdigest()[:16]


def _exporters(names: Sequence[str]) -> dict[str, Any]:
    """The functions that write these formats; an unknown one fails before any work is done."""
    if not names:
        return {}
    from kg.export import EXPORTERS

    for name in names:
        if name not in EXPORTERS:
            raise unknown("export", name, EXPORTERS)
    return {name: EXPORTERS[name] for name in names}


def _nothing(failures: Sequence[manifest.FailureEntry], passed: Sequence[manifest.FailureEntry]) -> BuildError:
    """Why there is no document: what failed, or else what was passed over."""
    if not (named := failures or passed):
        return BuildError("no document found: give files, or folders with files that can be read")
    count, (source, reason) = len(named), named[0].values()
    told = f"no document could be read; {count} failed" if failures else f"nothing to read; {count} passed over"
    return BuildError(f"{told}, the first is {source}: {reason}{'; kg read names all' if count > 1 else ''}")
