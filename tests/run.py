"""Everything the tests need, then everything that is tested: style, types, layers, and the tests themselves.

Brings Debian's Chromium, Java and a Chinese font where it may (as root, with apt-get), and says what it could not get.
Arguments go on to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FONT = "Noto Sans CJK"
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("importlinter.cli", "lint"),
)
SPREAD = ("-n", "logical", "--dist", "loadfile")
"""A process for every core; the tests of one file share what was made for them."""


def main() -> int:
    """Run all; the exit code is that of the worst."""
    browser()
    worst = 0
    for module, *arguments in CHECKS:
        print(f"== {module} {' '.join(arguments)}", flush=True)
        command = ["lint-imports"] if module.startswith("importlinter") else [sys.executable, "-m", module, *arguments]
        worst = max(worst, call(command))
    print("== pytest", flush=True)
    return max(worst, call([sys.executable, "-m", "pytest", *SPREAD, *sys.argv[1:]]))


def call(command: list[str]) -> int:
    """Run a command in the project's folder, with this interpreter's scripts first on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return abs(subprocess.call(command, cwd=ROOT, env={**os.environ, "PATH": path}))


def browser() -> None:
    """See that a browser, a Chinese font and Java are there, or say what is missing."""
    missing = [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
    if not has_font():
        missing.append("fonts-noto-cjk")
    if not shutil.which("antiword"):
        missing.append("antiword")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        missing.append("default-jre-headless")
    if missing and os.name == "posix" and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"== installing {' '.join(missing)}", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.call(["apt-get", "update", "-qq"], **quiet)
        if subprocess.call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], **quiet) == 0:
            missing = []
    if missing:
        print(
            f"not here and not to be installed: {', '.join(missing)}; the tests marked `browser`, and those of Spark, need it",
            flush=True,
        )


def has_font() -> bool:
    """Whether fontconfig knows a Chinese font."""
    if not shutil.which("fc-list"):
        return False
    return FONT in subprocess.run(["fc-list"], capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    raise SystemExit(main())
