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
