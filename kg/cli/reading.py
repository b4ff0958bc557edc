"""What the wording of texts tells: `kg chains`, `kg date`."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Optional

import typer

from kg.cli._codes import FAILED, NOTHING
from kg.cli._documents import Asked, over_documents
from kg.cli._options import Config, Format, Lexicons, Paths, count
from kg.cli._options import chosen as settled
from kg.cli._printing import drawn, show
from kg.errors import UsageError


@over_documents("names", "type", "kind")
def chains(
    asked: Asked,
    name: Annotated[Optional[str], typer.Argument(help="Only formulas with this slogan, chain by chain.")] = None,
    documents: Annotated[int, count(least=1, help="Documents that hold a formula word for word, at least.")] = 2,
    between: Annotated[
        Optional[tuple[str, str]],
        typer.Option(metavar="TEXT TEXT", help="Two texts (ids, sources or titles) beside each other, slot by slot."),
    ] = None,
) -> None:
    """List formulas: runs of verb + slogan (增强“四个意识”、坚定“四个自信”), with how texts deviate from them.

    With NAME, every chain with it or of a formula with it: what it misses, adds, moves or governs by another verb.
    """
    from kg import terminal
    from kg.analyse import chains as analysis

    if between and (name or asked.since or asked.until or asked.level or asked.dedupe):
        raise UsageError("--between compares two whole texts: without NAME, --from, --to, --level and --dedupe")
    tables, told = asked.tables(dated=False), False
    if between:
        from kg.analyse.alignment import alignment

        asked.show(alignment(tables, *between), BETWEEN, of=tables, top=asked.top, evidence=PLACES)
        return
    found = analysis.families(tables, asked.selection, documents=documents)
    if name is None:
        rows = analysis.summaries(found)
    else:
        canonical = asked.id(tables, name).partition(":")[2]
        rows = analysis.variants(found, analysis.chains(tables, asked.selection), canonical)
        if told := not len(rows):
            elsewhere = any(canonical in chain.names for chain in analysis.chains(asked.built.tables))
            who = "none of the documents chosen has {} in a chain" if elsewhere else "{} stands in no chain"
            terminal.warn(f"kg: {who.format(name)} of slogans with verbs")
    shown, how = (FORMULAS, "draw") if name is None else (VARIANTS, "draw_variants")
    draw = partial(drawn, "chains", rows, draw=how)
    asked.show(rows, shown, draw, of=tables, top=asked.top, evidence=PLACES, told=told)


PLACES = "evidence: --format csv or json has the words of each row, with document, sentence and place"
FORMULAS = ("formula", "chains", "documents", "exact", "first", "last", "deviations")
VARIANTS = ("date", "source", "formula", "deviation", "text")
BETWEEN = ("chain", "slot", "change", "verb_a", "slogan_a", "verb_b", "slogan_b")


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

    settings = settled(config, lexicon)
    known = load(settings.extract.lexicons)
    rows, failed, remarks = [], [], []
    for doc, analysis in extracts.analyses(paths, known, settings, dated=False):
        if isinstance(analysis, InputError) and analysis.remark:
            remarks.append((analysis.source, analysis.reason))
        elif isinstance(analysis, InputError):
            failed.append({"source": analysis.source, "reason": analysis.reason})
        else:
            rows.append(dating.row(doc, dating.interval(analysis, known)))
    found = dating.rows(rows)
    if rows:
        show(found, format, found.column_names, evidence="")
    terminal.failures(failed)  # type: ignore[arg-type]
    terminal.remarks(remarks)
    if failed or not rows:
        raise typer.Exit(FAILED if rows else NOTHING)
