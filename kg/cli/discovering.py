"""New names: `kg discover`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Optional

import typer

from kg.cli._narrowing import Dedupe, notes, tables
from kg.cli._options import Lexicons, count, listed, one_of
from kg.cli._stopping import stoppable
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.analyse.discovery import Discovery

FORMATS: Final = ("table", "csv", "json", "toml")
AROUND: Final = 12
"""Characters on either side of a name that a row of the table shows."""


def _date(value: str | None) -> str | None:
    if value is not None and not re.fullmatch("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", value):
        raise UsageError(f"no date {value!r}: write YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def discover(
    build: Annotated[Path, typer.Argument(metavar="BUILD", help="The folder of a build.")] = Path("build"),
    top: Annotated[int, count(least=0, help="How many names at most; 0 is all.")] = 100,
    min_documents: Annotated[int, count(least=1, help="In how many documents a name stands at least.")] = 1,
    since: Annotated[
        Optional[str], typer.Option("--from", metavar="DATE", callback=_date, help="Only texts dated from here.")
    ] = None,
    until: Annotated[
        Optional[str], typer.Option("--to", metavar="DATE", callback=_date, help="Only texts dated up to here.")
    ] = None,
    examples: Annotated[int, count(least=1, help="How many sentences a name.")] = 3,
    format: Annotated[
        str,
        typer.Option(metavar=listed(FORMATS), callback=one_of("format", FORMATS), help="toml is ready for a lexicon."),
    ] = "table",
    lexicon: Lexicons = None,
    dedupe: Dedupe = None,
) -> None:
    """Rank names that no lexicon has: what texts quote, count with and repeat, with the reasons and sentences."""
    from kg.analyse import discovery
    from kg.builds import Build
    from kg.lexicon import load

    built = Build(build)
    known = load([*built.config.extract.lexicons, *(lexicon or ())])
    with stoppable(built.tables.interrupt):
        looked = tables(built, dedupe, whole=discovery.NO_WEIGHTS)
        found = discovery.discover(
            looked,
            known,
            top=top,
            min_documents=min_documents,
            since=since or "",
            until=until or "",
            examples=examples,
        )
    lines = discovery.toml(found, known) if format == "toml" else _lines(found, format)
    for line in lines:
        sys.stdout.write(line + "\n")
    told = [
        *discovery.METHOD.lines(),
        *notes(looked),
        "evidence: --format json --examples N",
    ]
    for line in ["", *told] if format == "table" else told:
        typer.echo(line, err=format != "table")
    if not found:
        typer.echo("kg: no name found that the lexicon lacks", err=True)


def _lines(found: list[Discovery], format: str) -> list[str]:
    """The rows as a table with one example each, or with all that is known of them."""
    import dataclasses

    from kg.tables import render

    if format == "table":
        columns = ["", "name", "kind", "score", "count", "documents", "first", "example", "reasons"]
        rows = [
            (
                at,
                row.name,
                row.kind,
                row.score,
                row.count,
                row.documents,
                row.first,
                _example(row),
                ", ".join(row.reasons),
            )
            for at, row in enumerate(found, 1)
        ]
        return list(render.table(columns, rows))
    names = [field.name for field in dataclasses.fields(_class())]
    plain = [dataclasses.asdict(row) for row in found]
    values = [tuple(list(row[n]) if isinstance(row[n], tuple) else row[n] for n in names) for row in plain]
    return list(render.FORMATS[format](names, values))


def _class() -> type[Discovery]:
    from kg.analyse.discovery import Discovery

    return Discovery


def _example(row: Discovery) -> str:
    """The first sentence around the name, which stands in 【】."""
    shown = row.evidence[0]
    mark = shown.marks[0]
    before, after = shown.text[: mark.start][-AROUND:], shown.text[mark.end :][:AROUND]
    return "".join(f"{before}【{shown.text[mark.start : mark.end]}】{after}".split())
