"""python -m kg, and the command `kg`"""

import signal
import sys
from types import FrameType
from typing import Final

IMPORTING: Final = "<frozen importlib"
"""How the file of a frame begins that loads a module."""

LATER: Final = 0.05
"""Seconds after which is seen whether it is loaded."""


def main() -> None:
    """Run the command line; Ctrl-C ends it in one line also while modules are loaded."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
        signal.signal(signal.SIGALRM, _stop)
    try:
        from kg.cli import main as run

        run()
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr, flush=True)
        raise SystemExit(130) from None


def _stop(number: int, frame: FrameType | None) -> None:
    """Raise `KeyboardInterrupt`, but not in the midst of an import: what is loaded may swallow it, or crash."""
    above = frame
    while above is not None:
        if above.f_code.co_filename.startswith(IMPORTING):
            signal.setitimer(signal.ITIMER_REAL, LATER)
            return
        above = above.f_back
    signal.default_int_handler(number, frame)


if __name__ == "__main__":
    main()
