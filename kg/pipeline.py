"""The whole flow: files in, tables and graph out.

::

    files ─read→ Document ─clean→ Document ─segment→ Sentence ─extract→ Mention ─link→ Entity, Relation
          ─tabulate→ documents, sentences, mentions, nodes, edges (Parquet) ─graph→ networkx ─analyse→ tables
          ─export→ HTML, GraphML, GEXF, CSV, JSON
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from kg import version
from kg.batches import Task, make_part
from kg.builds import Build
from kg.config import Config
from kg.engines import Engine, engine
from kg.errors import BuildError, unknown
from kg.intake import Intake
from kg.lexicon import Lexicon, load
from kg.stats import Stats
from kg.tables import arrow, commit, folder, manifest, parts

EXPORTS: Final = ("html", "report", "graphml")
"""The files that a build writes beside its tables."""

FILES: Final = {"report": "report.html"}
"""What these are called that are not `graph.` and their format."""


class Progress(Protocol):
    """Told what a build is at."""

    def stage(self, name: str) -> None:
        """A stage begins: `documents`, `graph`, or the name of an export."""

    def total(self, bytes: int) -> None:
        """The input files have so many bytes; told once, before the first `advance`.

        Texts may come to more or fewer: files are packed, or hold markup.
        """

    def advance(self, documents: int, bytes: int) -> None:
        """So many more documents, and UTF-8 bytes of their text, are in the tables."""


class Silent:
    """No progress shown."""

    def stage(self, name: str) -> None:
        """Say nothing."""

    def total(self, bytes: int) -> None:
        """Say nothing."""

    def advance(self, documents: int, bytes: int) -> None:
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

    Parts that an earlier or interrupted run made of the same documents are kept. What could not be read or
    annotated is in `manifest["failures"]`. Raises `BuildError` where the folder is in use or holds other
    things, where no document could be read, and for a full disk; `UsageError` for an unknown name.
    """
    config, progress, stats = config or Config(), progress or Silent(), Stats()
    exporters, run = _exporters(exports), engine(config.engine.name)
    lexicon = lexicon if lexicon is not None else load(config.extract.lexicons)
    with folder.claimed(out) as root:
        with stats.stage("documents"):
            intake = Intake(paths, config, out=root)
            made = tabulate(intake, root, run, lexicon, config, progress)
        with stats.stage("graph"):
            progress.stage("graph")
            relate(intake, made, root, lexicon, config)
            arrow.release()
        built = Build(root, stats=stats)
        for name, export in exporters.items():
            with stats.stage(name):
                progress.stage(name)
                export(built.tables, built.graph, root / FILES.get(name, f"graph.{name}"), config)
    return built


def tabulate(
    intake: Intake, root: Path, run: Engine, lexicon: Lexicon, config: Config, progress: Progress
) -> list[parts.Part]:
    """Documents → parts of the tables, in the order of the documents; parts that are there are kept."""
    tag = manifest.fingerprint(version.extractor(), fingerprint(lexicon), config)
    sizes: dict[str, tuple[int, int]] = {}
    done: dict[str, parts.Part] = {}

    def missing() -> Iterator[Task]:
        for documents in parts.gather(intake):
            name = parts.name(documents, tag)
            sizes[name] = len(documents), sum(len(document.text.encode()) for document in documents)
            if found := parts.find(root, name):
                keep(found)
            else:
                yield Task(name, arrow.batch(documents))

    def keep(part: parts.Part) -> None:
        done[part.name] = part
        progress.advance(*sizes[part.name])

    progress.stage("documents")
    progress.total(intake.size())
    work = partial(make_part, root=root, lexicon=lexicon, config=config)
    for part in run(work, missing(), config.engine.jobs):
        keep(part)
    return [done[name] for name in sizes]


def relate(intake: Intake, made: Sequence[parts.Part], root: Path, lexicon: Lexicon, config: Config) -> None:
    """Parts → nodes and edges, and the manifest over all."""
    from kg.graph import cooccurrence, entities, relations

    failures = manifest.failures(intake.failures, made)
    if not any(part.rows[0] for part in made):
        raise _nothing(failures)
    tables = {"duplicates": commit.arranged("duplicates", [intake.duplicates()])}
    with folder.temporary_folder(root) as temporary:
        with commit.over(root, made, tables["duplicates"], temporary) as connection:
            tables["nodes"] = commit.arranged("nodes", [entities.nodes(connection, lexicon)])
            both = cooccurrence.edges(connection, config), relations.edges(connection, lexicon)
            tables["edges"] = commit.arranged("edges", both)
            crowded = cooccurrence.crowded(connection, config)
        rows = {table: tables[table].num_rows for table in ("nodes", "edges", "duplicates")}
        about: manifest.Manifest = {
            "format": manifest.FORMAT,
            "version": version.__version__,
            "extractor": version.extractor(),
            "lexicon": fingerprint(lexicon),
            "config": manifest.settings(config),
            "parts": manifest.part_entries(made),
            "tables": commit.write(root, temporary, tables),
            "counts": manifest.counts(made, **rows, failures=len(failures)),
            "rejections": manifest.rejections(made) | {f"crowded {unit}": n for unit, n in crowded.items() if n},
            "failures": failures,
        }
        commit.commit(root, about)


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


def _nothing(failures: Sequence[manifest.FailureEntry]) -> BuildError:
    if not failures:
        return BuildError("no document found: give files, or folders with files that can be read")
    count, (source, reason) = len(failures), failures[0].values()
    return BuildError(f"no document could be read; {count} failed, the first is {source}: {reason}")
