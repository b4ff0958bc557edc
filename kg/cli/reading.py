"""What the wording of texts tells: `kg chains`, `kg date`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from kg.cli._codes import FAILED, NOTHING
from kg.cli._narrowing import Top
from kg.cli._options import BuildFolder, Config, Format, Lexicons, Paths, chosen
from kg.cli._printing import ids, show


def chains(
    name: Annotated[Optional[str], typer.Argument(help="Only formulas with this slogan, chain by chain.")] = None,
    build: BuildFolder = Path("build"),
    documents: Annotated[int, typer.Option(min=1, help="Documents that hold a formula word for word, at least.")] = 2,
    top: Top = None,
    format: Format = "table",
) -> None:
    """List formulas: runs of verb + slogan (增强“四个意识”、坚定“四个自信”), with how texts deviate from them.

    With NAME, every chain that belongs to a formula with it: what it misses, adds, moves or governs by another verb.
    """
    from kg.analyse import chains as analysis
    from kg.builds import Build

    tables = Build(build).tables
    found = analysis.families(tables, documents=documents)
    if name is None:
        rows = analysis.summaries(found)
    else:
        [id] = ids(tables, [name])
        rows = analysis.variants(found, id.partition(":")[2])
    show(rows, format, rows.column_names, top=top)


def date(
    paths: Paths,
    config: Config = None,
    lexicon: Lexicons = None,
    format: Format = "table",
) -> None:
    """Tell between which days texts must have been written, from what they name, with the words that tell it.

    Dates in metadata, titles of files and their names are not looked at. An end that nothing tells stays open.
    """
    from kg import extracts, terminal
    from kg.analyse import dating
    from kg.errors import InputError
    from kg.lexicon import load

    settings = chosen(config, lexicon)
    known = load(settings.extract.lexicons)
    rows, failed = [], []
    for doc, analysis in extracts.analyses(paths, known, settings, dated=False):
        if isinstance(analysis, InputError):
            failed.append({"source": analysis.source, "reason": analysis.reason})
        else:
            rows.append(dating.row(doc, dating.interval(analysis, known)))
    found = dating.rows(rows)
    show(found, format, found.column_names)
    terminal.failures(failed)  # type: ignore[arg-type]
    if failed:
        raise typer.Exit(FAILED if rows else NOTHING)
