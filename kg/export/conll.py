"""CoNLL-style columns: a character a line, a blank line after each sentence, as taggers for Chinese are trained.

# doc = speeches/a.txt
# sentence = 3
四	B-SLOGAN	12	slogan:四个意识
个	I-SLOGAN	13	slogan:四个意识
、	O	16	_
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export._texts import Text, texts
from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

OUTSIDE = ("O", "_")


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """All texts, in one file: character, tag (BIO with the type), offset in the document's text, entity.

    Columns are parted by tabs. Blanks and line breaks have no line of their own; the offsets show where they were.
    Documents come by source; headers give `doc` (source), `id`, `date` and the number of each sentence.
    """
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        for text in texts(tables):
            file.write(f"# doc = {_line(text.source)}\n# id = {text.id}\n")
            if text.date:
                file.write(f"# date = {text.date}\n")
            for block in _blocks(text):
                file.write(block)


def _line(text: str) -> str:
    """A text as one line."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


def _blocks(text: Text) -> Iterator[str]:
    """The sentences. A name that a line break cuts in two sentences goes on in the second with `I-`."""
    tags: dict[int, tuple[str, str]] = {}
    for mention in text.mentions:
        places = (at for at in range(mention.start, mention.end) if not text.text[at].isspace())
        for number, at in enumerate(places):
            tags[at] = f"{'I' if number else 'B'}-{mention.type}", _line(mention.entity).replace(" ", "_")
    for sentence in text.sentences:
        lines = [
            "\t".join((_line(character), tag, str(at), entity))
            for at, character in enumerate(text.text[sentence.start : sentence.end], sentence.start)
            if not character.isspace()
            for tag, entity in [tags.get(at, OUTSIDE)]
        ]
        if lines:
            yield "\n".join((f"# sentence = {sentence.index}", *lines)) + "\n\n"
