"""What the command line shows: progress and messages on stderr, summaries and cards on stdout.

::

    lines.py   lines and rows
    bar.py     progress
    builds.py  what a build holds, and what failed
    cards.py   a name of a build or of a lexicon
"""

from kg.terminal.bar import progress
from kg.terminal.builds import doubles, failures, gone, kept, remarked, remarks, stages, summary
from kg.terminal.cards import card, entries, entry, evidence
from kg.terminal.lines import records, say, warn

__all__ = [
    "card",
    "doubles",
    "entries",
    "entry",
    "evidence",
    "failures",
    "gone",
    "kept",
    "progress",
    "records",
    "remarked",
    "remarks",
    "say",
    "stages",
    "summary",
    "warn",
]
