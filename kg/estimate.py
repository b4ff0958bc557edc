"""How long a build will still take, from what it has done so far. A guess for people; nothing depends on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

AFTER: Final = {"graph": 0.05, "html": 0.07, "graphml": 0.035}
"""Seconds for a megabyte of text that the stages after the documents take on one core of a laptop of 2020.

Where a stage has been slower or faster than this, those after it are taken to be so too.
"""

SETTLED: Final = 1.0
"""Seconds of work before there is a guess: before, it would jump."""


class Estimate:
    """Told what is done, says how many seconds are left.

    >>> now = iter([0.0, 0.0, 4.0, 6.0]).__next__
    >>> estimate = Estimate(now)
    >>> estimate.plan(["documents"], 100)
    >>> estimate.stage("documents")
    >>> estimate.advance(bytes=25, text=60, made=True)
    >>> estimate.left()
    10.0
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stages: Sequence[str] = ()
        self._stage = ""
        self._total = self._done = self._text = self._made = 0
        self._began = self._last = 0.0
        self._pace = 1.0

    def plan(self, stages: Sequence[str], bytes: int) -> None:
        """What there is to do: the stages in order, and the bytes of the input."""
        self._stages, self._total = stages, bytes
        self._began = self._clock()

    def stage(self, name: str) -> None:
        """A stage begins; what the one before took tells how fast this machine is."""
        now = self._clock()
        expected = self._after(self._stage)
        if expected:
            self._pace = (now - self._began) / expected
        self._stage, self._began = name, now

    def advance(self, bytes: int, text: int, made: bool) -> None:
        """So many bytes of the input are done, and of text in them; what was not `made` was there before."""
        self._done += bytes
        self._text += text
        self._last = self._clock()
        if made:
            self._made += bytes
        elif not self._made:
            # What was found says nothing about the time that the rest takes.
            self._began = self._last

    def left(self) -> float | None:
        """Seconds until all stages are done, or None where it is too early to tell."""
        now = self._clock()
        if self._stage not in self._stages:
            return None
        later = self._stages[self._stages.index(self._stage) + 1 :]
        rest = self._pace * sum(self._after(name) for name in later)
        if self._stage != self._stages[0]:
            return rest + max(0.0, self._pace * self._after(self._stage) - (now - self._began))
        to_do = max(0, self._total - self._done)
        if not to_do:
            return rest
        if not self._made or now - self._began < SETTLED:
            return None
        # The rate is that at the last part done: between two parts nothing is known to be slower.
        return rest + max(0.0, to_do * (self._last - self._began) / self._made - (now - self._last))

    def _after(self, name: str) -> float:
        """Seconds that a stage after the documents takes, for as much text as the input seems to hold."""
        text = self._total * self._text / self._done if self._done else 0
        return AFTER.get(name, 0.0) * text / 1e6
