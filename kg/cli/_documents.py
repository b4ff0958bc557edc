"""What the commands over documents have in common: which documents and names, what becomes of copies, how rows end.

`over_documents` gives a command these options beside its own, and hands it what they chose as one `Asked`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property, partial, wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from kg.cli._narrowing import Dedupe, notes, tables
from kg.cli._options import BuildFolder, Format, Kinds, Levels, Names, Plot, Since, Top, Types, Until, limit, selection
from kg.cli._printing import EVIDENCE, ids, left_out, looked_at, show, undated
from kg.cli._stopping import stoppable

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.analyse.selection import Selection
    from kg.builds import Build
    from kg.plots.canvas import Picture


WHOLE = ("names", "since", "until", "level", "kind")
"""The options that a command over a whole build has not."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the shared options say; the fields set are the options, in the order of the help."""

    names: Names = None
    build: BuildFolder = Path("build")
    since: Since = ""
    until: Until = ""
    level: Levels = None
    type: Types = None
    kind: Kinds = None
    dedupe: Dedupe = None
    top: Top = None
    plot: Plot = None
    format: Format = "table"

    opened: list[Any] = field(default_factory=list, init=False, repr=False, compare=False)

    @cached_property
    def built(self) -> Build:
        """The build."""
        return self.open(self.build)

    def open(self, path: Path) -> Build:
        """A build, which `interrupt` reaches."""
        from kg.builds import Build

        built = Build(path)
        self.opened.append(built)
        return built

    def interrupt(self) -> None:
        """End what DuckDB is at, from another thread."""
        for built in tuple(self.opened):
            built.tables.interrupt()

    @cached_property
    def selection(self) -> Selection:
        """The documents and names chosen."""
        return selection(self.since, self.until, self.level, self.type, self.kind, self.names)

    @property
    def rows(self) -> int:
        """How many rows are wanted, 0 for all."""
        return limit(self.top, self.format)

    def ids(self, of: Any, *types: str, among: Selection | None = None, dated: bool = True) -> list[str]:
        """The ids of the names; raises `UsageError` for one of a type (else than `types`) or kind not asked for.

        Says on stderr what is left out of their figures in the tables `of`; `among` and `dated` as for `tables`.
        """
        found = ids(self.built.tables, self.names, types or self.selection.types, self.selection.kinds)
        left_out(of, found, among or self.selection, dated)
        return list(found)

    def id(self, of: Any, name: str) -> str:
        """The id of a name of any type; says on stderr what is left out of its figures in the tables `of`."""
        found = ids(self.built.tables, [name])
        left_out(of, found, self.selection, dated=False)
        return next(iter(found))

    def tables(self, among: Selection | None = None, *, whole: str = "", dated: bool = True) -> Any:
        """The tables to look at: copies left out or weighed among the documents of the selection, or of `among`.

        `whole` says why copies cannot be weighed. Where an analysis needs dates (`dated`), says on stderr how many
        documents have none.
        """
        among = among or self.selection
        found = tables(self.built, self.dedupe, among, whole=whole)
        if dated:
            undated(found, among.levels)
        return found

    def show(
        self,
        found: pa.Table,
        shown: Sequence[str],
        draw: Callable[[], Picture] | None = None,
        *,
        of: Any,
        top: int | None = 0,
        evidence: str = EVIDENCE,
        told: bool = False,
    ) -> None:
        """Print a table, as `kg.cli._printing.show` does, with the notes of the tables `of` which it is.

        `told`: it has been said why there is nothing in it.
        """
        looked = None if told else partial(looked_at, of, self.selection)
        show(found, self.format, shown, self.plot, draw, top=top, notes=notes(of), evidence=evidence, looked=looked)


def over_documents(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command `f(asked, …)` with the options of `Asked` before and after its own, but those left out.

    An option that the command has itself goes before the shared one, and its value into `Asked`, too.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        hints = get_type_hints(command, include_extras=True)
        own = {
            name: parameter.replace(annotation=hints[name], kind=Parameter.KEYWORD_ONLY)
            for name, parameter in list(signature(command).parameters.items())[1:]
        }
        shared = _shared(without)
        first = [shared[name] for name in ("names", "build") if name in shared and name not in own]
        last = [p for name, p in shared.items() if name not in ("names", "build", *own)]
        every = sorted([*first, *own.values(), *last], key=_positional)

        @wraps(command)
        def run(**given: Any) -> None:
            asked = Asked(**{name: given[name] for name in shared})
            with stoppable(asked.interrupt):
                command(asked, **{name: given[name] for name in own})

        del run.__dict__["__wrapped__"]
        run.__signature__ = Signature(every)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in every}
        return run

    return decorate


def _shared(without: Sequence[str]) -> dict[str, Parameter]:
    hints = get_type_hints(Asked, include_extras=True)
    return {
        option.name: Parameter(
            option.name, Parameter.KEYWORD_ONLY, default=option.default, annotation=hints[option.name]
        )
        for option in fields(Asked)
        if option.init and option.name not in without
    }


def _positional(parameter: Parameter) -> bool:
    """Arguments go before options."""
    return "Argument" not in type(parameter.annotation.__metadata__[0]).__name__
