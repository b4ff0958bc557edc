"""Old Word and WPS files (.doc, .wps, .odt): read by antiword or LibreOffice, where the machine has them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from kg.config import Read
from kg.read import docx
from kg.read._source import PassingError, Raw, RefusedError, everything

_WORD: Final = "WordDocument".encode("utf-16-le")
_WORKS: Final = ("CONTENTS".encode("utf-16-le"), "MatOST".encode("utf-16-le"))
"""The streams in which Word and Works keep a text; WPS uses Word's."""

_REFUSED: Final = {
    "EncryptedPackage": "is encrypted: save it without a password",
    "Workbook": "is a spreadsheet (.xls): save it as .csv",
    "PowerPoint Document": "is a presentation (.ppt): save it as .docx",
}
_OFFICES: Final = ("soffice", "libreoffice")
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""Settings of LibreOffice: no macros, no links out of the document."""


def programs() -> list[tuple[str, int, int]]:
    """The programs that read these files here: where each is, its bytes, and when it was written."""
    found = [path for path in map(shutil.which, ("antiword", *_OFFICES)) if path]
    return [(path, status.st_size, status.st_mtime_ns) for path in found for status in (os.stat(path),)]


def read_doc(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """A Word 97 or WPS file as one text; raises `RefusedError` where no program here reads it."""
    data = everything(stream, config.max_bytes)
    for name, reason in _REFUSED.items():
        if name.encode("utf-16-le") in data and _WORD not in data:
            raise RefusedError(reason)
    if not any(name in data for name in (_WORD, *_WORKS)):
        raise RefusedError("is an old Office file without a text of Word (damaged, or of another program)")
    if not any(map(shutil.which, ("antiword", *_OFFICES))):
        raise RefusedError("is an old Word or WPS file: install antiword or LibreOffice, or save it as .docx")
    text = _antiword(data, config)
    yield (
        Raw(text, read_as="doc, antiword")
        if text.strip()
        else _office(data, ".doc", config, reader="MS Word 97" if _WORD in data else "")
    )


def read_odt(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """An OpenDocument text; raises `RefusedError` without LibreOffice."""
    data = everything(stream, config.max_bytes)
    if not any(map(shutil.which, _OFFICES)):
        raise RefusedError("is an OpenDocument file: install LibreOffice, or save it as .docx")
    yield _office(data, ".odt", config)


def _antiword(data: bytes, config: Read) -> str:
    """The text, or "" where antiword is not here or does not know the file (it reads Word 2 to 2003)."""
    program = shutil.which("antiword")
    if not program:
        return ""
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder, "file.doc")
        path.write_bytes(data)
        # -w 0: a line a paragraph; -m: how it is written, not what is read
        code, text = _run([program, "-w", "0", "-m", "UTF-8.txt", str(path)], folder, config)
    return text.decode("utf-8", "replace").strip("\n") if code == 0 else ""


def _office(data: bytes, suffix: str, config: Read, *, reader: str = "") -> Raw:
    """The text by way of .docx, which keeps notes and text boxes; in a profile of its own, that nothing else opens.

    `reader` is the one to use: left to itself, LibreOffice reads damaged files as plain text.
    """
    program = next(filter(None, map(shutil.which, _OFFICES)), None)
    if not program:
        raise RefusedError("is not read by antiword: install LibreOffice, or save it as .docx")
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path, profile = Path(folder, f"file{suffix}"), Path(folder, "profile")
        path.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += [f"--infilter={reader}"] if reader else []
        _run(
            [*command, "--convert-to", "docx:Office Open XML Text", "--outdir", f"{folder}/out", str(path)],
            folder,
            config,
        )
        made = Path(folder, "out", "file.docx")
        if not made.is_file():
            raise PassingError("is damaged, or of a kind that LibreOffice does not read")
        with made.open("rb") as stream:
            (raw,) = docx.read(stream, config)
    return replace(raw, read_as=f"{suffix.removeprefix('.')}, LibreOffice")


def _run(command: list[str], folder: str, config: Read) -> tuple[int, bytes]:
    """The exit code and the output of a program, which is ended with all that it started after `max_seconds`."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL, "cwd": folder}
    environment = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"}
    # no shell, a program found on the path, and files whose names are ours
    with subprocess.Popen(command, env=environment, start_new_session=True, **options) as process:  # type: ignore  # noqa: S603
        try:
            output, _ = process.communicate(timeout=config.max_seconds or None)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                limit = f"{config.max_seconds} seconds (setting read.max_seconds)"
                raise PassingError(f"takes {Path(command[0]).name} more than {limit}") from None
            raise
    return process.returncode, output
