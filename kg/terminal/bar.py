"""Progress on stderr."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.estimate import Estimate

if TYPE_CHECKING:
    from kg.pipeline import Progress


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
