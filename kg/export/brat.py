"""brat standoff (https://brat.nlplab.org/standoff.html): a text and its annotation side by side, also for INCEpTION."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.export._texts import Text, file_names, texts
from kg.files import whole_folder
from kg.records import TYPES, Mention

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

CONF: Final = "[entities]\n{types}\n\n[relations]\n\n[events]\n\n[attributes]\nKind\tArg:<ENTITY>, Value:{kinds}\n"


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """A folder with `NAME.txt` and `NAME.ann` for each document, and `annotation.conf`; it must be new or empty.

    Offsets are those of the document's text. A mention with a line break in it has a span for each line, as brat wants.
    Each has its entity in a note, and its kind as an attribute.
    """
    listed = list(texts(tables))
    kinds = sorted({mention.kind for text in listed for mention in text.mentions if mention.kind})
    with whole_folder(path) as folder:
        conf = CONF.format(types="\n".join(TYPES), kinds="|".join(kinds) or "none")
        (folder / "annotation.conf").write_text(conf, encoding="utf-8", newline="\n")
        stems = [text.source.replace("/", "_").removesuffix(".txt") for text in listed]
        for name, text in zip(file_names(stems), listed, strict=True):
            (folder / f"{name}.txt").write_text(text.text, encoding="utf-8", errors="surrogatepass", newline="")
            (folder / f"{name}.ann").write_text(annotation(text), encoding="utf-8", newline="\n")


def annotation(text: Text) -> str:
    """The standoff lines of a document."""
    lines = []
    for number, mention in enumerate(text.mentions, 1):
        spans = spans_of(mention, text.text)
        shown = " ".join(text.text[start:end] for start, end in spans)
        places = ";".join(f"{start} {end}" for start, end in spans)
        lines.append(f"T{number}\t{mention.type} {places}\t{shown}")
        if mention.kind:
            lines.append(f"A{number}\tKind T{number} {mention.kind}")
        lines.append(f"#{number}\tAnnotatorNotes T{number}\t{' '.join(mention.entity.split())}")
    return "".join(line + "\n" for line in lines)


def spans_of(mention: Mention, text: str) -> list[tuple[int, int]]:
    """The parts of a mention that stand on one line each, as half-open indices, in order."""
    spans, start = [], mention.start
    for at in range(mention.start, mention.end + 1):
        if at == mention.end or text[at] in "\r\n":
            if at > start:
                spans.append((start, at))
            start = at + 1
    return spans
