"""What we run on, as far as it can be looked at without a network: our own code by bandit, what it needs by its metadata.

Known faults of other packages are told by pip-audit, which asks a server; nothing here does.
"""

import importlib.metadata as metadata
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

requirements = pytest.importorskip("packaging.requirements")

ROOT = Path(__file__).parents[2]
REASONED = {
    "B101": {"kg/engines/processes.py"},  # for the type checker: nothing depends on it
    "B301": {
        "kg/engines/spark/sent.py",
        "kg/engines/spark/waves.py",
    },  # what driver and workers of one run send another
    "B403": {"kg/engines/spark/sent.py", "kg/engines/spark/waves.py"},
    "B404": {"kg/read/office.py"},  # antiword and LibreOffice: no shell, names of our own, a time limit
    "B603": {"kg/read/office.py"},
    "B405": {"kg/read/_package.py", "kg/read/docx.py"},  # the type's name; defusedxml parses
    "B406": {"kg/export/gexf.py", "kg/export/graphml.py", "kg/export/timeline.py"},  # writing, not parsing
    "B704": {
        "kg/export/html/page.py",
        "kg/export/report/page.py",
    },  # JSON with < escaped, and our own styles and scripts
}
"""What bandit reports and where it is meant. B608, SQL put together, is left out: the pieces are names of ours, and what
a user gives goes in as a parameter."""

PERMISSIVE = re.compile(
    r"(?i)\b(?:MIT(?:-0|-CMU)?|(?:0|[23]-clause )?BSD(?:[- ][023]-Clause)?|Apache(?:[- ](?:2\.0|Software License))?|ISC|PSF(?:L|-2\.0)?"
    r"|Python Software Foundation|Zlib|CC0-1\.0|0BSD|Unlicense|HPND)\b"
)
BY_FILE = re.compile(r"(?i)\bMPL\b|Mozilla Public License")
"""Whoever changes files of such a package gives these files on under the same licence; we change none."""


def test_bandit_finds_nothing_that_is_not_meant():
    command = [sys.executable, "-m", "bandit", "-q", "-r", "kg", "--skip", "B608", "-f", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    report = json.loads(done.stdout)
    assert not report["errors"]
    assert len(report["metrics"]) > 100
    found = defaultdict(set)
    for result in report["results"]:
        found[result["test_id"]].add(Path(result["filename"]).as_posix())
    assert dict(found) == REASONED


def _needed(name: str, extras: tuple[str, ...], found: dict[str, list]) -> dict[str, list]:
    """The installed packages that one needs, each with what is asked of it; setuptools is part of an environment."""
    for line in metadata.requires(name) or ():
        asked = requirements.Requirement(line)
        wanted = asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in ("", *extras))
        plain = re.sub(r"[-_.]+", "-", asked.name).lower()
        if wanted and plain != "setuptools":
            new = plain not in found
            found.setdefault(plain, []).append(asked.specifier)
            if new:
                _needed(asked.name, tuple(asked.extras), found)
    return found


@pytest.fixture(scope="module")
def needed():
    try:
        return _needed("tifa-kg", ("formats",), {})
    except metadata.PackageNotFoundError as error:
        pytest.skip(f"kg is not installed with the extra 'formats': {error}")


def test_what_kg_needs_is_there_in_the_versions_that_were_tested(needed):
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if "==" in line)
    pinned = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pinned.items()}
    assert len(needed) > 40
    for name, asked in needed.items():
        version = metadata.version(name)
        assert pinned.get(name) == version, f"{name} {version} is not what constraints.txt names"
        assert all(specifier.contains(version, prereleases=True) for specifier in asked), (name, version, asked)


def test_what_kg_needs_may_be_used_freely(needed):
    by_file = set()
    for name in needed:
        about = metadata.metadata(name)
        kinds = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")]
        said = " ".join(filter(None, (about.get("License-Expression"), (about.get("License") or "")[:100], *kinds)))
        if BY_FILE.search(said):
            by_file.add(name)
        else:
            assert PERMISSIVE.search(said), f"{name}: {said}"
            assert not re.search(r"\b[AL]?GPL", said) or " OR " in said, f"{name}: {said}"
    assert by_file == {"certifi", "tld", "tqdm"}
