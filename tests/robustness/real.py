"""Real texts in every format: made by LibreOffice and by hand, read back, and compared by what is found in them."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from read_made import eml, mhtml, zipped

from kg._traditional import PAIRS
from kg.annotate import annotate
from kg.config import Config
from kg.errors import InputError
from kg.lexicon import load
from kg.read import documents, sources

OFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
BY_OFFICE = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf",
    "html": "html:HTML (StarWriter)",
    "pdf": "pdf",
    "epub": "epub",
    "odt": "odt",
}
TRADITIONAL = str.maketrans(dict(zip(PAIRS[1::2], PAIRS[::2], strict=True)))


class Row(NamedTuple):
    """A format: files tried, read, refused, and read with other mentions; mentions alike and in all."""

    format: str
    tried: int = 0
    read: int = 0
    refused: int = 0
    wrong: int = 0
    alike: int = 0
    mentions: int = 0

    @property
    def share(self) -> float:
        """The share of mentions that both have, of the mean of both."""
        return self.alike / self.mentions if self.mentions else 1.0


def figures(texts: list[Path]) -> Iterator[Row]:
    """A row a format, of the texts in all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = folder / "txt"
        plain.mkdir()
        for path in texts:
            shutil.copy(path, plain)
        expected = {path.stem: _found(path.read_text(encoding="utf-8")) for path in plain.iterdir()}
        for format in (*_by_office(plain, folder), *_by_hand(plain, folder)):
            yield _row(format, folder / format, expected)


def _found(text: str) -> Counter[tuple[str, str, str, str]]:
    """Mentions by type, kind, canonical name and wording without white space."""
    from kg.read import document

    found = annotate(document(text), load(()), Config())
    return Counter((m.type, m.kind, m.canonical, "".join(m.text.split())) for m in found.mentions)


def _row(format: str, folder: Path, expected: dict[str, Counter[tuple[str, str, str, str]]]) -> Row:
    row = Row(format)
    config = Config()
    for path in sorted(folder.iterdir()):
        (found,) = (each for source in sources([path], config) for each in documents(source, config))
        row = row._replace(tried=row.tried + 1)
        if isinstance(found, InputError):
            row = row._replace(refused=row.refused + 1)
            continue
        here, there = _found(found.text), expected[path.name.partition(".")[0]]
        if format == "big5":
            there = _found(path.with_suffix("").parent.parent.joinpath("lossy", path.name).read_text(encoding="utf-8"))
            # wordings are in the other script
            here, there = _names(here), _names(there)
        alike = 2 * (here & there).total()
        row = row._replace(
            read=row.read + 1,
            wrong=row.wrong + (here != there),
            alike=row.alike + alike,
            mentions=row.mentions + here.total() + there.total(),
        )
    return row


def _names(found: Counter[tuple[str, str, str, str]]) -> Counter[tuple[str, str, str, str]]:
    return Counter({}) + sum((Counter({(*key[:3], ""): n}) for key, n in found.items()), Counter())


def _by_office(plain: Path, folder: Path) -> list[str]:
    if not OFFICE:
        return []
    texts = sorted(plain.iterdir())
    _convert(texts, folder / "docx", "docx", folder, "--infilter=Text (encoded):UTF8")
    for format, kind in BY_OFFICE.items():
        _convert(sorted((folder / "docx").iterdir()), folder / format, kind, folder)
    (folder / "wps").mkdir()
    for path in (folder / "doc").iterdir():
        shutil.copy(path, folder / "wps" / f"{path.stem}.wps")
    return ["docx", *BY_OFFICE, "wps"]


def _convert(files: list[Path], out: Path, kind: str, folder: Path, *options: str) -> None:
    assert OFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", *options, "--convert-to", kind, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def _by_hand(plain: Path, folder: Path) -> list[str]:
    import pyarrow as pa

    def page(text: str) -> str:
        lines = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
        return f'<html><head><meta charset="gb2312"></head><body>{lines}</body></html>'

    makers: dict[str, Callable[[str], bytes]] = {
        "gb18030": lambda text: text.encode("gb18030"),
        "utf-16": lambda text: text.encode("utf-16"),
        "mhtml": lambda text: mhtml(page(text), "gb18030"),
        "eml": lambda text: eml(text, charset="gb18030"),
        "txt.gz": lambda text: gzip.compress(text.encode()),
        "txt.zst": lambda text: bytes(pa.compress(text.encode(), codec="zstd", asbytes=True)),
        "zip": lambda text: zipped({"讲话.txt": text}),
        "big5": lambda text: _traditional(text).encode("big5"),
    }
    suffixes = {"gb18030": "txt", "utf-16": "txt", "big5": "txt"}
    (folder / "lossy").mkdir()
    for format, make in makers.items():
        (folder / format).mkdir()
        for path in plain.iterdir():
            text = path.read_text(encoding="utf-8")
            (folder / format / f"{path.stem}.{suffixes.get(format, format)}").write_bytes(make(text))
            (folder / "lossy" / path.name).write_text(_kept(text), encoding="utf-8")
    return [*makers]


def _traditional(text: str) -> str:
    """The text in traditional script; what Big5 does not have is a box."""
    return "".join(c if _in_big5(c) else "□" for c in text.translate(TRADITIONAL))


def _kept(text: str) -> str:
    """The text as it was, with the same boxes."""
    return "".join(c if _in_big5(t) else "□" for c, t in zip(text, text.translate(TRADITIONAL), strict=True))


def _in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
