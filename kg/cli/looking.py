"""Into a build: `kg show`, `kg query`, `kg export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import config as settings
from kg.cli._options import MADE, BuildFolder, Config, Format, Language, Levels, Quiet, Since, Until, count, one_of
from kg.cli._stopping import stoppable
from kg.export import EXPORTERS

Export = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT", callback=one_of("format", EXPORTERS), help=f"One of {', '.join(sorted(EXPORTERS))}."
    ),
]


def show(
    name: Annotated[str, typer.Argument(help="A name, an alias or an id.")],
    build: BuildFolder = Path("build"),
    evidence: Annotated[int, count(least=0, help="How many sentences.")] = 5,
    since: Since = "",
    until: Until = "",
    level: Levels = None,
) -> None:
    """Print the card of a slogan, meeting, work, body or person: facts, counts, neighbours, evidence.

    --from, --to and --level choose the sentences of the evidence; the figures are those of the whole corpus.
    """
    from kg import terminal
    from kg.analyse import card
    from kg.analyse.selection import Selection
    from kg.builds import Build

    chosen = Selection(since, until, tuple(level or ()))
    found = card.card(Build(build).tables, name, evidence=evidence, selection=chosen)
    terminal.card(found)
    shown = found.evidence or any(several.evidence for several in found.sets)
    if evidence and not shown and chosen != Selection():
        terminal.warn(f"kg: none of the documents chosen names {found.entity.name}")


def query(
    sql: Annotated[
        str, typer.Argument(help="One SELECT over documents, sentences, mentions, expansions, nodes, edges.")
    ],
    build: BuildFolder = Path("build"),
    format: Format = "table",
) -> None:
    """Ask the tables in SQL (DuckDB, read only)."""
    from kg.builds import Build
    from kg.tables import render

    built = Build(build)
    with stoppable(built.tables.interrupt):
        render.write(built.query(sql), format, sys.stdout)


def export(
    format: Export,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            help="The file to write (csv: x.csv with x.nodes.csv, or a folder; brat, neo4j, obsidian, parquet: a folder); "
            f"{MADE}.",
        ),
    ],
    build: BuildFolder = Path("build"),
    config: Config = None,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph of a build for another program, with the settings of the build and those of --config over them."""
    from kg import terminal
    from kg.builds import Build

    built = Build(build)
    chosen = settings.load(config, base=built.config, html={"language": lang} if lang else {})
    with terminal.progress(quiet) as progress:
        if progress:
            progress.stage(format)
        EXPORTERS[format](built.tables, out, chosen)
