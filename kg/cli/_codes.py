"""The exit codes."""

from __future__ import annotations

from typing import Final

FAILED: Final = 1
"""Some inputs failed and the rest was done."""

WRONG: Final = 2
"""Wrong usage."""

NOTHING: Final = 3
"""Nothing could be done."""

STOPPED: Final = 130
"""Stopped by Ctrl-C."""

TOLD: Final = (
    "0 done; 1 some inputs failed and the rest was done; 2 wrong usage; 3 nothing could be done; 130 stopped by Ctrl-C."
)
"""What the help, the README and the guide say of them."""
