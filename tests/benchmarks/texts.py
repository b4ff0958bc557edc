"""The texts that are measured on: real news where they are at hand, else the project's own, repeated with variation."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import read
from kg.records import Document

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))
OWN = ROOT / "data" / "corpus"
DIGITS = str.maketrans("0123456789", "3456789012")


def source() -> tuple[str, Path]:
    """What the texts are, and where they lie."""
    news = SHARED / "corpus" / "news"
    return ("news", news) if news.is_dir() else ("data/corpus, repeated with variation", OWN)


def documents(size: int) -> list[Document]:
    """Texts of about `size` bytes of UTF-8, spread over all that there are, or varied where there are too few."""
    _, folder = source()
    every = [item for each in read.sources([folder]) for item in read.documents(each) if isinstance(item, Document)]
    whole = sum(map(weight, every))
    step = max(1, whole // max(size, 1))
    found, number = every[::step], 0
    while sum(map(weight, found)) < size:
        number += 1
        found += varied(every, number)
    return list(_until(found, size))


def varied(every: list[Document], number: int) -> list[Document]:
    """The texts again, none as it was: other digits, and paragraphs changed between neighbours, so other pairs."""
    found = []
    for i, document in enumerate(every):
        other = every[(i + number) % len(every)]
        lines, others = document.text.split("\n"), other.text.split("\n")
        mixed = [*lines[: len(lines) // 2], *others[len(others) // 2 :], f"第{number}次，{i}。"]
        text = "\n".join(mixed)
        for _ in range(number % 10):
            text = text.translate(DIGITS)
        id = hashlib.sha256(text.encode()).hexdigest()[:16]
        found.append(dataclasses.replace(document, id=f"doc:{id}", source=f"{number}#{i}", text=text))
    return found


def weight(document: Document) -> int:
    """Bytes of the text."""
    return len(document.text.encode())


def write(found: Iterable[Document], path: Path) -> int:
    """Write texts as JSON lines; the bytes of the texts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    total = 0
    with path.open("w", encoding="utf-8") as file:
        for document in found:
            fields = {"title": document.title, "date": document.date, "text": document.text}
            file.write(json.dumps(fields, ensure_ascii=False) + "\n")
            total += weight(document)
    return total


def _until(found: Iterable[Document], size: int) -> Iterator[Document]:
    for document in found:
        if size <= 0:
            return
        size -= weight(document)
        yield document
